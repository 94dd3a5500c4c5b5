package mpjdht.sim.chord;

import java.util.Arrays;
import java.util.List;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.MessageKind;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.node.chord.ChordRules;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.KindSet;
import mpjdht.sim.Micros;
import mpjdht.sim.NetworkSettings;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;
import mpjdht.sim.SimulationException;
import mpjdht.sim.record.RunRecord;

/**
 * A Chord ring in virtual time: the real nodes, one or several on each rank, and a client that looks positions up. It runs
 * through a {@link RingPlan}, with the invariants checked after every event; then it is left in peace, and has to come to rest
 * as an {@link IdealRing} with every key in its place.
 */
public final class SimulatedRing {
    private static final int CLIENT = 0;
    private static final long NETWORK_CHANCE = 1;
    private static final long LOOKUP_CHANCE = 2;
    private static final long FAULT_CHANCE = 3;
    private static final long ID_CHANCE = 4;
    private static final long WRITE_CHANCE = 5;
    private static final long LOOKUP = -1;
    private static final long WRITE = -2;
    private static final long LONGEST_UNREST_MICROS = 400 * Micros.SECOND;
    private static final int LOOKUPS_AT_REST = 30;

    private final RingPlan plan;
    private final ChordRules rules;
    private final KeySpace space;
    private final SeededRandom lookupChance;
    private final Simulation simulation;
    private final LookupStatistics lookups = new LookupStatistics();
    private final LookupStatistics lookupsAtRest = new LookupStatistics();
    private final LookupClient client = new LookupClient(this::found);
    private final TrackedKeys keys;
    private final RingWatch watch;
    private final RingFaults faults;
    private final IdealRing ideal;
    private RingRecorder recorder;

    /**
     * A ring at time 0.
     *
     * @param rules decisions of the protocol
     */
    public SimulatedRing(RingPlan plan, ChordRules rules) {
        this.plan = plan;
        this.rules = rules;
        this.space = plan.space();
        SeededRandom chance = new SeededRandom(plan.seed());
        this.lookupChance = chance.split(LOOKUP_CHANCE);
        this.simulation = new Simulation(
                chance.split(NETWORK_CHANCE),
                new NetworkSettings(
                        plan.latency(),
                        KindSet.of(MessageKind.CHORD, MessageKind.TRANSFER),
                        plan.rates(),
                        plan.hardship().lateness(),
                        plan.hardship().oldMessages()));
        int successors = plan.settings().successors();
        long[] ids = NodeIds.of(plan, chance.split(ID_CHANCE));
        this.keys = new TrackedKeys(space);
        this.watch = new RingWatch(simulation, plan, ids, keys, invariants(plan));
        this.faults = new RingFaults(simulation, watch, chance.split(FAULT_CHANCE), ids, plan);
        this.ideal = new IdealRing(space, successors);
        begin(ids);
    }

    /** What holds at any time: all that is proven where nobody who lives counts as dead, and else what needs no proof. */
    private static List<RingInvariant> invariants(RingPlan plan) {
        return plan.hardship().longCuts()
                ? List.of(new OneOwner(true))
                : List.of(
                        new OneLiveSuccessor(),
                        new OrderedLists(),
                        new OneOrderedRing(),
                        new OneOwner(false),
                        new SufficientPrincipals(Math.min(plan.settings().successors(), plan.nodes() - 1)));
    }

    private void begin(long[] ids) {
        simulation.observe(watch);
        simulation.add(() -> client);
        int[] ranks = new int[plan.nodes()];
        Arrays.setAll(ranks, i -> plan.rankOf(i + 1));
        RingView view = RingView.of(0, Arrays.copyOfRange(ids, 1, plan.nodes() + 1), ranks);
        for (int rank = 1; rank <= plan.lastRank(); rank++) {
            int self = rank;
            simulation.add(() -> machine(self, view));
        }
        for (int rank = 0; rank <= plan.rankOf(plan.nodes()); rank++) {
            simulation.start(rank);
        }
        keys.put(watch.picture(), plan.keys());
        for (int i = 0; i < plan.faults().size(); i++) {
            Fault fault = plan.faults().get(i);
            faults.schedule(fault, i);
        }
        for (int i = 0; i < plan.lookups(); i++) {
            simulation.at(lookupChance.between(0, plan.runMicros()), LOOKUP, () -> lookUp(lookups));
        }
        SeededRandom writeChance = new SeededRandom(plan.seed()).split(WRITE_CHANCE);
        for (int i = 0; i < plan.hardship().writes(); i++) {
            int number = i;
            simulation.at(writeChance.between(0, plan.runMicros()), WRITE, () -> write(writeChance, number));
        }
    }

    /** A value is read and written at its owner, if there is one. */
    private void write(SeededRandom chance, int number) {
        keys.write(watch.picture(), chance, number);
    }

    private ChordMachine machine(int rank, RingView view) {
        ChordMachine machine = new ChordMachine(rank, plan.space(), plan.settings(), rules, simulation.life(rank));
        if (simulation.nowMicros() == 0 && rank <= plan.rankOf(plan.nodes())) {
            machine.start(view);
        }
        return machine;
    }

    /** Keeps a record of the run, which has not begun. */
    public RunRecord keepRecord() {
        recorder = new RingRecorder(simulation, plan, watch.picture());
        simulation.observe(recorder);
        simulation.filter(recorder);
        return recorder.record();
    }

