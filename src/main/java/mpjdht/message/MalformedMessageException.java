package mpjdht.message;

/** Bytes that are not a message of this version: another program, another version, or a defect. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected and what was there. */
    public MalformedMessageException(String message) {
        super(message);
    }
}
