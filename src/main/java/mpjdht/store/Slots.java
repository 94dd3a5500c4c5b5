package mpjdht.store;

/**
 * Hash tables with open addressing, as arrays of slots. A slot holds a hash in its upper and a reference in its lower half; 0
 * is an empty slot. The home of a hash is proportional to it, so that any number of slots will do and growing moves slots in
 * the order of memory. Slots are probed linearly and deleted by shifting back (Knuth, TAOCP 3, section 6.4, algorithm
 * R), so there are no tombstones.
 */
final class Slots {
    private static final int FEWEST = 16;
    private static final int MOST = 1 << 30;

    private Slots() {}

    /** Slots in which {@code keys} keys find room without growing. */
    static long[] forKeys(int keys) {
        long slots = keys * 4L / 3 + keys / 16 + 2;
        if (slots <= MemoryPool.SLOT_STEP) {
            return MemoryPool.ofProcess().takeSlots(Math.max(FEWEST, Integer.highestOneBit((int) slots - 1) << 1));
        }
        return MemoryPool.ofProcess().takeSlots(inSteps(slots));
    }

    /** Whether one key more than {@code keys} would fill more than three quarters. */
    static boolean isFull(long[] slots, int keys) {
        return (keys + 1) * 4L > slots.length * 3L;
    }

    /** Whether so few keys as {@code keys} leave most of them empty. */
    static boolean isSparse(long[] slots, int keys) {
        return slots.length > FEWEST && keys < slots.length / 8;
    }

    /** How many there are after {@link #grown}: about a quarter more, or twice as many when there are few. */
    static int lengthWhenGrown(long[] slots) {
        return slots.length < MemoryPool.SLOT_STEP ? slots.length * 2 : inSteps(slots.length + slots.length / 4L);
    }

    /** More slots with the same content; the old ones are given up. */
    static long[] grown(long[] slots) {
        long[] larger = MemoryPool.ofProcess().takeSlots(lengthWhenGrown(slots));
        for (long slot : slots) {
            if (slot != 0) {
                larger[free(larger, hash(slot))] = slot;
            }
        }
        MemoryPool.ofProcess().give(slots);
        return larger;
    }

    static long slot(int hash, int reference) {
        return (long) hash << 32 | (reference & 0xffff_ffffL);
    }

    static int hash(long slot) {
        return (int) (slot >>> 32);
    }

    static int reference(long slot) {
        return (int) slot;
    }

    /** Where the search for a hash begins. */
    static int home(long[] slots, int hash) {
        return (int) ((hash & 0xffff_ffffL) * slots.length >>> 32);
    }

    static int following(long[] slots, int index) {
        int next = index + 1;
        return next == slots.length ? 0 : next;
    }

    /** The empty slot where a hash that is not here belongs. */
    static int free(long[] slots, int hash) {
        int index = home(slots, hash);
        while (slots[index] != 0) {
            index = following(slots, index);
        }
        return index;
    }

    /** Empties a slot, and moves what was pushed past it. */
    static void remove(long[] slots, int emptied) {
        int hole = emptied;
        int index = following(slots, hole);
        for (long moving = slots[index]; moving != 0; moving = slots[index]) {
            if (distance(slots, home(slots, hash(moving)), index) >= distance(slots, hole, index)) {
                slots[hole] = moving;
                hole = index;
            }
            index = following(slots, index);
        }
        slots[hole] = 0;
    }

    /** How far {@code index} lies behind {@code from}. */
    private static int distance(long[] slots, int from, int index) {
        int distance = index - from;
        return distance < 0 ? distance + slots.length : distance;
    }

    private static int inSteps(long length) {
        long step = MemoryPool.SLOT_STEP;
        long rounded = (length + step - 1) / step * step;
        if (rounded > MOST) {
            throw new IllegalStateException("a node's table is full: " + length + " slots in one place");
        }
        return (int) rounded;
    }
}
