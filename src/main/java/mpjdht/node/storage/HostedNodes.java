package mpjdht.node.storage;

import java.util.List;
import mpjdht.node.routing.NodeRouter;
import mpjdht.store.NodeTable;

/**
 * The nodes of a rank, each with its table and with what it knows of the ring, found by id: an open-addressing table of ids
 * that is at most half full. Never changes; a rank whose nodes change makes a new one.
 */
final class HostedNodes {
    /** What {@link #indexOf} returns for a node that is not here. */
    static final int NONE = -1;

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final List<NodeRouter> routers;
    private final List<NodeTable> tables;
    private final int shift;
    private final long[] idOfSlot;
    private final int[] indexOfSlot;
    private final int lowest;

    /**
     * The nodes, in any order.
     *
     * @param routers what each node knows
     * @param tables the table of each node, in the same order
     */
    HostedNodes(List<NodeRouter> routers, List<NodeTable> tables) {
        this.routers = List.copyOf(routers);
        this.tables = List.copyOf(tables);
        int slotBits = 33 - Integer.numberOfLeadingZeros(routers.size());
        this.shift = Long.SIZE - slotBits;
        this.idOfSlot = new long[1 << slotBits];
        this.indexOfSlot = new int[1 << slotBits];
        int lowestSoFar = 0;
        for (int i = 0; i < routers.size(); i++) {
            long id = routers.get(i).id();
            int slot = slotOf(id);
            idOfSlot[slot] = id;
            indexOfSlot[slot] = i + 1;
            if (Long.compareUnsigned(id, routers.get(lowestSoFar).id()) < 0) {
                lowestSoFar = i;
            }
        }
        this.lowest = lowestSoFar;
    }

    /** Number of the node {@code id}, from 0, or {@link #NONE}. */
    int indexOf(long id) {
        return indexOfSlot[slotOf(id)] - 1;
    }

    boolean isEmpty() {
        return routers.isEmpty();
    }

    /** The node with the smallest id; there is one. */
    NodeRouter lowest() {
        return routers.get(lowest);
    }

    NodeRouter router(int index) {
        return routers.get(index);
    }

    NodeTable table(int index) {
        return tables.get(index);
    }

    /** The slot of an id, or the free one where it would be. */
    private int slotOf(long id) {
        int slot = (int) ((id * GOLDEN_RATIO) >>> shift);
        while (indexOfSlot[slot] != 0 && idOfSlot[slot] != id) {
            slot = (slot + 1) & (idOfSlot.length - 1);
        }
        return slot;
    }
}
