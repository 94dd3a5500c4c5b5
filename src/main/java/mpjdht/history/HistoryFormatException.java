package mpjdht.history;

import java.io.IOException;

/** A line of a history cannot be read, or cannot follow those before it. */
public final class HistoryFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;

    HistoryFormatException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Number of the line, from 1. */
    public int line() {
        return line;
    }
}
