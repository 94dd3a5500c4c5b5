package mpjdht.cli.simulate;

import java.util.BitSet;
import java.util.List;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultHandler;
import mpjdht.sim.chord.RingPlan;
import mpjdht.sim.grid.WorldFaults;
import mpjdht.sim.grid.WorldPlan;

/**
 * Refuses faults that cannot be: those of ranks that a plan does not have, for rank 0 asks, and those of the nodes are 1 and up;
 * and crashes and departures where every node knows one other alone, which whoever has just joined loses with it.
 */
final class RankCheck implements FaultHandler {
    private final int first;
    private final int last;
    private final boolean mayFail;
    private Fault checked;

    private RankCheck(int first, int last, boolean mayFail) {
        this.first = first;
        this.last = last;
        this.mayFail = mayFail;
    }

    /**
     * Checks a plan.
     *
     * @param ofTheUser whether its lists are as long as the user has said; what a seed draws skips what cannot be
     * @throws IllegalArgumentException with a line that names the fault
     */
    static void check(RingPlan plan, boolean ofTheUser) {
        RankCheck check = new RankCheck(
                1, plan.nodes() + plan.spares(), !ofTheUser || plan.settings().successors() > 1);
        check.checkAll(plan.faults());
    }

    /**
     * Checks a plan of a grid.
     *
     * @throws IllegalArgumentException with a line that names the fault
     */
    static void check(WorldPlan plan) {
        new RankCheck(0, plan.ranks() - 1, true).checkAll(plan.faults());
        plan.faults().forEach(fault -> WorldFaults.requirePossible(plan, fault));
    }

    private void checkAll(List<Fault> faults) {
        for (Fault fault : faults) {
            checked = fault;
            fault.happen(this);
        }
    }

    private void require(int rank) {
        if (rank < first || rank > last) {
            throw new IllegalArgumentException("--faults: " + checked + ": there is no rank " + rank
                    + "; right is a rank from " + first + " to " + last);
        }
    }

    private void requireSomebodyElse() {
        if (!mayFail) {
            throw new IllegalArgumentException(
                    "--faults: " + checked + ": with --successors 1 nobody can crash or leave,"
                            + " for the node before it may know nobody else; right is --successors 2 or more");
        }
    }

    private void require(BitSet ranks) {
        ranks.stream().forEach(this::require);
    }

    @Override
    public void onCrash(Fault.Crash fault) {
        require(fault.rank());
        requireSomebodyElse();
    }

    @Override
    public void onRestart(Fault.Restart fault) {
        require(fault.rank());
    }

    @Override
    public void onSlow(Fault.Slow fault) {
        require(fault.rank());
        if (fault.factor() < 1) {
            throw new IllegalArgumentException("--faults: " + checked + ": right is a factor of at least 1");
        }
    }

    @Override
    public void onPause(Fault.Pause fault) {
        require(fault.rank());
    }

    @Override
    public void onClockJump(Fault.ClockJump fault) {
        require(fault.rank());
    }

    @Override
    public void onCut(Fault.Cut fault) {
        require(fault.from());
        require(fault.to());
    }

    @Override
    public void onJoin(Fault.Join fault) {
        require(fault.rank());
    }

    @Override
    public void onLeave(Fault.Leave fault) {
        require(fault.rank());
        requireSomebodyElse();
    }
}
