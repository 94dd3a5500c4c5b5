package mpjdht.store;

import mpjdht.ring.Arc;

/**
 * A walk over the keys of one arc of a {@link NodeTable}, in the order of memory. It makes no object per key and may be
 * paused between keys, so that an arc can be handed over in chunks; the table must not change meanwhile.
 */
public final class ArcScan {
    private final EntryPages pages;
    private final Arc arc;
    private int upcoming = EntryPages.firstReference();
    private byte[] bytes;
    private int offset;

    ArcScan(EntryPages pages, Arc arc) {
        this.pages = pages;
        this.arc = arc;
    }

    /** Goes on to the next key of the arc; false when there is none. */
    public boolean next() {
        int reference = pages.liveFrom(upcoming);
        while (reference != 0) {
            bytes = pages.bytes(reference);
            offset = EntryPages.offset(reference);
            upcoming = pages.following(reference);
            if (arc.contains(EntryPages.position(bytes, offset))) {
                return true;
            }
            reference = pages.liveFrom(upcoming);
        }
        return false;
    }

    /** Array that holds the key and, right behind it, the value. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the key begins; the value begins {@link #keyLength} bytes later. */
    public int keyOffset() {
        return offset + EntryPages.HEADER_BYTES;
    }

    /** Length of the key, 1 to 65,536 bytes. */
    public int keyLength() {
        return EntryPages.keyLength(bytes, offset);
    }

    /** Length of the value. */
    public int valueLength() {
        return EntryPages.valueLength(bytes, offset);
    }

    /** Position of the key on the circle. */
    public long position() {
        return EntryPages.position(bytes, offset);
    }
}
