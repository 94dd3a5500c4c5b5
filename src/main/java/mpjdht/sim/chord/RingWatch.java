package mpjdht.sim.chord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mpjdht.node.StateMachine;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Observer;
import mpjdht.sim.Simulation;

/**
 * Watches the nodes of a ring after every event. When a pointer of one has changed, the invariants that hold at any time are
 * checked; between two changes nothing about them can change.
 */
final class RingWatch implements Observer {
    private static final long UNSEEN = -1;

    private final Simulation simulation;
    private final TrackedKeys keys;
    private final List<RingInvariant> invariants;
    private final long[] ids;
    private final ChordNode[] nodes;
    private final long[] versions;
    private final boolean[] members;
    private RingPicture picture = new RingPicture(List.of());
    private long changes;
    private boolean armed;
    private boolean anyHasCrashed;

    /**
     * Watches.
     *
     * @param ids id of the node of each rank
     * @param invariants what must hold at any time
     */
    RingWatch(Simulation simulation, long[] ids, TrackedKeys keys, List<RingInvariant> invariants) {
        this.simulation = simulation;
        this.ids = ids;
        this.keys = keys;
        this.invariants = invariants;
        this.nodes = new ChordNode[ids.length];
        this.versions = new long[ids.length];
        this.members = new boolean[ids.length];
    }

    /** From now on, what is seen must be in order. */
    void arm() {
        armed = true;
        check();
    }

    /** The live members. */
    RingPicture picture() {
        if (picture == null) {
            picture = takePicture();
        }
        return picture;
    }

    /** The node of a rank, or null when it has none. */
    ChordNode node(int rank) {
        return nodes[rank];
    }

    /** At rest: nobody is about to join or to leave. */
    void requireNobodyOnTheWay() {
        for (ChordNode node : nodes) {
            if (node != null && !node.left() && (!node.member() || node.leaving())) {
                throw new BrokenInvariant(
                        "node " + node.self() + " is still about to " + (node.leaving() ? "leave" : "join"));
            }
        }
    }

    /** How many changes of a node's pointers were seen. */
    long changes() {
        return changes;
    }

    @Override
    public void changed(int rank) {
        ChordNode before = nodes[rank];
        ChordNode node = before == null || before.left() || !simulation.up(rank) ? nodeNow(rank) : before;
        long version = node == null ? UNSEEN : node.version();
        if (node == before && version == versions[rank]) {
            return;
        }
        changes++;
        nodes[rank] = node;
        versions[rank] = version;
        if (!simulation.up(rank)) {
            anyHasCrashed = true;
            picture = null;
        }
        boolean member = node != null && node.member();
        if (member != members[rank] || (member && node != before)) {
            members[rank] = member;
            picture = null;
        }
        if (armed) {
            if (!simulation.up(rank)) {
                keys.crashed(before, picture());
            } else if (node != null) {
                keys.changed(node, picture());
            }
            check();
        }
    }

    private ChordNode nodeNow(int rank) {
        StateMachine machine = simulation.machine(rank);
        return machine instanceof ChordMachine chord ? chord.node(ids[rank]) : null;
    }

    private RingPicture takePicture() {
        List<ChordNode> live = new ArrayList<>();
        for (int rank = 0; rank < nodes.length; rank++) {
            if (members[rank]) {
                live.add(nodes[rank]);
            }
        }
        live.sort(Comparator.comparing(ChordNode::self, NodeRef.BY_ID));
        return new RingPicture(live, anyHasCrashed);
    }

    private void check() {
        for (RingInvariant invariant : invariants) {
            invariant.check(picture());
        }
    }
}
