package mpjdht.experiment.chord;

import java.util.Arrays;
import java.util.BitSet;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.MessageKind;
import mpjdht.message.PointerMessage;
import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.node.chord.ChordRules;
import mpjdht.node.chord.ChordSettings;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.sim.FaultRates;
import mpjdht.sim.KindSet;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.NetworkSettings;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.chord.IdealRing;
import mpjdht.sim.chord.LookupClient;
import mpjdht.sim.chord.RingPicture;

/**
 * A ring of the real Chord nodes in virtual time, each on a rank of its own, with exact pointers at the start; and a client that
 * looks positions up through them. Nothing is checked: what is measured here may well break what the protocol promises.
 */
public final class ChordRing {
    private static final int CLIENT = 0;
    private static final long NETWORK_CHANCE = 1;
    private static final long LOOKUP_CHANCE = 2;
    private static final long MEMBER_CHANCE = 3;
    private static final long JOIN_AGAIN = 1;
    private static final long END = 2;
    private static final long LONGEST_LOOKUP_MICROS = 600 * Micros.SECOND;
    private static final long PATIENCE_MICROS = Micros.SECOND;

    private final ChordSettings settings;
    private final long seed;
    private final SeededRandom lookupChance;
    private final SeededRandom memberChance;
    private final Simulation simulation;
    private final LiveMembers members;
    private final LookupClient client = new LookupClient(this::found);
    private final Lookups lookups = new Lookups();
    private final BitSet toldToLeave = new BitSet();

    /**
     * A ring at time 0.
     *
     * @param nodes members at the start
     * @param latency of every message
     * @param seed of ids, delays, and everything that is drawn here
     */
    public ChordRing(int nodes, ChordSettings settings, Latency latency, long seed) {
        this.settings = settings;
        this.seed = seed;
        SeededRandom chance = new SeededRandom(seed);
        this.lookupChance = chance.split(LOOKUP_CHANCE);
        this.memberChance = chance.split(MEMBER_CHANCE);
        this.simulation = new Simulation(
                chance.split(NETWORK_CHANCE),
                new NetworkSettings(latency, KindSet.of(MessageKind.CHORD, MessageKind.TRANSFER), FaultRates.NONE));
        this.members = new LiveMembers(simulation);
        simulation.observe(members);
        simulation.add(() -> client);
        members.add(null);
        simulation.start(CLIENT);
        begin(nodes);
    }

    private void begin(int nodes) {
        long[] ids = new long[nodes];
        int[] ranks = new int[nodes];
        Arrays.setAll(ids, i -> idOf(i + 1));
        Arrays.setAll(ranks, i -> i + 1);
        RingView view = RingView.of(0, ids, ranks);
        for (int rank : ranks) {
            ChordMachine machine = new ChordMachine(rank, space(), settings, new ChordRules());
            machine.start(view);
            simulation.add(() -> machine);
            members.add(ids[rank - 1]);
            simulation.start(rank);
        }
    }

    /** The circle; every rank has its own. */
    private static KeySpace space() {
        return new Sha1KeySpace(Sha1KeySpace.MAX_BITS);
    }

    private long idOf(int rank) {
        return space().idOf(KeyLoad.nameOf(rank, 0, seed));
    }

    /** Begins to look a random position up, through a random member. */
    public void lookUp() {
        lookUp(randomMember(lookupChance).self(), lookupChance.nextLong());
    }

    /** Begins to look a position up through a member. */
    void lookUp(NodeRef first, long position) {
        lookups.ask();
        client.ask(simulation, CLIENT, first, position);
    }

    /** Begins so many lookups at this moment, and waits for the last; what came of all so far. */
    public Lookups lookUpAtOnce(int count) {
        for (int i = 0; i < count; i++) {
            lookUp();
        }
        long deadline = simulation.nowMicros() + LONGEST_LOOKUP_MICROS;
        simulation.runUntil(() -> lookups.abandoned() == 0, deadline);
        return lookups;
    }

    private ChordNode randomMember(SeededRandom chance) {
        return picture().node(chance.nextInt(picture().size()));
    }

    private void found(long position, SuccessorFound answer) {
        RingPicture picture = picture();
        NodeRef owner = picture.node(picture.ownerIndex(position)).self();
        lookups.answer(answer, answer.found() && answer.owner().equals(owner));
    }

    /** So many random members crash at this moment. */
    public void crash(int count) {
        for (int i = 0; i < count; i++) {
            simulation.crash(randomMember(memberChance).self().rank());
        }
    }

    /** A node with a new id joins, through a random member. As long as that does not work out, it tries again through another. */
    public void join() {
        int rank = simulation.size();
        long id = idOf(rank);
        ChordMachine machine = new ChordMachine(rank, space(), settings, new ChordRules());
        simulation.add(() -> machine);
        members.add(id);
        simulation.start(rank);
        join(machine, rank, id);
    }

    private void join(ChordMachine machine, int rank, long id) {
        NodeRef member = randomMember(memberChance).self();
        tell(rank, new JoinRing(id, member.id(), member.rank()));
        simulation.at(simulation.nowMicros() + PATIENCE_MICROS, JOIN_AGAIN, () -> {
            if (machine.node(id).left() && !toldToLeave.get(rank)) {
                join(machine, rank, id);
            }
        });
    }

    /** A random member leaves on purpose; its process ends when it has left, and what it looks up for others has had time to end. */
    public void leave() {
        NodeRef leaver;
        do {
            leaver = randomMember(memberChance).self();
        } while (toldToLeave.get(leaver.rank()));
        toldToLeave.set(leaver.rank());
        tell(leaver.rank(), new LeaveRing(leaver.id()));
        endOnceLeft(leaver);
    }

    private void endOnceLeft(NodeRef leaver) {
        simulation.at(simulation.nowMicros() + PATIENCE_MICROS, END, () -> {
            if (!simulation.up(leaver.rank())) {
                return;
            }
            if (picture().indexOf(leaver.id()) < 0) {
                simulation.crash(leaver.rank());
            } else {
                endOnceLeft(leaver);
            }
        });
    }

    private void tell(int rank, PointerMessage message) {
        byte[] bytes = message.encode();
        simulation.send(rank, rank, bytes, 0, bytes.length);
    }

    /** Whether every member knows its neighbours on the ring. */
    boolean ordered() {
        RingPicture picture = picture();
        for (int i = 0; i < picture.size(); i++) {
            ChordNode node = picture.node(i);
            ChordNode behind = picture.behind(i, 1);
            if (!node.successors().get(0).equals(behind.self()) || !node.self().equals(behind.predecessor())) {
                return false;
            }
        }
        return true;
    }

    /** Whether every pointer of every member is exact: neighbours, successor list, fingers, and the arc that it owns. */
    boolean ideal() {
        try {
            new IdealRing(space(), settings.successors()).check(picture());
            return true;
        } catch (BrokenInvariant e) {
            return false;
        }
    }

    /** The members. */
    public RingPicture picture() {
        return members.picture();
    }

    /** Where time passes. */
    public Simulation simulation() {
        return simulation;
    }

    /** What came of the lookups so far. */
    public Lookups lookups() {
        return lookups;
    }
}
