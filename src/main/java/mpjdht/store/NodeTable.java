package mpjdht.store;

import java.util.Arrays;
import mpjdht.ring.Arc;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;

/**
 * The keys and values of one node: a hash table with open addressing over compact memory.
 *
 * <p>A slot holds the key's hash and the reference of its entry, so that growing touches no entry and
 * almost every probe that reaches an entry finds its key. Slots are probed linearly and deleted by shifting back (Knuth,
 * TAOCP 3, section 6.4, algorithm R), so there are no tombstones. Dead entries are reclaimed a page at a time, once less
 * than half of the page is alive: memory stays within a constant factor of what lives, whatever is overwritten.
 *
 * <p>Not thread-safe. A value found by {@link #find} may be read until the table changes.
 */
public final class NodeTable {
    private static final int FIRST_SLOTS = 16;
    private static final long REFERENCE = 0xffff_ffffL;

    private final KeySpace space;
    private final KeyPlace place = new KeyPlace();
    private final EntryPages pages = new EntryPages();
    private long[] slots = new long[FIRST_SLOTS];
    private int keys;
    private long payloadBytes;
    private byte[] foundBytes;
    private int foundOffset;

    /**
     * An empty table.
     *
     * @param space gives the hash of a key whose entry has to be found again from its bytes
     */
    public NodeTable(KeySpace space) {
        this.space = space;
    }

    /**
     * Stores a value, replacing the one that the key had.
     *
     * @param hash hash of the key, as its {@link KeySpace} gives it
     * @param position position of the key
     * @param from array that holds key and value
     * @return whether the key was new
     */
    public boolean put(
            int hash, long position, byte[] from, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        int slot = slotOf(hash, from, keyOffset, keyLength);
        if (slot >= 0) {
            replace(slot, position, from, keyOffset, keyLength, valueOffset, valueLength);
            return false;
        }
        if ((keys + 1) * 10L > slots.length * 7L) {
            grow();
        }
        int reference = pages.append(position, from, keyOffset, keyLength, valueOffset, valueLength);
        slots[freeSlot(hash)] = slot(hash, reference);
        keys++;
        payloadBytes += keyLength + valueLength;
        reclaim(pages.takeRetired());
        return true;
    }

    /**
     * Loads the slot where the search for a key begins. Asking this for several keys before any of them is looked up lets
     * the processor wait for their memory at once instead of one after another.
     *
     * @return a number without meaning, which keeps the load from being optimised away
     */
    public long touchSlot(int hash) {
        return slots[hash & (slots.length - 1)];
    }

    /** Likewise loads the entry that this slot names, once {@link #touchSlot} has been asked for all of them. */
    public int touchEntry(int hash) {
        int reference = reference(slots[hash & (slots.length - 1)]);
        if (reference == 0) {
            return 0;
        }
        return pages.bytes(reference)[EntryPages.offset(reference)];
    }

    /** Looks a key up; when it is there, {@link #valueBytes}, {@link #valueOffset} and {@link #valueLength} tell its value. */
    public boolean find(int hash, byte[] from, int keyOffset, int keyLength) {
        return slotOf(hash, from, keyOffset, keyLength) >= 0;
    }

    /** Array that holds the value found last. */
    public byte[] valueBytes() {
        return foundBytes;
    }

    /** Where the value found last begins. */
    public int valueOffset() {
        return foundOffset + EntryPages.HEADER_BYTES + EntryPages.keyLength(foundBytes, foundOffset);
    }

    /** Length of the value found last. */
    public int valueLength() {
        return EntryPages.valueLength(foundBytes, foundOffset);
    }

    /** Removes a key and tells whether it was there. */
    public boolean delete(int hash, byte[] from, int keyOffset, int keyLength) {
        int slot = slotOf(hash, from, keyOffset, keyLength);
        if (slot < 0) {
            return false;
        }
        reclaim(unlink(slot));
        return true;
    }

    /** Removes every key of the arc. */
    public void deleteArc(Arc arc) {
        ArcScan scan = scan(arc);
        while (scan.next()) {
            space.locate(scan.bytes(), scan.keyOffset(), scan.keyLength(), place);
            unlink(slotOf(place.hash(), scan.bytes(), scan.keyOffset(), scan.keyLength()));
        }
        for (int page = 0; page < pages.pageCount(); page++) {
            reclaim(page);
        }
    }

