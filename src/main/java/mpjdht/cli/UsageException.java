package mpjdht.cli;

/** The user asked for something that cannot be; the message is one line: where, what, and what would be right. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String where, String what, String right) {
        super(where + ": " + what + "; right is " + right);
    }
}
