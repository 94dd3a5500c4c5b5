package mpjdht.node;

/** A rank got a message that no rank should have sent in this state: a defect, or another version at the other end. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says who sent what, and why it cannot be. */
    public ProtocolException(String message) {
        super(message);
    }

    /** A message of a kind that the role knows nothing of. */
    public static ProtocolException unexpectedKind(String role, int from, byte kind) {
        return new ProtocolException("the " + role + " got a message of kind " + kind + " from rank " + from);
    }
}