    /**
     * Runs through the whole plan.
     *
     * @throws BrokenInvariant if one is broken
     */
    public SimulatedRing run() {
        try {
            watch.arm();
            ideal.check(watch.picture());
            simulation.runUntil(plan.runMicros());
            if (!plan.hardship().longCuts()) {
                comeToRest();
            }
        } catch (BrokenInvariant e) {
            throw new BrokenInvariant("at " + Micros.text(simulation.nowMicros()) + ": " + e.getMessage(), e);
        } catch (SimulationException e) {
            throw new BrokenInvariant(e.getMessage(), e);
        }
        return this;
    }

    /** Waits until the ring is ideal; then every key must be at its owner, and every lookup find it. */
    private void comeToRest() {
        long pause = 2 * plan.settings().stabiliseMicros();
        long deadline = simulation.nowMicros() + longestUnrestMicros();
        while (!isAtRest(simulation.nowMicros() >= deadline)) {
            simulation.runUntil(simulation.nowMicros() + pause);
        }
        if (plan.lookups() > 0) {
            lookUpAtRest();
        }
    }

    private void lookUpAtRest() {
        for (int i = 0; i < LOOKUPS_AT_REST; i++) {
            lookUp(lookupsAtRest);
        }
        simulation.runUntil(simulation.nowMicros() + patienceMicros());
        if (plan.rates().dropPerMillion() > 0) {
            return;
        }
        if (lookupsAtRest.unanswered() > 0) {
            simulation.runUntil(simulation.nowMicros() + longestLookupMicros());
        }
        if (lookupsAtRest.unanswered() > 0) {
            throw new BrokenInvariant(
                    "at rest, " + lookupsAtRest.unanswered() + " of " + LOOKUPS_AT_REST + " lookups were not answered");
        }
    }

    /** A question and an answer for each bit of the circle. */
    private long longestLookupMicros() {
        return 2L * Long.SIZE * plan.latency().mostMicros();
    }

    /** How long somebody may go on asking, and somebody else because of that. */
    private long patienceMicros() {
        return 2L * plan.settings().tries() * plan.settings().answerMicros();
    }

    /** A list comes right from its beginning, one node with each stabilisation, and a finger when its turn has come. */
    private long longestUnrestMicros() {
        return LONGEST_UNREST_MICROS
                + 4L * (1 + plan.settings().successors()) * plan.settings().stabiliseMicros()
                + 4L * Long.SIZE * plan.settings().fixFingersMicros()
                + 4L * patienceMicros();
    }

    private boolean isAtRest(boolean orElse) {
        try {
            faults.requireAllOver();
            watch.requireNobodyOnTheWay();
            ideal.check(watch.picture());
            keys.requireAtOwners(watch.picture());
            return true;
        } catch (BrokenInvariant e) {
            if (orElse) {
                throw e;
            }
            return false;
        }
    }

    private void lookUp(LookupStatistics statistics) {
        RingPicture picture = watch.picture();
        ChordNode first = picture.node(lookupChance.nextInt(picture.size()));
        long width = space.highestId() - space.lowestId();
        long position = space.lowestId()
                + (width == -1 ? lookupChance.nextLong() : Long.remainderUnsigned(lookupChance.nextLong(), width + 1));
        statistics.ask();
        if (recorder != null) {
            recorder.asked(position, first.self());
        }
        client.ask(simulation, CLIENT, first.self(), position);
    }

    private void found(long position, SuccessorFound answer) {
        RingPicture picture = watch.picture();
        ChordNode owner = picture.node(picture.ownerIndex(position));
        boolean right = answer.found() && answer.owner().equals(owner.self());
        boolean atRest = answer.token() > lookups.asked();
        if (recorder != null) {
            recorder.found(position, answer, right);
        }
        if (answer.found() && !plan.hardship().longCuts()) {
            requireSkipsNobody(position, answer.owner());
        }
        if (atRest && !right) {
            throw new BrokenInvariant("at rest, a lookup of " + Long.toUnsignedString(position) + " gave "
                    + (answer.found() ? answer.owner() : "nobody") + " and not " + owner.self());
        }
        (atRest ? lookupsAtRest : lookups).answer(answer, right);
    }

    /** At any time: what is found lies not behind a member that never fails, for no list ever skips one of those. */
    private void requireSkipsNobody(long position, NodeRef found) {
        for (int number = 1; number <= Math.min(plan.base(), plan.nodes()); number++) {
            NodeRef lasting = watch.node(number).self();
            if (Long.compareUnsigned(lasting.id() - position, found.id() - position) < 0) {
                throw new BrokenInvariant("a lookup of " + Long.toUnsignedString(position) + " gave " + found
                        + ", which lies behind " + lasting);
            }
        }
    }

    /** The plan. */
    public RingPlan plan() {
        return plan;
    }

    /** The processes. */
    public Simulation simulation() {
        return simulation;
    }

    /** What came of the lookups of the plan. */
    public LookupStatistics lookups() {
        return lookups;
    }

    /** What came of those that were made afterwards, of the ring at rest; none where the plan has none. */
    public LookupStatistics lookupsAtRest() {
        return lookupsAtRest;
    }

    /** Faults that have happened. */
    public long faultsHappened() {
        return faults.happened();
    }

    /** Faults that could not happen, because the protocol's assumptions would not have held or there was nobody to fail. */
    public long faultsSkipped() {
        return faults.skipped();
    }

    /** How often an id joined on another rank than before. */
    public int idsMoved() {
        return faults.idsMoved();
    }

    /** The most nodes that were about to leave at a moment. */
    public int mostLeaving() {
        return faults.mostLeaving();
    }

    /** Keys that were in the memory of processes that crashed, and are gone. */
    public int keysLostInCrashes() {
        return keys.lostInCrashes();
    }

    /** Values that were read and written at their owners. */
    public int writes() {
        return keys.writes();
    }

    /** The live members. */
    public RingPicture picture() {
        return watch.picture();
    }
}
