package mpjdht.command;

import java.nio.charset.StandardCharsets;

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF (Unicode 15, table 3-7). */
public final class Utf8 {
    private Utf8() {}

    /** Bytes of the character that begins at {@code at}, 1 to 4, or 0 when no valid one does. */
    public static int length(byte[] bytes, int at, int to) {
        int first = bytes[at];
        if (first >= 0) {
            return 1;
        }
        first &= 0xFF;
        int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (size == 0 || at + size > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = at + 2; i < at + size; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    /** As {@link #length}, but 0 as well for characters that cannot be seen. */
    static int printableLength(byte[] bytes, int at, int to) {
        byte first = bytes[at];
        if (first >= 0) {
            return first < ' ' || first == 0x7F ? 0 : 1;
        }
        int size = length(bytes, at, to);
        return size > 0 && InvisibleCharacters.contains(codePoint(bytes, at, size)) ? 0 : size;
    }

    /** The character of 2 to 4 bytes that begins at {@code at}. */
    private static int codePoint(byte[] bytes, int at, int size) {
        int codePoint = bytes[at] & (0xFF >> (size + 1));
        for (int i = at + 1; i < at + size; i++) {
            codePoint = codePoint << 6 | (bytes[i] & 0x3F);
        }
        return codePoint;
    }

    /** The bytes of a character, which is no surrogate. */
    static byte[] encode(int codePoint) {
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }

    static boolean isValid(byte[] bytes, int offset, int length) {
        int to = offset + length;
        int i = offset;
        while (i < to) {
            int size = length(bytes, i, to);
            if (size == 0) {
                return false;
            }
            i += size;
        }
        return true;
    }
}
