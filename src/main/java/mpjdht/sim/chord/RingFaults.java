package mpjdht.sim.chord;

import java.util.Arrays;
import java.util.BitSet;
import mpjdht.message.PointerMessage;
import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;
import mpjdht.node.chord.ChordNode;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.Fault.Crash;
import mpjdht.sim.Fault.Join;
import mpjdht.sim.Fault.Leave;
import mpjdht.sim.Fault.Restart;
import mpjdht.sim.Micros;
import mpjdht.sim.NetworkFaults;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;

/**
 * Makes faults happen on a ring. One that would break what the protocol assumes waits for a better time, and in the end does
 * not happen: see {@link FailureGuard}.
 */
final class RingFaults extends NetworkFaults {
    private static final long WAIT_MICROS = 250 * Micros.MILLI;
    private static final int MOST_WAITS = 60;
    private static final long NEVER = -1;

    private final Simulation simulation;
    private final RingWatch watch;
    private final FailureGuard guard;
    private final SeededRandom random;
    private final long[] ids;
    private final int base;
    private final BitSet onceOnRing = new BitSet();

    /** When each rank was told to join; it hears of that in the same microsecond, but behind what happens in it already. */
    private final long[] toldToJoinMicros;

    private boolean postponed;
    private long pending;
    private long happened;
    private long skipped;

    /**
     * Faults for a ring.
     *
     * @param ids id of the node of each rank
     */
    RingFaults(Simulation simulation, RingWatch watch, SeededRandom random, long[] ids, RingPlan plan) {
        super(simulation);
        this.simulation = simulation;
        this.watch = watch;
        this.guard = new FailureGuard(simulation, plan.settings());
        this.random = random;
        this.ids = ids;
        this.base = plan.base();
        this.toldToJoinMicros = new long[ids.length];
        Arrays.fill(toldToJoinMicros, NEVER);
        onceOnRing.set(1, plan.nodes() + 1);
    }

    /** Lets a fault happen when its time has come. */
    void schedule(Fault fault, long name) {
        pending++;
        schedule(fault, name, fault.atMicros(), 0);
    }

    private void schedule(Fault fault, long name, long atMicros, int waits) {
        simulation.at(atMicros, name, () -> {
            postponed = false;
            fault.happen(this);
            if (postponed && waits < MOST_WAITS) {
                schedule(fault, name, simulation.nowMicros() + WAIT_MICROS, waits + 1);
            } else {
                pending--;
                happened += postponed ? 0 : 1;
                skipped += postponed ? 1 : 0;
            }
        });
    }

    /** At rest: no fault is still to happen. */
    void requireAllOver() {
        if (pending > 0) {
            throw new BrokenInvariant(pending + " faults are still to happen");
        }
    }

    /** Faults that have happened. */
    long happened() {
        return happened;
    }

    /** Faults that could not happen. */
    long skipped() {
        return skipped;
    }

    @Override
    public void onCrash(Crash fault) {
        int rank = fault.rank();
        if (simulation.up(rank) && rank > base && guard.mayCrash(watch.picture(), ids[rank])) {
            simulation.crash(rank);
        } else {
            postponed = true;
        }
    }

    @Override
    public void onRestart(Restart fault) {
        if (simulation.up(fault.rank())) {
            postponed = true;
        } else {
            join(fault.rank());
        }
    }

    @Override
    public void onJoin(Join fault) {
        ChordNode node = watch.node(fault.rank());
        boolean told = toldToJoinMicros[fault.rank()] == simulation.nowMicros();
        if (!told && (node == null || node.left())) {
            join(fault.rank());
        } else {
            postponed = true;
        }
    }

    @Override
    public void onLeave(Leave fault) {
        int rank = fault.rank();
        ChordNode node = watch.node(rank);
        if (node != null && node.member() && rank > base && guard.mayLeave(watch.picture(), ids[rank])) {
            tell(rank, new LeaveRing(ids[rank]));
        } else {
            postponed = true;
        }
    }

    private void join(int rank) {
        if (!simulation.up(rank)) {
            simulation.start(rank);
        }
        if (onceOnRing.get(rank)) {
            guard.returns(ids[rank]);
        }
        onceOnRing.set(rank);
        toldToJoinMicros[rank] = simulation.nowMicros();
        NodeRef member = anyMember(ids[rank]);
        tell(rank, new JoinRing(ids[rank], member.id(), member.rank()));
    }

    /** A live member, drawn so that it depends on nothing but who joins and how many members there are. */
    private NodeRef anyMember(long joining) {
        RingPicture picture = watch.picture();
        return picture.node(random.split(joining).nextInt(picture.size())).self();
    }

    private void tell(int rank, PointerMessage message) {
        byte[] bytes = message.encode();
        simulation.send(rank, rank, bytes, 0, bytes.length);
    }
}
