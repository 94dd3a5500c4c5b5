package mpjdht.command;

/** Reads one line at a time into a reused {@link Command}. */
interface LineSyntax {
    /** What a line is. */
    enum Result {
        COMMAND,
        ERROR,
        /** Nothing that asks for anything. */
        BLANK
    }

    /** Reads {@code bytes[from..to)}, a line without its line end, which may be changed. */
    Result parse(byte[] bytes, int from, int to, long line);

    /** The last command; the same object each time. */
    Command command();

    /** What was wrong with the last line that could not be read. */
    CommandError error();
}
