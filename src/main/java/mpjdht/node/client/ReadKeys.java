package mpjdht.node.client;

/**
 * The keys of which a client has reads under way, by their hashes: a multiset. Two keys with the same hash are taken for one.
 *
 * <p>Open addressing with linear probing; at most half full, as long as no more reads are under way than was said. A slot holds the hash
 * in its upper half and how many there are in its lower one; 0 is an empty slot.
 */
final class ReadKeys {
    private final long[] slots;
    private final int shift;

    /**
     * None.
     *
     * @param window most reads under way
     */
    ReadKeys(int window) {
        this.slots = new long[Integer.highestOneBit(Math.max(1, window - 1)) << 2];
        this.shift = Integer.numberOfLeadingZeros(slots.length - 1);
    }

    /** A read of a key is under way. */
    void add(int hash) {
        int slot = slotOf(hash);
        slots[slot] = slots[slot] == 0 ? (long) hash << Integer.SIZE | 1 : slots[slot] + 1;
    }

    /** A read of a key, which was under way, is not any more. */
    void remove(int hash) {
        int slot = slotOf(hash);
        slots[slot]--;
        if ((int) slots[slot] == 0) {
            closeGap(slot);
        }
    }

    /** Whether a read of a key is under way. */
    boolean contains(int hash) {
        return slots[slotOf(hash)] != 0;
    }

    private int slotOf(int hash) {
        int slot = home(hash);
        for (long content = slots[slot]; content != 0 && hashOf(content) != hash; content = slots[slot]) {
            slot = following(slot);
        }
        return slot;
    }

    private static int hashOf(long content) {
        return (int) (content >>> Integer.SIZE);
    }

    /** Moves what was pushed past an emptied slot (Knuth, TAOCP 3, section 6.4, algorithm R). */
    private void closeGap(int emptied) {
        int hole = emptied;
        int slot = following(hole);
        for (long content = slots[slot]; content != 0; content = slots[slot]) {
            if (distance(home(hashOf(content)), slot) >= distance(hole, slot)) {
                slots[hole] = content;
                hole = slot;
            }
            slot = following(slot);
        }
        slots[hole] = 0;
    }

    private int home(int hash) {
        return hash >>> shift;
    }

    private int following(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int distance(int from, int slot) {
        return (slot - from) & (slots.length - 1);
    }
}
