package mpjdht.sim.grid;

import mpjdht.sim.Fault;
import mpjdht.sim.NetworkFaults;
import mpjdht.sim.Simulation;

/** Makes faults happen in a world, whose processes neither crash nor decide alone who is on the ring. */
public final class WorldFaults extends NetworkFaults {
    WorldFaults(Simulation simulation) {
        super(simulation);
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
        throw impossible(fault);
    }

    @Override
    public void onRestart(Fault.Restart fault) {
        throw impossible(fault);
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
