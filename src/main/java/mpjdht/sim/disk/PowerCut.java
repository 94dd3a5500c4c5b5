package mpjdht.sim.disk;

/** The machine has lost power: nothing goes on. */
public final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1;

    PowerCut() {
        super("the power was cut");
    }
}
