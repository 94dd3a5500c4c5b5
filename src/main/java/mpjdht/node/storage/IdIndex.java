package mpjdht.node.storage;

/** Finds ids of nodes: an open-addressing table that is at most half full. Never changes. */
final class IdIndex {
    /** What {@link #indexOf} returns for an id that is not here. */
    static final int NONE = -1;

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final int shift;
    private final long[] idOfSlot;
    private final int[] indexOfSlot;

    /** Ids in any order, all different. */
    IdIndex(long... ids) {
        int slotBits = 33 - Integer.numberOfLeadingZeros(ids.length);
        this.shift = Long.SIZE - slotBits;
        this.idOfSlot = new long[1 << slotBits];
        this.indexOfSlot = new int[1 << slotBits];
        for (int i = 0; i < ids.length; i++) {
            int slot = slotOf(ids[i]);
            idOfSlot[slot] = ids[i];
            indexOfSlot[slot] = i + 1;
        }
    }

    /** The place of an id among those with which this was made, from 0, or {@link #NONE}. */
    int indexOf(long id) {
        return indexOfSlot[slotOf(id)] - 1;
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
