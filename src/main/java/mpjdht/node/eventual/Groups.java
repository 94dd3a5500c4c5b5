package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.List;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;

/** A ring as one rank knows it, and for each of its arcs the nodes that keep the copies of it: the owner first. Never changes. */
final class Groups {
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final RingView ring;
    private final int self;
    private final List<List<NodeRef>> members = new ArrayList<>();
    private final int[][] otherRanks;
    private final long[] ownNode;
    private final boolean[] isMember;
    private final long digest;

    /**
     * The groups of a ring.
     *
     * @param self rank that looks
     */
    Groups(RingView ring, Placement placement, int self) {
        this.ring = ring;
        this.self = self;
        this.ownNode = new long[ring.size()];
        this.isMember = new boolean[ring.size()];
        this.otherRanks = new int[ring.size()][];
        long mixed = ring.size();
        for (int index = 0; index < ring.size(); index++) {
            List<NodeRef> group = new ArrayList<>();
            for (int replica : placement.replicas(ring, index)) {
                NodeRef node = ring.node(replica);
                group.add(node);
                if (node.rank() == self) {
                    isMember[index] = true;
                    ownNode[index] = node.id();
                }
            }
            members.add(group);
            otherRanks[index] = group.stream()
                    .mapToInt(NodeRef::rank)
                    .filter(rank -> rank != self)
                    .toArray();
            mixed = (mixed ^ ring.id(index) ^ (long) ring.rank(index) << 32) * MIX;
            mixed ^= mixed >>> 29;
        }
        this.digest = mixed;
    }

    /** The ring. */
    RingView ring() {
        return ring;
    }

    /** What tells this ring from others. */
    long digest() {
        return digest;
    }

    /** Number of arcs. */
    int size() {
        return ring.size();
    }

    /** The arc of a position. */
    int index(long position) {
        return ring.ownerIndex(position);
    }

    /** The arc that a node owns; -1 when the node is not on the ring. */
    int indexOf(long owner) {
        return ring.indexOf(owner);
    }

    /** Id of the node that owns an arc, and names it. */
    long owner(int index) {
        return ring.id(index);
    }

    /** The positions of an arc. */
    Arc arc(int index) {
        return ring.arc(index);
    }

    /** The nodes that keep copies of an arc, the owner first, on different ranks. */
    List<NodeRef> members(int index) {
        return members.get(index);
    }

    /** The ranks that keep copies of an arc, but this one; to be read. */
    int[] otherRanks(int index) {
        return otherRanks[index];
    }

    /** Whether this rank keeps a copy of an arc. */
    boolean isMember(int index) {
        return isMember[index];
    }

    /** The node of this rank at which it keeps its copy of an arc. */
    long ownNode(int index) {
        return ownNode[index];
    }

    /** Whether a rank keeps a copy of an arc. */
    boolean isMember(int index, int rank) {
        if (rank == self) {
            return isMember[index];
        }
        for (NodeRef node : members.get(index)) {
            if (node.rank() == rank) {
                return true;
            }
        }
        return false;
    }

    /** The node with the highest id of those that keep copies of an arc. */
    NodeRef highest(int index) {
        NodeRef highest = members.get(index).get(0);
        for (NodeRef node : members.get(index)) {
            if (Long.compareUnsigned(node.id(), highest.id()) > 0) {
                highest = node;
            }
        }
        return highest;
    }
}
