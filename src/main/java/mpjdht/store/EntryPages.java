package mpjdht.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Entries, one after another, in pages of plain bytes. An entry is named by a reference that stays valid until the entry
 * is freed or its page evacuated.
 *
 * <p>Layout of an entry, padded to eight bytes: value length (int, the sign bit set once the entry is dead), key length
 * minus one (unsigned short), position (long), key, value. Reference: {@code page << 17 | offset / 8}; 0 names nothing.
 *
 * <p>A page holds {@value #PAGE_BYTES} bytes; an entry that is larger than a quarter of that has a page of its own size.
 * The first page starts small and doubles, so that an almost empty table costs almost nothing.
 */
final class EntryPages {
    static final int PAGE_BYTES = 1 << 20;
    static final int HEADER_BYTES = 14;
    private static final int FIRST_PAGE_BYTES = 256;
    private static final int LARGE_ENTRY_BYTES = PAGE_BYTES / 4;
    private static final int PAGE_SHIFT = 17;
    private static final int UNIT_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int MAX_PAGES = (1 << (Integer.SIZE - PAGE_SHIFT)) - 1;
    private static final int DEAD = Integer.MIN_VALUE;
    private static final int NONE = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[][] pages = new byte[4][];
    private int[] usedBytes = new int[4];
    private int[] liveBytes = new int[4];
    private int pageCount;
    private int[] freePages = new int[4];
    private int freePageCount;
    private int current = NONE;
    private int retired = NONE;
    private long memoryBytes;

    /** Appends an entry and returns its reference. */
    int append(long position, byte[] from, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        int size = entryBytes(keyLength, valueLength);
        int page = size > LARGE_ENTRY_BYTES ? newPage(size) : roomFor(size);
        int offset = usedBytes[page];
        byte[] bytes = pages[page];
        INT.set(bytes, offset, valueLength);
        SHORT.set(bytes, offset + 4, (short) (keyLength - 1));
        LONG.set(bytes, offset + 6, position);
        System.arraycopy(from, keyOffset, bytes, offset + HEADER_BYTES, keyLength);
        System.arraycopy(from, valueOffset, bytes, offset + HEADER_BYTES + keyLength, valueLength);
        usedBytes[page] = offset + size;
        liveBytes[page] += size;
        return page << PAGE_SHIFT | offset >>> 3;
    }

    /** Marks an entry dead and returns its page, so that the caller can evacuate it when it has become {@link #sparse}. */
    int free(int reference) {
        byte[] bytes = bytes(reference);
        int offset = offset(reference);
        int page = reference >>> PAGE_SHIFT;
        liveBytes[page] -= entryBytesAt(bytes, offset);
        INT.set(bytes, offset, valueLength(bytes, offset) | DEAD);
        return page;
    }

    /** Whether more than half of a page that takes no more entries is dead. */
    boolean sparse(int page) {
        return page != current && pages[page] != null && liveBytes[page] < usedBytes[page] / 2;
    }

    /** Gives a page back, with whatever is still in it. */
    void release(int page) {
        memoryBytes -= pages[page].length;
        pages[page] = null;
        usedBytes[page] = 0;
        liveBytes[page] = 0;
        if (freePageCount == freePages.length) {
            freePages = Arrays.copyOf(freePages, freePageCount * 2);
        }
        freePages[freePageCount++] = page;
    }

    /** Gives every page back. */
    void releaseAll() {
        pages = new byte[4][];
        usedBytes = new int[4];
        liveBytes = new int[4];
        pageCount = 0;
        freePageCount = 0;
        current = NONE;
        retired = NONE;
        memoryBytes = 0;
    }

    /** The page that filled up since this was asked last, which may be sparse already; negative when there is none. */
    int takeRetired() {
        int page = retired;
        retired = NONE;
        return page;
    }

    /** Pages so far, released ones included. */
    int pageCount() {
        return pageCount;
    }

    /** Bytes of all pages, in use or not. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Bytes that an entry takes, padding included. */
    static int entryBytes(int keyLength, int valueLength) {
        return (HEADER_BYTES + keyLength + valueLength + 7) & ~7;
    }

    byte[] bytes(int reference) {
        return pages[reference >>> PAGE_SHIFT];
    }

    static int offset(int reference) {
        return (reference & UNIT_MASK) << 3;
    }

    static int keyLength(byte[] bytes, int offset) {
        return ((short) SHORT.get(bytes, offset + 4) & 0xffff) + 1;
    }

    static int valueLength(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset) & ~DEAD;
    }

    static long position(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset + 6);
    }

    static boolean live(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset) >= 0;
    }

    static int entryBytesAt(byte[] bytes, int offset) {
        return entryBytes(keyLength(bytes, offset), valueLength(bytes, offset));
    }

    /** Writes a value of the same length over that of an entry. */
    static void overwriteValue(byte[] bytes, int offset, byte[] from, int valueOffset, int valueLength) {
        System.arraycopy(from, valueOffset, bytes, offset + HEADER_BYTES + keyLength(bytes, offset), valueLength);
    }

    /**
     * The first live entry at or after {@code reference} in the order of memory, or 0 when there is none. Start with
     * {@link #firstReference()}, go on with {@link #following}.
     */
    int liveFrom(int reference) {
        int page = reference >>> PAGE_SHIFT;
        int offset = offset(reference);
        while (page < pageCount) {
            byte[] bytes = pages[page];
            while (offset < usedBytes[page]) {
                if (live(bytes, offset)) {
                    return page << PAGE_SHIFT | offset >>> 3;
                }
                offset += entryBytesAt(bytes, offset);
            }
            page++;
            offset = 0;
        }
        return 0;
    }

    /** Where the first entry may be. */
    static int firstReference() {
        return 1;
    }

    /** Where the first entry of a page may be. */
    static int firstReference(int page) {
        return page == 0 ? 1 : page << PAGE_SHIFT;
    }

    /** Where the entry after this one may be; a reference past the end of its page is right for {@link #liveFrom}. */
    int following(int reference) {
        byte[] bytes = bytes(reference);
        int offset = offset(reference);
        int next = offset + entryBytesAt(bytes, offset);
        int page = reference >>> PAGE_SHIFT;
        return next >= usedBytes[page] ? (page + 1) << PAGE_SHIFT : page << PAGE_SHIFT | next >>> 3;
    }

    static int page(int reference) {
        return reference >>> PAGE_SHIFT;
    }

    private int roomFor(int size) {
        if (current == NONE) {
            current = newPage(Math.max(FIRST_PAGE_BYTES, 2 * size));
        }
        int needed = usedBytes[current] + size;
        if (needed > pages[current].length) {
            if (needed <= PAGE_BYTES) {
                int length = Math.min(PAGE_BYTES, Integer.highestOneBit(needed - 1) << 1);
                memoryBytes += length - pages[current].length;
                pages[current] = Arrays.copyOf(pages[current], length);
            } else {
                retired = current;
                current = newPage(PAGE_BYTES);
            }
        }
        return current;
    }

    private int newPage(int length) {
        int page;
        if (freePageCount > 0) {
            page = freePages[--freePageCount];
        } else {
            if (pageCount == MAX_PAGES) {
                throw new IllegalStateException("a node's table is full: it holds " + memoryBytes + " bytes");
            }
            if (pageCount == pages.length) {
                pages = Arrays.copyOf(pages, pageCount * 2);
                usedBytes = Arrays.copyOf(usedBytes, pageCount * 2);
                liveBytes = Arrays.copyOf(liveBytes, pageCount * 2);
            }
            page = pageCount++;
        }
        // Offset 0 of page 0 would be reference 0, which names nothing.
        int reserved = page == 0 ? 8 : 0;
        pages[page] = new byte[length + reserved];
        usedBytes[page] = reserved;
        liveBytes[page] = 0;
        memoryBytes += length + reserved;
        return page;
    }
}
