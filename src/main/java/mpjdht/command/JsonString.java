package mpjdht.command;

import java.util.Arrays;
import java.util.Base64;

/** Strings of JSON (RFC 8259, section 7), read in place: what they mean is never longer than how they are written. */
final class JsonString {
    private static final int PLAIN_ESCAPE = 2;
    private static final int ESCAPED_UNIT = 6;

    private int offset;
    private int length;
    private int end;

    /** Where the bytes begin that the last string means. */
    int offset() {
        return offset;
    }

    /** How many they are. */
    int length() {
        return length;
    }

    /** Behind the closing quote of the last string; where reading it failed, the place that is wrong. */
    int end() {
        return end;
    }

    /** Reads the string whose opening quote is at {@code open}; false when it is none. The bytes it means take the place of the text. */
    boolean read(byte[] bytes, int open, int to) {
        offset = open + 1;
        int out = offset;
        int i = offset;
        while (i < to && bytes[i] != '"') {
            if (bytes[i] == '\\') {
                // What it means may take the place of its own letters.
                boolean isUnit = i + 1 < to && bytes[i + 1] == 'u';
                int size = unescape(bytes, i, to, out);
                if (size == 0) {
                    return fail(i);
                }
                out += size;
                i += isUnit ? unitsLength(size) : PLAIN_ESCAPE;
                continue;
            }
            int size = bytes[i] >= 0 && bytes[i] < ' ' ? 0 : Utf8.length(bytes, i, to);
            if (size == 0) {
                return fail(i);
            }
            System.arraycopy(bytes, i, bytes, out, size);
            out += size;
            i += size;
        }
        length = out - offset;
        end = i + 1;
        return i < to || fail(open);
    }

    private boolean fail(int at) {
        end = at;
        return false;
    }

    /** Makes of the last string, which is base64, what that means; false when it is none. */
    boolean decodeBase64(byte[] bytes) {
        try {
            byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, offset, offset + length));
            System.arraycopy(decoded, 0, bytes, offset, decoded.length);
            length = decoded.length;
            return true;
        } catch (IllegalArgumentException e) {
            return fail(offset);
        }
    }

    /** Bytes of an escape of 16 bits that became so many, or of two of them: one alone becomes three at most. */
    private static int unitsLength(int size) {
        return size == 4 ? 2 * ESCAPED_UNIT : ESCAPED_UNIT;
    }

    /** Writes at {@code out} what the escape at {@code at} means; returns how many bytes that are, 0 when it means nothing. */
    private static int unescape(byte[] bytes, int at, int to, int out) {
        if (at + 1 == to) {
            return 0;
        }
        byte plain =
                switch (bytes[at + 1]) {
                    case '"', '\\', '/' -> bytes[at + 1];
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> 0;
                };
        if (plain != 0) {
            bytes[out] = plain;
            return 1;
        }
        int unit = unit(bytes, at, to);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return 0;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return encode(unit, bytes, out);
        }
        int low = unit(bytes, at + ESCAPED_UNIT, to);
        return low < 0 || !Character.isLowSurrogate((char) low)
                ? 0
                : encode(Character.toCodePoint((char) unit, (char) low), bytes, out);
    }

    /** The 16 bits of an escape with four hex digits; -1 where there is none. */
    private static int unit(byte[] bytes, int at, int to) {
        if (at + ESCAPED_UNIT > to || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPED_UNIT; i++) {
            int digit = Syntax.hexDigit(bytes[i]);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static int encode(int codePoint, byte[] bytes, int out) {
        byte[] encoded = Utf8.encode(codePoint);
        System.arraycopy(encoded, 0, bytes, out, encoded.length);
        return encoded.length;
    }
}
