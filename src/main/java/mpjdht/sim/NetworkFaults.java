package mpjdht.sim;

import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import mpjdht.sim.Fault.ClockJump;
import mpjdht.sim.Fault.Cut;
import mpjdht.sim.Fault.Pause;
import mpjdht.sim.Fault.Slow;

/** Makes those faults happen that are the same whatever is simulated: of links, and of the time that a process takes. */
public abstract class NetworkFaults implements FaultHandler {
    private final Simulation simulation;
    private final IntUnaryOperator rankOf;

    /** Faults that name ranks. */
    protected NetworkFaults(Simulation simulation) {
        this(simulation, IntUnaryOperator.identity());
    }

    /**
     * Faults that name something on a rank.
     *
     * @param rankOf the rank of what is named
     */
    protected NetworkFaults(Simulation simulation, IntUnaryOperator rankOf) {
        this.simulation = simulation;
        this.rankOf = rankOf;
    }

    @Override
    public final void onSlow(Slow fault) {
        simulation.slow(rankOf.applyAsInt(fault.rank()), fault.factor(), fault.forMicros());
    }

    @Override
    public final void onPause(Pause fault) {
        simulation.pause(rankOf.applyAsInt(fault.rank()), fault.forMicros());
    }

    @Override
    public final void onClockJump(ClockJump fault) {
        simulation.jumpClock(rankOf.applyAsInt(fault.rank()), fault.byMicros());
    }

    @Override
    public final void onCut(Cut fault) {
        BitSet from = ranks(fault.from());
        BitSet to = ranks(fault.to());
        to.andNot(from);
        simulation.cut(from, to, fault.forMicros());
        if (fault.bothWays()) {
            simulation.cut(to, from, fault.forMicros());
        }
    }

    private BitSet ranks(BitSet named) {
        BitSet ranks = new BitSet();
        named.stream().map(rankOf).forEach(ranks::set);
        return ranks;
    }
}
