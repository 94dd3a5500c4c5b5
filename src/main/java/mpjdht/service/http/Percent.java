package mpjdht.service.http;

import java.util.Arrays;
import java.util.Optional;

/** Bytes as the path of a request names them. */
final class Percent {
    private static final int ESCAPE = 3;

    private Percent() {}

    /** The bytes of a part of a path; empty when that is not what a path may be. */
    static Optional<byte[]> decode(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            int value = next;
            if (next == '%') {
                value = at + ESCAPE > text.length() ? -1 : escaped(text.charAt(at + 1), text.charAt(at + 2));
                at += ESCAPE;
            } else {
                at++;
            }
            if (value < 0 || value > 0xff) {
                return Optional.empty();
            }
            bytes[length] = (byte) value;
            length++;
        }
        return Optional.of(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    private static int escaped(char first, char second) {
        int high = Character.digit(first, 16);
        int low = Character.digit(second, 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
