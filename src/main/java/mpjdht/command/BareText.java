package mpjdht.command;

import java.io.IOException;
import java.util.Arrays;

/**
 * Which keys and values are printed bare: those that a command file which holds them bare gives back as the same bytes, and
 * that cannot be taken for the rest of the line. The others are printed as quoted strings.
 */
final class BareText {
    /** What stands for the value of a key that is not there. */
    static final byte[] NOT_FOUND = Ascii.bytes("(not found)");

    private BareText() {}

    /** Writes the key of an outcome. */
    static void writeKey(ByteOutput out, Outcome outcome) throws IOException {
        writeKey(out, outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength());
    }

    /** Writes a key. */
    static void writeKey(ByteOutput out, byte[] bytes, int offset, int length) throws IOException {
        write(isKey(bytes, offset, length), out, bytes, offset, length);
    }

    /** Writes the value of an outcome. */
    static void writeValue(ByteOutput out, Outcome outcome) throws IOException {
        writeValue(out, outcome.valueBytes(), outcome.valueOffset(), outcome.valueLength());
    }

    /** Writes a value. */
    static void writeValue(ByteOutput out, byte[] value) throws IOException {
        writeValue(out, value, 0, value.length);
    }

    /** Writes a value that is a part of an array. */
    static void writeValue(ByteOutput out, byte[] bytes, int offset, int length) throws IOException {
        write(isValue(bytes, offset, length), out, bytes, offset, length);
    }

    private static void write(boolean bare, ByteOutput out, byte[] bytes, int offset, int length) throws IOException {
        if (bare) {
            out.write(bytes, offset, length);
        } else {
            QuotedText.write(out, bytes, offset, length);
        }
    }

    private static boolean isKey(byte[] bytes, int offset, int length) {
        int to = offset + length;
        return startsBare(bytes, offset, to) && isPrintable(bytes, offset, to, false) && !isAt(bytes, offset, to, "->");
    }

    private static boolean isValue(byte[] bytes, int offset, int length) {
        int to = offset + length;
        return startsBare(bytes, offset, to)
                && bytes[to - 1] != ' '
                && isPrintable(bytes, offset, to, true)
                && !Arrays.equals(bytes, offset, to, NOT_FOUND, 0, NOT_FOUND.length);
    }

    private static boolean startsBare(byte[] bytes, int from, int to) {
        return from < to && bytes[from] != ' ' && bytes[from] != '"' && !Syntax.isComment(bytes, from, to);
    }

    /** Whether all bytes are printable UTF-8, and no space begins a comment, an arrow, another value or a node. */
    private static boolean isPrintable(byte[] bytes, int from, int to, boolean spaces) {
        int i = Octets.invisible(bytes, from, to);
        while (i < to) {
            if (bytes[i] == ' ') {
                i++;
                if (!spaces || (i < to && isMistakable(bytes, i, to))) {
                    return false;
                }
            } else {
                int size = Utf8.printableLength(bytes, i, to);
                if (size == 0) {
                    return false;
                }
                i += size;
            }
            i = Octets.invisible(bytes, i, to);
        }
        return true;
    }

    private static boolean isMistakable(byte[] bytes, int at, int to) {
        return bytes[at] == '@'
                || isAt(bytes, at, to, "->")
                || isAt(bytes, at, to, "|")
                || Syntax.isComment(bytes, at, to);
    }

    /** Whether that word stands at {@code at}, followed by a space or the end. */
    private static boolean isAt(byte[] bytes, int at, int to, String word) {
        int end = at + word.length();
        if (end > to || (end < to && bytes[end] != ' ')) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
