package mpjdht.sim.grid;

import mpjdht.sim.Fault;
import mpjdht.sim.NetworkFaults;

/** Makes faults happen in a world, whose processes do not decide alone who is on the ring, and crash only where copies are kept. */
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
    public static void requirePossible(WorldPlan plan, Fault fault) {
        if (fault instanceof Fault.Crash || fault instanceof Fault.Restart) {
            if (plan.copies().isEmpty()) {
                throw impossible(fault);
            }
            requireStorageRank(plan, fault);
        } else if (!(fault instanceof Fault.Slow
                || fault instanceof Fault.Pause
                || fault instanceof Fault.ClockJump
                || fault instanceof Fault.Cut)) {
            throw impossible(fault);
        }
    }

    private static void requireStorageRank(WorldPlan plan, Fault fault) {
        int rank = fault instanceof Fault.Crash crash ? crash.rank() : ((Fault.Restart) fault).rank();
        if (rank < 1 || rank > plan.ranks() - 2) {
            throw new IllegalArgumentException("--faults: " + fault + ": rank " + rank
                    + " keeps no copies; right is a storage rank, from 1 to " + (plan.ranks() - 2));
        }
    }

    @Override
    public void onCrash(Fault.Crash fault) {
        grid.mortal(fault.rank()).crash();
    }

    @Override
    public void onRestart(Fault.Restart fault) {
        grid.mortal(fault.rank()).recover();
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
        return new IllegalArgumentException("--faults: " + fault
                + ": with --clients right are slow, pause, clock and cut, and with --replicas crash and restart");
    }
}
