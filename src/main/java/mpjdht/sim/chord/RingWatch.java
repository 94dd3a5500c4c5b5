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
    private final Simulation simulation;
    private final TrackedKeys keys;
    private final List<RingInvariant> invariants;
    private final RingPlan plan;
    private final long[] ids;
    private final ChordNode[] nodes;
    private final long[] versions;
    private final boolean[] members;
    private RingPicture picture = new RingPicture(List.of());
    private boolean armed;
    private boolean anyHasCrashed;

    /**
     * Watches.
     *
     * @param ids id of each node, by its number
     * @param invariants what must hold at any time
     */
    RingWatch(Simulation simulation, RingPlan plan, long[] ids, TrackedKeys keys, List<RingInvariant> invariants) {
        this.simulation = simulation;
        this.plan = plan;
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

    /** The node with a number, or null when it has not begun to join since its rank was started. */
    ChordNode node(int number) {
        return nodes[number];
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

    @Override
    public void changed(int rank) {
        int first = (rank - 1) * plan.hardship().nodesPerRank() + 1;
        int last = Math.min(first + plan.hardship().nodesPerRank(), nodes.length) - 1;
        if (rank > 0 && simulation.up(rank)) {
            for (int number = first; number <= last; number++) {
                changed(rank, number);
            }
        } else if (rank > 0) {
            crashed(first, last);
        }
    }

    private void changed(int rank, int number) {
        ChordNode before = nodes[number];
        ChordNode node = before == null || before.left() ? nodeNow(rank, number) : before;
        if (node == null || (node == before && node.version() == versions[number])) {
            return;
        }
        nodes[number] = node;
        versions[number] = node.version();
        if (node.member() != members[number] || (node.member() && node != before)) {
            members[number] = node.member();
            picture = null;
        }
        if (armed) {
            keys.changed(node, picture());
            check();
        }
    }

    /** A rank has crashed with its nodes, those numbered so. */
    private void crashed(int first, int last) {
        List<ChordNode> gone = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            if (nodes[number] != null) {
                gone.add(nodes[number]);
                nodes[number] = null;
                members[number] = false;
            }
        }
        if (!gone.isEmpty()) {
            anyHasCrashed = true;
            picture = null;
            gone.forEach(node -> keys.crashed(node, picture()));
            check();
        }
    }

    private ChordNode nodeNow(int rank, int number) {
        StateMachine machine = simulation.machine(rank);
        return machine instanceof ChordMachine chord ? chord.node(ids[number]) : null;
    }

    private RingPicture takePicture() {
        List<ChordNode> live = new ArrayList<>();
        for (int number = 1; number < nodes.length; number++) {
            if (members[number]) {
                live.add(nodes[number]);
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
