package mpjdht.sim;

/** Something that must hold in a simulation does not. */
public final class BrokenInvariant extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what does not hold. */
    public BrokenInvariant(String message) {
        super(message);
    }

    /** Says what does not hold, and what came of that. */
    public BrokenInvariant(String message, RuntimeException cause) {
        super(message, cause);
    }
}
