package mpjdht.command;

import java.util.Optional;

/**
 * Tells text of 16 or 32 bits a character by its first bytes: by its byte order mark, or because a command file begins with
 * ASCII, of which every other byte is then zero.
 */
final class ForeignText {
    private static final int UTF_16_UNITS = 2;
    private static final int UTF_32_UNITS = 4;

    private ForeignText() {}

    /**
     * The encoding of text that is not UTF-8, as far as {@code bytes[from..to)} tell it.
     *
     * @param from the first line that is not empty; it may be half a line feed away from its true beginning
     */
    static Optional<String> encoding(byte[] bytes, int from, int to) {
        if (isWide(bytes, from, to, UTF_32_UNITS)) {
            return Optional.of("UTF-32");
        }
        boolean halfALineFeed = to - from == 1 && bytes[from] == 0;
        return halfALineFeed || isWide(bytes, from, to, UTF_16_UNITS) ? Optional.of("UTF-16") : Optional.empty();
    }

    /** Whether the first unit is a byte order mark or an ASCII character, with the lowest byte first or last. */
    private static boolean isWide(byte[] bytes, int from, int to, int unitBytes) {
        if (to - from < unitBytes) {
            return false;
        }
        int littleEndian = 0;
        int bigEndian = 0;
        for (int i = 0; i < unitBytes; i++) {
            littleEndian |= (bytes[from + i] & 0xFF) << (Byte.SIZE * i);
            bigEndian = bigEndian << Byte.SIZE | (bytes[from + i] & 0xFF);
        }
        return isFirst(littleEndian) || isFirst(bigEndian);
    }

    private static boolean isFirst(int unit) {
        return unit == 0xFEFF || (unit > 0 && unit < 0x80);
    }
}
