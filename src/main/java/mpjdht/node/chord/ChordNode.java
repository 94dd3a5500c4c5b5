package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ChordMessage;
import mpjdht.message.Finger;
import mpjdht.ring.Arc;
import mpjdht.ring.FingerTable;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * A node of a Chord ring: its pointers. What it answers to others is in {@link Answers}, what it knows of the way to a position
 * in {@link NextSteps}, and what it does of its own accord in {@link Stabiliser}, {@link FingerFixer}, {@link Joining},
 * {@link Departure} and {@link Ownership}.
 *
 * <pre>
 *   JOINING --predecessor found--> MEMBER --LeaveRing--> LEAVING --keys and farewell taken--> LEFT
 *   JOINING --nobody helps--> LEFT
 * </pre>
 *
 * <p>Only a member or a node that leaves answers; for the others the rank says that there is no such node. Invariant of the
 * ring, which the simulator checks after every event: Zave's (section 5), see {@code mpjdht.sim}.
 */
public final class ChordNode {
    /** Where a node is in its life. */
    enum Phase {
        JOINING,
        MEMBER,
        LEAVING,
        LEFT
    }

    private final NodeRef self;
    private final long number;
    private final ChordMachine machine;
    private final ChordSettings settings;
    private final ChordRules rules;
    private final Line line;
    private final FingerTable fingers;
    private final Ownership ownership;
    private final Answers answers = new Answers(this);
    private Stabiliser stabiliser;
    private FingerFixer fingerFixer;
    private Phase phase = Phase.JOINING;
    private NodeRef predecessor;
    private List<NodeRef> successors;
    private Departure departure;
    private NodeRef joinedBehind;
    private long version;

    ChordNode(NodeRef self, long number, ChordMachine machine) {
        this.self = self;
        this.number = number;
        this.machine = machine;
        this.settings = machine.settings();
        this.rules = machine.rules();
        this.line = machine.line();
        this.fingers = new FingerTable(self.id(), machine.space(), rules);
        this.ownership = new Ownership(this, new NodeTable(machine.space()), machine.taken());
        this.successors = List.of(self);
        beginAnew();
    }

    /** Nothing is under way that would change the pointers. */
    private void beginAnew() {
        stabiliser = new Stabiliser(this);
        fingerFixer = new FingerFixer(this);
        joinedBehind = null;
        departure = null;
    }

    /** Is a member, with pointers and an arc from a view that whoever guards the ring has announced. */
    void install(RingView view, int index) {
        beginAnew();
        phase = Phase.MEMBER;
        List<NodeRef> list = new ArrayList<>();
        int next = view.successorIndex(index);
        while (list.size() < settings.successors() && next != index) {
            list.add(view.node(next));
            next = view.successorIndex(next);
        }
        successors = list.isEmpty() ? List.of(self) : list;
        predecessor = view.size() == 1 ? null : view.node(view.predecessorIndex(index));
        fingers.fill(view);
        ownership.settle(view.node(view.predecessorIndex(index)));
        changed();
    }

    public NodeRef self() {
        return self;
    }

    /** Number of this life of the node: another one than that of any node that its rank has hosted since it is up. */
    long number() {
        return number;
    }

    /** Whether it is on the circle: it has joined, and has not left. */
    public boolean member() {
        return phase == Phase.MEMBER || phase == Phase.LEAVING;
    }

    /** Whether it is on the circle, knows its predecessor and owns what lies between. */
    boolean settled() {
        Arc owned = ownership.owned();
        return phase == Phase.MEMBER && predecessor != null && owned != null && owned.after() == predecessor.id();
    }

    /** Whether it is about to leave. */
    public boolean leaving() {
        return phase == Phase.LEAVING;
    }

    /** Whether it has left, or could not join. */
    public boolean left() {
        return phase == Phase.LEFT;
    }

    /** The node before it, or null when it knows none. */
    public NodeRef predecessor() {
        return predecessor;
    }

    /** The nodes behind it, nearest first; itself when it is alone. Never empty. */
    public List<NodeRef> successors() {
        return successors;
    }

    /** The positions that it owns, or null when it owns none. */
    public Arc owned() {
        return ownership.owned();
    }

    /** The part of what it owns that it was handed by whoever owned it; the rest it has inherited from the dead. Or null. */
    public Arc handed() {
        return ownership.handed();
    }

    /** The arc whose keys are out of the table and on their way to another node, and kept until they are there; or null. */
    public Arc giving() {
        return ownership.giving();
    }

    /** Its keys. */
    public NodeTable table() {
        return ownership.table();
    }

    /** Its fingers. */
    public FingerTable fingers() {
        return fingers;
    }

    /** The fingers that it knows, in their order. */
    public List<Finger> knownFingers() {
        List<Finger> known = new ArrayList<>();
        for (int i = 0; i < fingers.size(); i++) {
            NodeRef finger = fingers.get(i);
            if (finger != null) {
                known.add(new Finger(i, fingers.start(i), finger));
            }
        }
        return known;
    }

    /** Grows whenever a pointer of the node, its phase or what it owns changes. */
    public long version() {
        return version;
    }

    /** Keys that it was handed by other nodes. */
    public long keysTaken() {
        return ownership.keysTaken();
    }

    ChordSettings settings() {
        return settings;
    }

    ChordRules rules() {
        return rules;
    }

    Line line() {
        return line;
    }

    Ownership ownership() {
        return ownership;
    }

    Stabiliser stabiliser() {
        return stabiliser;
    }

    FingerFixer fingerFixer() {
        return fingerFixer;
    }

    Answers answers() {
        return answers;
    }

    NodeRef successor() {
        return successors.get(0);
    }

    boolean alone() {
        return successor().id() == self.id();
    }

    void changed() {
        version++;
    }

    void enter(Phase next) {
        phase = next;
        changed();
    }

    void setPredecessor(NodeRef node) {
        predecessor = node;
        changed();
    }

    void setSuccessors(List<NodeRef> nodes) {
        successors = nodes;
        changed();
    }

    /**
     * Takes a node that is not alive, or not on the circle any more, out of the successor list. When nobody is left there, the
     * nearest node known otherwise takes its place.
     */
    void dropSuccessor(NodeRef dead) {
        List<NodeRef> rest = new ArrayList<>(successors);
        rest.removeIf(node -> node.id() == dead.id());
        fingers.remove(dead.id());
        if (rest.isEmpty()) {
            NodeRef nearest = fingers.nearest();
            rest.add(nearest == null ? self : nearest);
        }
        setSuccessors(rest);
    }

    void join(NodeRef member) {
        new Joining(this, member).begin();
    }

    /**
     * The place on the circle is found.
     *
     * @param before the node before it
     * @param behind those behind it, nearest first; at least one
     */
    void becomeMember(NodeRef before, List<NodeRef> behind) {
        joinedBehind = before;
        successors = rules.merge(self, behind.get(0), behind.subList(1, behind.size()), settings.successors());
        enter(Phase.MEMBER);
        machine.keepTime(this);
        stabiliser.run();
    }

    /** The node behind which this one has joined, or null when it did not join. */
    NodeRef joinedBehind() {
        return joinedBehind;
    }

    void leave() {
        enter(Phase.LEAVING);
        departure = new Departure(this);
        departure.goOn();
    }

    /** The time for a stabilisation has come, or somebody asks for one. */
    void stabilise() {
        if (!member()) {
            return;
        }
        stabiliser.run();
        ownership.tick();
        if (departure != null) {
            departure.goOn();
        }
    }

    void say(NodeRef to, ChordMessage message) {
        line.send(self, to, message);
    }
}
