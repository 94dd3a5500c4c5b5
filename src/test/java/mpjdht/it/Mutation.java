package mpjdht.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes of bytes that are right some that may be wrong. */
final class Mutation {
    /** Numbers that nobody should believe. */
    private static final List<String> NUMBERS = List.of(
            "-1", "0", "1", "65537", "99999999", "2147483647", "4294967296", "99999999999999999999", "1e9", "-0", "x");

    /** What begins another type in one protocol or another. */
    private static final byte[] TYPES = "*$+-:%~_,#(>|\"'{}[]<\0\r\n ".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_RANDOM_BYTES = 200;

    private Mutation() {}

    /** One or two changes, or none. */
    static byte[] of(byte[] right, SplittableRandom random) {
        byte[] once = changed(right, random);
        return random.nextInt(3) == 0 ? changed(once, random) : once;
    }

    private static byte[] changed(byte[] bytes, SplittableRandom random) {
        if (bytes.length == 0) {
            return noise(random);
        }
        int at = random.nextInt(bytes.length);
        int to = at + random.nextInt(bytes.length - at + 1);
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1, 2 -> flipped(bytes, random);
            case 3 -> joined(bytes, 0, at, noise(random), bytes, at);
            case 4 -> joined(bytes, 0, at, new byte[0], bytes, to);
            case 5 -> joined(bytes, 0, to, Arrays.copyOfRange(bytes, at, to), bytes, to);
            case 6 -> otherNumber(bytes, at, random);
            case 7 -> {
                byte[] copy = bytes.clone();
                copy[at] = TYPES[random.nextInt(TYPES.length)];
                yield copy;
            }
            case 8 -> noise(random);
            default -> bytes;
        };
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] noise = new byte[1 + random.nextInt(MOST_RANDOM_BYTES)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] flipped(byte[] bytes, SplittableRandom random) {
        byte[] copy = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static byte[] joined(byte[] head, int from, int to, byte[] middle, byte[] tail, int tailFrom) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(head, from, to - from);
        joined.writeBytes(middle);
        joined.write(tail, tailFrom, tail.length - tailFrom);
        return joined.toByteArray();
    }

    /** Puts another number in the place of the next one. */
    private static byte[] otherNumber(byte[] bytes, int from, SplittableRandom random) {
        int at = from;
        while (at < bytes.length && !isDigit(bytes[at])) {
            at++;
        }
        int end = at;
        while (end < bytes.length && isDigit(bytes[end])) {
            end++;
        }
        byte[] number = NUMBERS.get(random.nextInt(NUMBERS.size())).getBytes(StandardCharsets.US_ASCII);
        return joined(bytes, 0, at, number, bytes, end);
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }
}
