package mpjdht.node.client;

/**
 * The keys for which a client has requests under way that others may have to wait for, by their hashes: of each how many reads there are,
 * whether there is a write, and whether requests are held. Two keys with the same hash are taken for one.
 *
 * <p>Open addressing with linear probing; at most half full, as long as no more requests are under way than was said. A slot holds the
 * hash in its upper half and the rest in its lower one; 0 is an empty slot.
 */
final class KeysUnderWay {
    /** A read, of which a key may have many. */
    static final int READ = 1;

    /** A write, of which a key has one at most. */
    static final int WRITE = 1 << 30;

    /** Requests that are held, which a key has only beside others that are not. */
    static final int HELD = 1 << 31;

    /** Any number of reads. */
    static final int READS = WRITE - 1;

    private static final long REST = 0xffff_ffffL;

    private final long[] slots;
    private final int shift;

    /** The sum of what was loaded ahead. Nobody asks for it; without it the loads could be optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    /**
     * None.
     *
     * @param window most requests under way
     */
    KeysUnderWay(int window) {
        this.slots = new long[Integer.highestOneBit(Math.max(1, window - 1)) << 2];
        this.shift = Integer.numberOfLeadingZeros(slots.length - 1);
    }

    /**
     * A request for a key is under way from now on, unless it has to wait for others.
     *
     * @param what it is; 0 when nobody ever waits for it
     * @param others for which it has to wait
     * @return whether it is under way
     */
    boolean addUnless(int hash, int what, int others) {
        int slot = slotOf(hash);
        long content = slots[slot];
        if ((content & others & REST) != 0) {
            return false;
        }
        if (what != 0) {
            slots[slot] = (content == 0 ? (long) hash << Integer.SIZE : content) + (what & REST);
        }
        return true;
    }

    /** Has the processor load what is known of some keys: many at once take little longer than one. */
    void load(int[] hashes, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += slots[home(hashes[i])];
        }
        loaded += sum;
    }

    /** What was under way for a key is not any more; returns what is left. */
    int remove(int hash, int what) {
        int slot = slotOf(hash);
        slots[slot] -= what & REST;
        int left = (int) slots[slot];
        if (left == 0) {
            closeGap(slot);
        }
        return left;
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
