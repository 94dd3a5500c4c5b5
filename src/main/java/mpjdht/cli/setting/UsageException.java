package mpjdht.cli.setting;

/** The user asked for something that cannot be; the message is one line: where, what, and what would be right. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST_SHOWN = 80;

    /** An error with its line as a whole. */
    public UsageException(String line) {
        super(line);
    }

    /**
     * An error.
     *
     * @param where where the user wrote it
     * @param what what is wrong there
     * @param right what would be right
     */
    public UsageException(String where, String what, String right) {
        this(where + ": " + what + "; right is " + right);
    }

    /** User text in a message: control characters replaced, long text cut. */
    public static String shown(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > MOST_SHOWN ? safe.substring(0, MOST_SHOWN) + "..." : safe;
    }
}
