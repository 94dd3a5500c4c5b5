package mpjdht.node.client;

/**
 * The keys of which a client has reads under way, by their hashes: a multiset. Two keys with the same hash are taken for one.
 *
 * <p>Open addressing with linear probing; at most a quarter full, as long as no more reads are under way than was said.
 */
final class ReadKeys {
    private final int[] hashes;
    private final int[] counts;
    private final int shift;

    /**
     * None.
     *
     * @param window most reads under way
     */
    ReadKeys(int window) {
        int slots = Integer.highestOneBit(Math.max(1, window - 1)) << 3;
        this.hashes = new int[slots];
        this.counts = new int[slots];
        this.shift = Integer.numberOfLeadingZeros(slots - 1);
    }

    /** A read of a key is under way. */
    void add(int hash) {
        int slot = slotOf(hash);
        hashes[slot] = hash;
        counts[slot]++;
    }

    /** A read of a key, which was under way, is not any more. */
    void remove(int hash) {
        int slot = slotOf(hash);
        counts[slot]--;
        if (counts[slot] == 0) {
            closeGap(slot);
        }
    }

    /** Whether a read of a key is under way. */
    boolean contains(int hash) {
        return counts[slotOf(hash)] > 0;
    }

    private int slotOf(int hash) {
        int slot = home(hash);
        while (counts[slot] > 0 && hashes[slot] != hash) {
            slot = following(slot);
        }
        return slot;
    }

    /** Moves what was pushed past an emptied slot (Knuth, TAOCP 3, section 6.4, algorithm R). */
    private void closeGap(int emptied) {
        int hole = emptied;
        for (int slot = following(hole); counts[slot] > 0; slot = following(slot)) {
            if (distance(home(hashes[slot]), slot) >= distance(hole, slot)) {
                hashes[hole] = hashes[slot];
                counts[hole] = counts[slot];
                counts[slot] = 0;
                hole = slot;
            }
        }
    }

    private int home(int hash) {
        return hash >>> shift;
    }

    private int following(int slot) {
        return (slot + 1) & (hashes.length - 1);
    }

    private int distance(int from, int slot) {
        return (slot - from) & (hashes.length - 1);
    }
}
