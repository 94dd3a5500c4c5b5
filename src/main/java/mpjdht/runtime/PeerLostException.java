package mpjdht.runtime;

/** Another rank cannot be reached any more. */
public final class PeerLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which rank it was, or what failed. */
    public PeerLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
