package mpjdht.cli.setting;

/** A text is no value of a setting. */
public final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String right;

    /**
     * Says what is wrong with the text.
     *
     * @param what names the text, and what is wrong with it
     * @param right what would be right
     */
    public WrongValueException(String what, String right) {
        super(what);
        this.what = what;
        this.right = right;
    }

    /** Says only what would be right; the error then shows the text where it stands. */
    public WrongValueException(String right) {
        this("", right);
    }

    /** An error whose line says all that is to be said behind the place. */
    public static WrongValueException inWords(String line) {
        return new WrongValueException(line, "");
    }

    /**
     * The error as the user reads it.
     *
     * @param where where the text stands
     */
    UsageException at(String where, String text) {
        if (what.isEmpty()) {
            return new UsageException(where + " " + UsageException.shown(text) + ": right is " + right);
        }
        return right.isEmpty() ? new UsageException(where + ": " + what) : new UsageException(where, what, right);
    }
}
