package mpjdht.message;

import java.nio.charset.StandardCharsets;

/**
 * A signed integer of 64 bits as the value of a key: decimal digits in ASCII, with {@code -} before them when it is negative, in
 * the one way in which it is written: without leading zeros, without {@code +}, and never {@code -0}.
 */
public final class DecimalText {
    private static final int MOST_DIGITS = 19;

    private DecimalText() {}

    /** Whether {@code bytes[from..to)} are such a number. */
    public static boolean isNumber(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int digits = to - first;
        if (digits < 1 || digits > MOST_DIGITS || (bytes[first] == '0' && (negative || digits > 1))) {
            return false;
        }
        for (int i = first; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        // As many digits fit into 64 bits without a sign.
        long most = negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        return Long.compareUnsigned(magnitude(bytes, first, to), most) <= 0;
    }

    /** The number that {@code bytes[from..to)} are. */
    public static long number(byte[] bytes, int from, int to) {
        return bytes[from] == '-' ? -magnitude(bytes, from + 1, to) : magnitude(bytes, from, to);
    }

    private static long magnitude(byte[] bytes, int from, int to) {
        long magnitude = 0;
        for (int i = from; i < to; i++) {
            magnitude = magnitude * 10 + bytes[i] - '0';
        }
        return magnitude;
    }

    /** The text of a number. */
    public static byte[] of(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
