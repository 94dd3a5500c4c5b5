package mpjdht.command;

/** The byte classes of the command language: white space, ends of tokens, starts of comments. */
final class Syntax {
    private Syntax() {}

    /** Space and tab; every other byte is part of a token, control bytes included. */
    static boolean isWhite(byte b) {
        return b == ' ' || b == '\t';
    }

    static int skipWhite(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isWhite(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Goes byte by byte: tokens are short, and as long as the one before, which the processor learns. */
    static int tokenEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && !isWhite(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Whether a comment begins at {@code at}, which must be the start of a line or follow white space. */
    static boolean isComment(byte[] bytes, int at, int to) {
        byte b = bytes[at];
        return b == '#' || (b == '/' && at + 1 < to && bytes[at + 1] == '/');
    }

    /**
     * The end of bare text that runs to the end of the line: before trailing white space and a trailing comment.
     *
     * @param from a byte that is neither white space nor the start of a comment
     */
    static int bareTextEnd(byte[] bytes, int from, int to) {
        int i = Octets.white(bytes, from, to);
        while (i < to) {
            int next = skipWhite(bytes, i + 1, to);
            if (next == to || isComment(bytes, next, to)) {
                return i;
            }
            i = Octets.white(bytes, next, to);
        }
        return to;
    }

    /** The value of a hex digit, or -1. */
    static int hexDigit(byte b) {
        return Character.digit(b, 16);
    }
}
