package mpjdht.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Entries, one after another, in pages of plain bytes. An entry is named by a reference, which is never 0. What is freed is
 * counted, and its memory given back by moving what lives to pages of another.
 *
 * <p>Layout of an entry, padded to two bytes: value length (int), key length minus one (unsigned short), position (long),
 * key, value. Reference: {@code page << 15 | offset / 2}.
 *
 * <p>The first page starts small and doubles, so that an almost empty table costs almost nothing. An entry of more than
 * a quarter of a page has an array of its own.
 */
final class EntryPages {
    static final int HEADER_BYTES = 14;
    private static final int FIRST_PAGE_BYTES = 256;
    private static final int LARGE_ENTRY_BYTES = MemoryPool.PAGE_BYTES / 4;
    private static final int PAGE_SHIFT = 15;
    private static final int UNIT_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int MAX_PAGES = 1 << (Integer.SIZE - PAGE_SHIFT);
    private static final int LEAST_WASTE_BYTES = 1 << 10;
    private static final int NONE = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Page 0 is never there, so that no reference is 0. */
    private byte[][] pages = new byte[2][];

    private int pageCount = 1;
    private int current = NONE;
    private int used;
    private long sharedBytes;
    private long deadBytes;
    private long largeBytes;
    private int[] freePages = new int[1];
    private int freePageCount;
    private long memoryBytes;

    /** Appends an entry and returns its reference. */
    int append(long position, byte[] from, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        int size = entryBytes(keyLength, valueLength);
        int reference = room(size);
        byte[] bytes = bytes(reference);
        int offset = offset(reference);
        INT.set(bytes, offset, valueLength);
        SHORT.set(bytes, offset + 4, (short) (keyLength - 1));
        LONG.set(bytes, offset + 6, position);
        int key = offset + HEADER_BYTES;
        System.arraycopy(from, keyOffset, bytes, key, keyLength);
        System.arraycopy(from, valueOffset, bytes, key + keyLength, valueLength);
        return reference;
    }

    /** Takes over the entry that another, which is given up, has under {@code reference}. */
    int adopt(EntryPages other, int reference) {
        byte[] bytes = other.bytes(reference);
        int offset = offset(reference);
        int size = entryBytesAt(bytes, offset);
        if (size > LARGE_ENTRY_BYTES) {
            other.pages[reference >>> PAGE_SHIFT] = null;
            largeBytes += size;
            return addPage(bytes) << PAGE_SHIFT;
        }
        int copy = room(size);
        System.arraycopy(bytes, offset, bytes(copy), offset(copy), size);
        return copy;
    }

    /** Forgets an entry. */
    void free(int reference) {
        byte[] bytes = bytes(reference);
        int size = entryBytesAt(bytes, offset(reference));
        if (size > LARGE_ENTRY_BYTES) {
            int page = reference >>> PAGE_SHIFT;
            memoryBytes -= bytes.length;
            largeBytes -= size;
            pages[page] = null;
            giveBack(page);
        } else {
            deadBytes += size;
        }
    }

    /**
     * Writes a value over that of an entry.
     *
     * @return whether it fits; when not, the entry is as it was
     */
    boolean overwrite(int reference, byte[] from, int valueOffset, int valueLength) {
        byte[] bytes = bytes(reference);
        int offset = offset(reference);
        int keyLength = keyLength(bytes, offset);
        if (entryBytes(keyLength, valueLength) != entryBytesAt(bytes, offset)) {
            return false;
        }
        INT.set(bytes, offset, valueLength);
        System.arraycopy(from, valueOffset, bytes, offset + HEADER_BYTES + keyLength, valueLength);
        return true;
    }

    /** Whether so much is dead, a quarter, that moving what lives is worth it. */
    boolean isWasteful() {
        return deadBytes > LEAST_WASTE_BYTES && deadBytes > sharedBytes / 4;
    }

    /** Gives the memory back; nothing here may be used any more. */
    void release() {
        for (int page = 0; page < pageCount; page++) {
            if (pages[page] != null) {
                MemoryPool.ofProcess().give(pages[page]);
            }
        }
        pages = null;
    }

    /** Bytes of all pages, in use or not. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Bytes of the entries that live. */
    long liveBytes() {
        return sharedBytes - deadBytes + largeBytes;
    }

    byte[] bytes(int reference) {
        return pages[reference >>> PAGE_SHIFT];
    }

    static int offset(int reference) {
        return (reference & UNIT_MASK) << 1;
    }

    static int keyLength(byte[] bytes, int offset) {
        return ((short) SHORT.get(bytes, offset + 4) & 0xffff) + 1;
    }

    static int valueLength(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    static long position(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset + 6);
    }

    private static int entryBytes(int keyLength, int valueLength) {
        return (HEADER_BYTES + keyLength + valueLength + 1) & ~1;
    }

    private static int entryBytesAt(byte[] bytes, int offset) {
        return entryBytes(keyLength(bytes, offset), valueLength(bytes, offset));
    }

    /** The reference of room for an entry. */
    private int room(int size) {
        if (size > LARGE_ENTRY_BYTES) {
            largeBytes += size;
            return addPage(new byte[size]) << PAGE_SHIFT;
        }
        if (current == NONE || used + size > pages[current].length) {
            makeRoom(size);
        }
        int reference = current << PAGE_SHIFT | used >>> 1;
        used += size;
        sharedBytes += size;
        return reference;
    }

    private void makeRoom(int size) {
        if (current != NONE && used + size <= MemoryPool.PAGE_BYTES) {
            byte[] small = pages[current];
            byte[] larger = page(Math.max(2 * small.length, used + size));
            System.arraycopy(small, 0, larger, 0, used);
            memoryBytes += larger.length - small.length;
            pages[current] = larger;
            return;
        }
        current = addPage(page(current == NONE ? Math.max(FIRST_PAGE_BYTES, 2 * size) : MemoryPool.PAGE_BYTES));
        used = 0;
    }

    private static byte[] page(int length) {
        return length > MemoryPool.PAGE_BYTES / 2 ? MemoryPool.ofProcess().takePage() : new byte[length];
    }

    /** The number of a page may be used again. */
    private void giveBack(int page) {
        if (freePageCount == freePages.length) {
            freePages = Arrays.copyOf(freePages, freePageCount * 2);
        }
        freePages[freePageCount++] = page;
    }

    private int addPage(byte[] page) {
        memoryBytes += page.length;
        if (freePageCount > 0) {
            int free = freePages[--freePageCount];
            pages[free] = page;
            return free;
        }
        if (pageCount == MAX_PAGES) {
            throw new IllegalStateException("a node's table is full: " + memoryBytes + " bytes in one place");
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount + Math.max(1, pageCount / 2));
        }
        pages[pageCount] = page;
        return pageCount++;
    }
}
