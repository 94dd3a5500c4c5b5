package mpjdht.sim.chord;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private final Simulation simulation;
    private final RingWatch watch;
    private final FailureGuard guard;
    private final SeededRandom random;
    private final RingPlan plan;
    private final long[] ids;

    /** The rank on which each id was last. */
    private final Map<Long, Integer> lastRank = new TreeMap<>();

    /** When each id was told to join; its rank hears of that in the same microsecond, but behind what happens in it already. */
    private final Map<Long, Long> toldToJoinMicros = new TreeMap<>();

    private boolean postponed;
    private long pending;
    private long happened;
    private long skipped;
    private int idsMoved;

    /**
     * Faults for a ring.
     *
     * @param ids id of each node, by its number
     */
    RingFaults(Simulation simulation, RingWatch watch, SeededRandom random, long[] ids, RingPlan plan) {
        super(simulation, plan::rankOf);
        this.simulation = simulation;
        this.watch = watch;
        this.guard = new FailureGuard(simulation, plan.settings());
        this.random = random;
        this.plan = plan;
        this.ids = ids;
        for (int node = 1; node <= plan.nodes(); node++) {
            lastRank.put(ids[node], plan.rankOf(node));
        }
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

    /** How often an id joined on another rank than before. */
    int idsMoved() {
        return idsMoved;
    }

    /** The most nodes that were about to leave at a moment. */
    int mostLeaving() {
        return guard.mostLeaving();
    }

    @Override
    public void onCrash(Crash fault) {
        int rank = plan.rankOf(fault.rank());
        if (simulation.up(rank) && rank > plan.rankOf(plan.base()) && guard.mayCrash(watch.picture(), idsOn(rank))) {
            simulation.crash(rank);
        } else {
            postponed = true;
        }
    }

    private Set<Long> idsOn(int rank) {
        Set<Long> there = new TreeSet<>();
        for (int node = 1; node < ids.length; node++) {
            if (plan.rankOf(node) == rank
                    && watch.node(node) != null
                    && !watch.node(node).left()) {
                there.add(ids[node]);
            }
        }
        return there;
    }

    @Override
    public void onRestart(Restart fault) {
        if (watch.node(fault.rank()) == null) {
            onJoin(new Join(fault.atMicros(), fault.rank()));
        } else {
            postponed = true;
        }
    }

    @Override
    public void onJoin(Join fault) {
        if (isAbsent(ids[fault.rank()])) {
            join(fault.rank());
        } else {
            postponed = true;
        }
    }

    /** Whether no rank has a node with this id, or is about to. */
    private boolean isAbsent(long id) {
        for (int node = 1; node < ids.length; node++) {
            if (ids[node] == id && watch.node(node) != null && !watch.node(node).left()) {
                return false;
            }
        }
        return toldToJoinMicros.getOrDefault(id, -1L) != simulation.nowMicros();
    }

    @Override
    public void onLeave(Leave fault) {
        long id = ids[fault.rank()];
        ChordNode node = watch.node(fault.rank());
        if (node != null && node.member() && fault.rank() > plan.base() && guard.mayLeave(watch.picture(), id)) {
            tell(plan.rankOf(fault.rank()), new LeaveRing(id));
        } else {
            postponed = true;
        }
    }

    private void join(int node) {
        int rank = plan.rankOf(node);
        if (!simulation.up(rank)) {
            simulation.start(rank);
        }
        Integer before = lastRank.put(ids[node], rank);
        if (before != null) {
            guard.returns(ids[node]);
            idsMoved += before == rank ? 0 : 1;
        }
        toldToJoinMicros.put(ids[node], simulation.nowMicros());
        NodeRef member = anyMember(ids[node]);
        tell(rank, new JoinRing(ids[node], member.id(), member.rank()));
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
