package mpjdht.command;

/** Counts the lines after END that hold more than white space or a comment, in pieces cut anywhere. */
final class RemainingLines {
    private enum State {
        BLANK,
        SLASH,
        IGNORED,
        COUNTED
    }

    private State state = State.BLANK;
    private long count;

    long count() {
        return count;
    }

    /** The first piece belongs to a line that was already reported. */
    void continueIgnoredLine() {
        state = State.IGNORED;
    }

    void count(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (state == State.COUNTED || state == State.IGNORED) {
                int lineFeed = Octets.lineFeed(bytes, i, to);
                if (lineFeed == to) {
                    return;
                }
                state = State.BLANK;
                i = lineFeed + 1;
                continue;
            }
            step(bytes[i++]);
        }
    }

    /** A single slash in the last line is no comment. */
    void endFile() {
        if (state == State.SLASH) {
            countLine();
        }
    }

    private void step(byte b) {
        if (state == State.SLASH) {
            if (b == '/') {
                state = State.IGNORED;
            } else {
                countLine();
                state = b == '\n' ? State.BLANK : State.COUNTED;
            }
        } else if (b == '/') {
            state = State.SLASH;
        } else if (b == '#') {
            state = State.IGNORED;
        } else if (b != '\n' && b != '\r' && !Syntax.isWhite(b)) {
            countLine();
        }
    }

    private void countLine() {
        count++;
        state = State.COUNTED;
    }
}
