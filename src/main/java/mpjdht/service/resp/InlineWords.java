package mpjdht.service.resp;

/**
 * The words of a line, as Redis reads what a person types: between blanks, or in quotes, where double ones know {@code \n \r \t \b \a \xHH} and
 * single ones {@code \'}. A word is written where it was read, without quotes and escapes, which only makes it shorter.
 */
final class InlineWords {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int offset;
    private int length;
    private boolean isUnbalanced;

    InlineWords(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes on to the next word; false when there is none, or the quotes of one do not end. */
    boolean next() {
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        if (at == end || isUnbalanced) {
            return false;
        }
        offset = at;
        length = 0;
        if (bytes[at] == '"' || bytes[at] == '\'') {
            readQuoted(bytes[at]);
        } else {
            while (at < end && !isBlank(bytes[at])) {
                write(bytes[at]);
                at++;
            }
        }
        return !isUnbalanced;
    }

    private void readQuoted(byte quote) {
        at++;
        while (at < end && bytes[at] != quote) {
            if (bytes[at] == '\\' && at + 1 < end) {
                readEscaped(quote);
            } else {
                write(bytes[at]);
                at++;
            }
        }
        at++;
        // Behind a quote nothing but a blank may stand.
        isUnbalanced = at > end || (at < end && !isBlank(bytes[at]));
    }

    private void readEscaped(byte quote) {
        byte escaped = bytes[at + 1];
        if (quote == '\'') {
            boolean isQuote = escaped == '\'';
            write(isQuote ? escaped : (byte) '\\');
            at += isQuote ? 2 : 1;
        } else if (escaped == 'x' && at + 3 < end && hex(bytes[at + 2]) >= 0 && hex(bytes[at + 3]) >= 0) {
            write((byte) (hex(bytes[at + 2]) << 4 | hex(bytes[at + 3])));
            at += 4;
        } else {
            write(meaning(escaped));
            at += 2;
        }
    }

    private static byte meaning(byte escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> escaped;
        };
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\t' || one == '\r' || one == 0;
    }

    private void write(byte one) {
        bytes[offset + length] = one;
        length++;
    }

    /** Where the word begins. */
    int offset() {
        return offset;
    }

    /** Its length. */
    int length() {
        return length;
    }

    /** Whether quotes do not end, or something stands right behind them. */
    boolean isUnbalanced() {
        return isUnbalanced;
    }
}
