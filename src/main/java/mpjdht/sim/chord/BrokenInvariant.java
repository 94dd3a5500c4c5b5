package mpjdht.sim.chord;

/** Something that must hold does not. */
public final class BrokenInvariant extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenInvariant(String message) {
        super(message);
    }

    BrokenInvariant(String message, RuntimeException cause) {
        super(message, cause);
    }
}
