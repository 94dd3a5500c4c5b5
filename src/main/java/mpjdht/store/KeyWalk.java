package mpjdht.store;

import java.util.List;

/**
 * A walk over keys in no particular order. It makes no object per key and may be paused between keys, so that an arc can
 * be handed over in chunks; the keys must not change meanwhile.
 */
public final class KeyWalk {
    private final List<Segment> segments;
    private int passed;
    private int slot = -1;
    private byte[] bytes;
    private int offset;

    KeyWalk(List<Segment> segments) {
        this.segments = segments;
    }

    /** Goes on to the next key; false when there is none. */
    public boolean next() {
        while (passed < segments.size()) {
            Segment segment = segments.get(passed);
            slot++;
            while (slot < segment.slots() && segment.isEmpty(slot)) {
                slot++;
            }
            if (slot < segment.slots()) {
                bytes = segment.bytes(slot);
                offset = segment.offset(slot);
                return true;
            }
            passed++;
            slot = -1;
        }
        return false;
    }

    /** Segments that the walk is through with. */
    int passedSegments() {
        return passed;
    }

    /** Hash of the key, as it was put. */
    public int hash() {
        return segments.get(passed).hash(slot);
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
