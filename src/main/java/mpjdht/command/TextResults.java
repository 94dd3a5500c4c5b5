package mpjdht.command;

import java.io.IOException;
import java.util.Arrays;

/**
 * Results for people: {@code GET 15 -> 673 @40}. A key or value is printed bare only when a command file that holds it
 * bare would give the same bytes, and when it cannot be taken for the rest of the line; else it is a quoted string.
 */
final class TextResults implements ResultWriter {
    private static final byte[] ARROW = Ascii.bytes(" -> ");
    private static final byte[] AT = Ascii.bytes(" @");
    private static final byte[] STORED = Ascii.bytes("stored");
    private static final byte[] DELETED = Ascii.bytes("deleted");
    private static final byte[] NOT_FOUND = Ascii.bytes("(not found)");
    private static final byte[] JOINED = Ascii.bytes(" -> joined @");
    private static final byte[] LEFT = Ascii.bytes(" -> left");
    private static final byte[] ONE_KEY_MOVED = Ascii.bytes(" key moved");
    private static final byte[] KEYS_MOVED = Ascii.bytes(" keys moved");
    private static final byte[] TO = Ascii.bytes(" to @");

    private final ByteOutput out;
    private final boolean verbose;

    TextResults(ByteOutput out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    @Override
    public boolean wants(Verb verb) {
        return switch (verb) {
            case GET, DELETE -> true;
            case PUT, ADD, REMOVE -> verbose;
            case END -> false;
        };
    }

    @Override
    public void write(Outcome outcome) throws IOException {
        Verb verb = outcome.verb();
        if (!wants(verb)) {
            return;
        }
        out.write(Ascii.bytes(verb));
        out.write(' ');
        switch (verb) {
            case ADD -> writeAdded(outcome);
            case REMOVE -> writeRemoved(outcome);
            default -> writeKeyCommand(outcome);
        }
        out.write('\n');
    }

    private void writeKeyCommand(Outcome outcome) throws IOException {
        writeText(isBareKey(outcome), outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength());
        out.write(ARROW);
        if (outcome.verb() == Verb.PUT) {
            out.write(STORED);
        } else if (!outcome.isFound()) {
            out.write(NOT_FOUND);
        } else if (outcome.verb() == Verb.DELETE) {
            out.write(DELETED);
        } else {
            writeText(isBareValue(outcome), outcome.valueBytes(), outcome.valueOffset(), outcome.valueLength());
        }
        out.write(AT);
        out.writeId(outcome.node());
    }

    private void writeAdded(Outcome outcome) throws IOException {
        out.writeUnsigned(outcome.rank());
        out.write(JOINED);
        out.writeUnsigned(outcome.id());
        writeKeysMoved(outcome.keysMoved());
    }

    private void writeRemoved(Outcome outcome) throws IOException {
        out.writeUnsigned(outcome.id());
        out.write(LEFT);
        writeKeysMoved(outcome.keysMoved());
        out.write(TO);
        out.writeUnsigned(outcome.successor());
    }

    private void writeKeysMoved(long keys) throws IOException {
        out.write(',');
        out.write(' ');
        out.writeUnsigned(keys);
        out.write(keys == 1 ? ONE_KEY_MOVED : KEYS_MOVED);
    }

    private void writeText(boolean bare, byte[] bytes, int offset, int length) throws IOException {
        if (bare) {
            out.write(bytes, offset, length);
        } else {
            QuotedText.write(out, bytes, offset, length);
        }
    }

    private static boolean isBareKey(Outcome outcome) {
        byte[] bytes = outcome.keyBytes();
        int from = outcome.keyOffset();
        int to = from + outcome.keyLength();
        return startsBare(bytes, from, to) && isPrintable(bytes, from, to, false) && !isAt(bytes, from, to, "->");
    }

    private static boolean isBareValue(Outcome outcome) {
        byte[] bytes = outcome.valueBytes();
        int from = outcome.valueOffset();
        int to = from + outcome.valueLength();
        return startsBare(bytes, from, to)
                && bytes[to - 1] != ' '
                && isPrintable(bytes, from, to, true)
                && !Arrays.equals(bytes, from, to, NOT_FOUND, 0, NOT_FOUND.length);
    }

    private static boolean startsBare(byte[] bytes, int from, int to) {
        return from < to && bytes[from] != ' ' && bytes[from] != '"' && !Syntax.isComment(bytes, from, to);
    }

    /** Whether all bytes are printable UTF-8, and no space begins a comment, an arrow or a node. */
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
        return bytes[at] == '@' || isAt(bytes, at, to, "->") || Syntax.isComment(bytes, at, to);
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
