package mpjdht.cli.simulate;

import java.util.BitSet;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultHandler;
import mpjdht.sim.chord.RingPlan;

/** Refuses faults of ranks that a plan does not have: rank 0 asks, and those of the nodes are 1 and up. */
final class RankCheck implements FaultHandler {
    private final int last;
    private Fault checked;

    private RankCheck(int last) {
        this.last = last;
    }

    /**
     * Checks a plan.
     *
     * @throws IllegalArgumentException with a line that names the fault
     */
    static void check(RingPlan plan) {
        RankCheck check = new RankCheck(plan.nodes() + plan.spares());
        for (Fault fault : plan.faults()) {
            check.checked = fault;
            fault.happen(check);
        }
    }

    private void require(int rank) {
        if (rank < 1 || rank > last) {
            throw new IllegalArgumentException(
                    "--faults: " + checked + ": there is no rank " + rank + "; right is a rank from 1 to " + last);
        }
    }

    private void require(BitSet ranks) {
        ranks.stream().forEach(this::require);
    }

    @Override
    public void onCrash(Fault.Crash fault) {
        require(fault.rank());
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
    }
}
