package mpjdht.sim.grid;

import mpjdht.sim.Fault;
import mpjdht.sim.NetworkFaults;

/** Makes faults happen in a world, whose processes neither crash nor decide alone who is on the ring. */
public final class WorldFaults extends NetworkFaults {
    private final SimulatedGrid grid;

    WorldFaults(SimulatedGrid grid) {
        super(grid.simulation());
        this.grid = grid;
    }

    /**
     * Refuses a fault that cannot happen in a world.
     *
     * @throws IllegalArgumentException with a line that names it, and says what would be right
     */
    public static void requirePossible(Fault fault) {
        if (!(fault instanceof Fault.Slow || fault instanceof Fault.Pause || fault instanceof Fault.Cut)) {
            throw impossible(fault);
        }
    }

    @Override
    public void onCrash(Fault.Crash fault) {
        grid.replica(fault.rank()).crash();
    }

    @Override
    public void onRestart(Fault.Restart fault) {
        grid.replica(fault.rank()).recover();
        grid.simulation().wake(fault.rank());
    }

    @Override
    public void onJoin(Fault.Join fault) {
        throw impossible(fault);
    }

    @Override
    public void onLeave(Fault.Leave fault) {
        throw impossible(fault);
    }

    private static IllegalArgumentException impossible(Fault fault) {
        return new IllegalArgumentException("--faults: " + fault + ": with --clients right are slow, pause and cut");
    }
}
