package mpjdht.sim;

/** Something went wrong in a simulation; the message says when and where. */
public final class SimulationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulationException(String message, RuntimeException cause) {
        super(message, cause);
    }
}
