package mpjdht.store;

import java.util.List;

/**
 * A walk over keys. It makes no object per key and may be paused between keys, so that an arc can be handed over in chunks;
 * the keys must not change meanwhile.
 *
 * <p>The slots of a segment are visited in steps of the golden section. In the order of memory, which is that of the hashes,
 * the keys would fill a growing table from one end, where probes become as long as the table.
 */
public final class KeyWalk {
    private static final double GOLDEN_SECTION = 0.618034;

    private final List<Segment> segments;
    private int passed;
    private int visited;
    private long content;
    private byte[] bytes;
    private int offset;

    KeyWalk(List<Segment> segments) {
        this.segments = segments;
    }

    /** Goes on to the next key; false when there is none. */
    public boolean next() {
        while (passed < segments.size()) {
            Segment segment = segments.get(passed);
            long[] slots = segment.slots();
            int step = (int) (slots.length * GOLDEN_SECTION) | 1;
            while (visited < slots.length) {
                content = slots[(visited++ * step) & (slots.length - 1)];
                if (content != 0) {
                    bytes = segment.bytes(content);
                    offset = EntryPages.offset(Slots.reference(content));
                    return true;
                }
            }
            passed++;
            visited = 0;
        }
        return false;
    }

    /** Segments that the walk is through with. */
    int passedSegments() {
        return passed;
    }

    /** Hash of the key, as it was put. */
    public int hash() {
        return Slots.hash(content);
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
