package mpjdht.store;

/**
 * Hash tables with open addressing, as arrays of slots whose length is a power of two. A slot holds a hash in its upper and a
 * reference in its lower half; 0 is an empty slot. The home of a hash is told by its leading bits, so that growing and
 * splitting move slots in the order of memory. Slots are probed linearly and deleted by shifting back (Knuth, TAOCP 3,
 * section 6.4, algorithm R), so there are no tombstones.
 */
final class Slots {
    private static final int FEWEST = 16;
    private static final int MOST = 1 << 30;

    private Slots() {}

    /** Slots in which {@code keys} keys find room without growing. */
    static long[] forKeys(int keys) {
        int length = FEWEST;
        while (length * 4L < keys * 5L) {
            length *= 2;
        }
        return ofLength(length);
    }

    /** Whether one key more than {@code keys} would fill more than four fifths. */
    static boolean isFull(long[] slots, int keys) {
        return (keys + 1) * 5L > slots.length * 4L;
    }

    /** Whether so few keys as {@code keys} leave most of them empty. */
    static boolean isSparse(long[] slots, int keys) {
        return slots.length > FEWEST && keys < slots.length / 8;
    }

    /** Twice as many slots with the same content; the old ones are given up. */
    static long[] grown(long[] slots) {
        if (slots.length == MOST) {
            throw new IllegalStateException("a node's table is full: " + MOST + " slots in one place");
        }
        long[] larger = ofLength(slots.length * 2);
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
        return hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    static int following(long[] slots, int index) {
        return (index + 1) & (slots.length - 1);
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
        return (index - from) & (slots.length - 1);
    }

    private static long[] ofLength(int length) {
        return length == MemoryPool.SLOTS ? MemoryPool.ofProcess().takeSlots() : new long[length];
    }
}
