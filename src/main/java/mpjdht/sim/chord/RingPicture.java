package mpjdht.sim.chord;

import java.util.Arrays;
import java.util.List;
import mpjdht.node.chord.ChordNode;
import mpjdht.ring.NodeRef;

/** The live members of a ring at one moment, in the order of their ids, as nobody on the ring can see them. */
public final class RingPicture {
    private final ChordNode[] nodes;
    private final long[] flippedIds;
    private final boolean anyHasCrashed;

    /**
     * A picture of a ring on which nobody has crashed.
     *
     * @param members every live member, in the order of the ids
     */
    public RingPicture(List<ChordNode> members) {
        this(members, false);
    }

    /**
     * A picture.
     *
     * @param members every live member, in the order of the ids
     * @param anyHasCrashed whether a process has crashed up to this moment
     */
    RingPicture(List<ChordNode> members, boolean anyHasCrashed) {
        this.anyHasCrashed = anyHasCrashed;
        this.nodes = members.toArray(ChordNode[]::new);
        this.flippedIds = new long[nodes.length];
        Arrays.setAll(flippedIds, i -> nodes[i].self().id() ^ Long.MIN_VALUE);
    }

    /** Whether a process has crashed up to this moment. */
    public boolean anyHasCrashed() {
        return anyHasCrashed;
    }

    /** Number of live members. */
    public int size() {
        return nodes.length;
    }

    /** A member, 0 being that with the lowest id. */
    public ChordNode node(int index) {
        return nodes[index];
    }

    /** The index of a live member; negative when the id is none's. */
    public int indexOf(long id) {
        return Arrays.binarySearch(flippedIds, id ^ Long.MIN_VALUE);
    }

    /** Whether a node is a live member, on the very rank that is meant. */
    public boolean has(NodeRef node) {
        int index = indexOf(node.id());
        return index >= 0 && nodes[index].self().equals(node);
    }

    /** The index of the first member at or behind a position. */
    public int ownerIndex(long position) {
        int found = indexOf(position);
        int index = found >= 0 ? found : -found - 1;
        return index == nodes.length ? 0 : index;
    }

    /** The member after another one. */
    public ChordNode behind(int index, int steps) {
        return nodes[(index + steps) % nodes.length];
    }

    /** The index of the first live member in a node's successor list, which Zave calls its best successor; -1 if there is none. */
    public int bestSuccessor(int index) {
        List<NodeRef> successors = nodes[index].successors();
        for (int i = 0; i < successors.size(); i++) {
            if (has(successors.get(i))) {
                return indexOf(successors.get(i).id());
            }
        }
        return -1;
    }
}
