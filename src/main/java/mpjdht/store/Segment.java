package mpjdht.store;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The keys of a node whose positions begin with the same bits, few enough that all of them can be moved without a pause that
 * anybody notices: slots and the entries that they name.
 */
final class Segment {
    /** Slots that a segment usually has at most. */
    static final int MOST_SLOTS = MemoryPool.SLOTS;

    private static final long MOST_ENTRY_BYTES = 64L * MemoryPool.PAGE_BYTES;

    /** How many leading bits of the position all keys here have in common. */
    final int depth;

    private final int mostSlots;
    private long[] slots;
    private final EntryPages entries = new EntryPages();
    private int keys;

    /** By how much this segment is larger than one should be, because its keys cannot be told apart by position. */
    private int excess = 1;

    private byte[] foundBytes;
    private int foundOffset;

    /**
     * An empty segment.
     *
     * @param depth common leading bits
     * @param expectedKeys for how many keys to make room
     * @param mostSlots slots that it usually has at most, a power of two
     */
    Segment(int depth, int expectedKeys, int mostSlots) {
        this.depth = depth;
        this.mostSlots = mostSlots;
        this.slots = Slots.forKeys(expectedKeys);
    }

    int keys() {
        return keys;
    }

    /** Bytes of its keys and values, each pair with at most one more. */
    long contentBytes() {
        return entries.liveBytes() - (long) EntryPages.HEADER_BYTES * keys;
    }

    long memoryBytes() {
        return (long) Long.BYTES * slots.length + entries.memoryBytes();
    }

    /** The slot of a key, whose entry then is the one found; when it is not here, the complement of where it belongs. */
    int slotOf(int hash, byte[] from, int keyOffset, int keyLength) {
        long[] table = slots;
        int slot = Slots.home(table, hash);
        for (long content = table[slot]; content != 0; content = table[slot]) {
            if (Slots.hash(content) == hash) {
                int reference = Slots.reference(content);
                byte[] bytes = entries.bytes(reference);
                int offset = EntryPages.offset(reference);
                int key = offset + EntryPages.HEADER_BYTES;
                if (EntryPages.keyLength(bytes, offset) == keyLength
                        && Arrays.equals(bytes, key, key + keyLength, from, keyOffset, keyOffset + keyLength)) {
                    foundBytes = bytes;
                    foundOffset = offset;
                    return slot;
                }
            }
            slot = Slots.following(table, slot);
        }
        return ~slot;
    }

    byte[] foundBytes() {
        return foundBytes;
    }

    int foundOffset() {
        return foundOffset;
    }

    /** Whether a new key needs {@link #grow}, or the segment to be split. */
    boolean isFull() {
        return Slots.isFull(slots, keys) || entries.memoryBytes() > MOST_ENTRY_BYTES * excess;
    }

    /** Whether it is better to split a full segment than to grow it. */
    boolean isLarge() {
        return slots.length >= mostSlots * (long) excess || entries.memoryBytes() > MOST_ENTRY_BYTES * excess;
    }

    /** Makes room for more keys, beyond the usual size if there is no other way. */
    void grow() {
        if (isLarge()) {
            excess *= 2;
        }
        if (Slots.isFull(slots, keys)) {
            slots = Slots.grown(slots);
        }
    }

    /** Adds a key that is not here, where {@link #slotOf} said that it belongs; there must be room. */
    void insert(
            int slot,
            int hash,
            long position,
            byte[] from,
            int keyOffset,
            int keyLength,
            int valueOffset,
            int valueLength) {
        slots[slot] = Slots.slot(hash, entries.append(position, from, keyOffset, keyLength, valueOffset, valueLength));
        keys++;
    }

    int freeSlot(int hash) {
        return Slots.free(slots, hash);
    }

    /** Gives the key that was found in a slot another value. */
    void replace(int slot, long position, byte[] from, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        long content = slots[slot];
        int reference = Slots.reference(content);
        if (!entries.overwrite(reference, from, valueOffset, valueLength)) {
            entries.free(reference);
            int moved = entries.append(position, from, keyOffset, keyLength, valueOffset, valueLength);
            slots[slot] = Slots.slot(Slots.hash(content), moved);
        }
        foundBytes = null;
    }

    /** Removes the key that was found in a slot. */
    void remove(int slot) {
        entries.free(Slots.reference(slots[slot]));
        Slots.remove(slots, slot);
        keys--;
        foundBytes = null;
    }

    /** Whether a copy of it would need much less memory. */
    boolean isWasteful() {
        return entries.isWasteful() || Slots.isSparse(slots, keys);
    }

    /** Moves every key to another segment, by its position, and gives the memory back. */
    void moveTo(LongPredicate toFirst, Segment first, Segment second) {
        for (long content : slots) {
            if (content != 0) {
                int reference = Slots.reference(content);
                long position = EntryPages.position(bytes(content), EntryPages.offset(reference));
                (toFirst.test(position) ? first : second).adopt(Slots.hash(content), entries, reference);
            }
        }
        release();
    }

    /** A segment with the same keys and no more memory than they need; this one is given up. */
    Segment compacted() {
        Segment copy = new Segment(depth, keys, mostSlots);
        moveTo(position -> true, copy, copy);
        return copy;
    }

    /** The bits in which the positions here differ from each other. */
    long differingBits() {
        long all = -1;
        long any = 0;
        for (long content : slots) {
            if (content != 0) {
                long position = EntryPages.position(bytes(content), EntryPages.offset(Slots.reference(content)));
                all &= position;
                any |= position;
            }
        }
        return any & ~all;
    }

    /** Gives the memory back; the segment must not be used any more. */
    void release() {
        MemoryPool.ofProcess().give(slots);
        slots = null;
        foundBytes = null;
        entries.release();
    }

    /** The slots themselves, to be read. */
    long[] slots() {
        return slots;
    }

    /** The page of the entry that the content of a slot names. */
    byte[] bytes(long content) {
        return entries.bytes(Slots.reference(content));
    }

    private void adopt(int hash, EntryPages from, int reference) {
        if (isFull()) {
            grow();
        }
        slots[Slots.free(slots, hash)] = Slots.slot(hash, entries.adopt(from, reference));
        keys++;
    }
}