    /** Removes every key and gives the memory back. */
    public void clear() {
        pages.releaseAll();
        slots = new long[FIRST_SLOTS];
        keys = 0;
        payloadBytes = 0;
        foundBytes = null;
    }

    /** A walk over the keys of an arc, in no particular order; the table must not change before it ends. */
    public ArcScan scan(Arc arc) {
        return new ArcScan(pages, arc);
    }

    /** Number of keys. */
    public int keys() {
        return keys;
    }

    /** Bytes of all keys and values. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Bytes that the table occupies: pages and slots, used or not. */
    public long memoryBytes() {
        return pages.memoryBytes() + 8L * slots.length;
    }

    private void replace(
            int slot, long position, byte[] from, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        int oldLength = EntryPages.valueLength(foundBytes, foundOffset);
        payloadBytes += valueLength - oldLength;
        if (oldLength == valueLength) {
            EntryPages.overwriteValue(foundBytes, foundOffset, from, valueOffset, valueLength);
            return;
        }
        int emptied = pages.free(reference(slots[slot]));
        int reference = pages.append(position, from, keyOffset, keyLength, valueOffset, valueLength);
        slots[slot] = slot(hash(slots[slot]), reference);
        reclaim(emptied);
        reclaim(pages.takeRetired());
    }

    /** Takes a key out and returns the page of its entry. */
    private int unlink(int slot) {
        keys--;
        payloadBytes -= EntryPages.keyLength(foundBytes, foundOffset) + EntryPages.valueLength(foundBytes, foundOffset);
        int page = pages.free(reference(slots[slot]));
        shiftBack(slot);
        return page;
    }

    /** Moves what lives in a page elsewhere and gives it back, if that is worth it; then what that filled up, likewise. */
    private void reclaim(int page) {
        int candidate = page;
        while (candidate >= 0 && pages.sparse(candidate)) {
            evacuate(candidate);
            candidate = pages.takeRetired();
        }
    }

    private void evacuate(int page) {
        int reference = pages.liveFrom(EntryPages.firstReference(page));
        while (reference != 0 && EntryPages.page(reference) == page) {
            byte[] bytes = pages.bytes(reference);
            int offset = EntryPages.offset(reference);
            int keyOffset = offset + EntryPages.HEADER_BYTES;
            int keyLength = EntryPages.keyLength(bytes, offset);
            space.locate(bytes, keyOffset, keyLength, place);
            int slot = slotOfReference(place.hash(), reference);
            int moved = pages.append(
                    place.position(),
                    bytes,
                    keyOffset,
                    keyLength,
                    keyOffset + keyLength,
                    EntryPages.valueLength(bytes, offset));
            slots[slot] = slot(place.hash(), moved);
            reference = pages.liveFrom(pages.following(reference));
        }
        pages.release(page);
    }

    /** The slot of a key, whose entry then is the one found last; negative when the key is not there. */
    private int slotOf(int hash, byte[] from, int keyOffset, int keyLength) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (hash(slots[slot]) == hash) {
                int reference = reference(slots[slot]);
                byte[] bytes = pages.bytes(reference);
                int offset = EntryPages.offset(reference);
                int key = offset + EntryPages.HEADER_BYTES;
                if (EntryPages.keyLength(bytes, offset) == keyLength
                        && Arrays.equals(bytes, key, key + keyLength, from, keyOffset, keyOffset + keyLength)) {
                    foundBytes = bytes;
                    foundOffset = offset;
                    return slot;
                }
            }
        }
        return -1;
    }

    private int slotOfReference(int hash, int reference) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (reference(slots[slot]) != reference) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int freeSlot(int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void shiftBack(int emptied) {
        int mask = slots.length - 1;
        int hole = emptied;
        for (int slot = (hole + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int home = hash(slots[slot]) & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = 0;
    }

    private void grow() {
        if (slots.length == 1 << 30) {
            throw new IllegalStateException("a node's table is full: it holds " + keys + " keys");
        }
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long slot : old) {
            if (slot != 0) {
                slots[freeSlot(hash(slot))] = slot;
            }
        }
    }

    private static long slot(int hash, int reference) {
        return ((long) hash << 32) | (reference & REFERENCE);
    }

    private static int hash(long slot) {
        return (int) (slot >>> 32);
    }

    private static int reference(long slot) {
        return (int) slot;
    }
}
