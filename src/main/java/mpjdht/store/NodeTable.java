package mpjdht.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;

/**
 * The keys and values of one node: a directory over the leading bits of the position, in which every entry names a segment
 * of bounded size (extendible hashing: Fagin et al., ACM TODS 4(3), 1979, with positions for hashes). A segment that is
 * full is split, so growing never stops the table for longer than one segment takes; and an arc of the circle is a run of
 * segments, so that it can leave without a look at any key but those next to its ends.
 *
 * <p>Not thread-safe. A value found by {@link #find} may be read until the table changes.
 */
public final class NodeTable {
    /** Slots of the largest segments, unless said otherwise. */
    public static final int USUAL_SEGMENT_SLOTS = Segment.MOST_SLOTS;

    private static final int MOST_DIRECTORY_BITS = 20;

    /** Unused bits before a position. */
    private final int leadingBits;

    private final int mostDepth;
    private final int segmentSlots;
    private Segment[] directory;
    private int directoryBits;
    private Segment found;
    private int foundSlot;

    /**
     * An empty table.
     *
     * @param space the circle on which the positions lie
     */
    public NodeTable(KeySpace space) {
        this(space, USUAL_SEGMENT_SLOTS);
    }

    /**
     * An empty table with segments of another size than the usual.
     *
     * @param space the circle on which the positions lie
     * @param segmentSlots slots of the largest segments, a power of two; as long as positions differ, no segment holds more keys
     */
    public NodeTable(KeySpace space, int segmentSlots) {
        this.segmentSlots = segmentSlots;
        this.directory = new Segment[] {segment(0, 0)};
        this.leadingBits = Math.min(Long.SIZE - 1, Long.numberOfLeadingZeros(space.highestId()));
        this.mostDepth = Math.min(MOST_DIRECTORY_BITS, Long.SIZE - leadingBits);
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
        Segment segment = segment(position);
        int slot = segment.slotOf(hash, from, keyOffset, keyLength);
        return put(segment, slot, hash, position, from, keyOffset, keyLength, valueOffset, valueLength);
    }

    /** Does what {@link #put} does for the key that {@link #find} has looked for last; the table has not changed since. */
    public boolean putSought(
            int hash, long position, byte[] from, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        return put(found, foundSlot, hash, position, from, keyOffset, keyLength, valueOffset, valueLength);
    }

    private boolean put(
            Segment segment,
            int slot,
            int hash,
            long position,
            byte[] from,
            int keyOffset,
            int keyLength,
            int valueOffset,
            int valueLength) {
        if (slot >= 0) {
            segment.replace(slot, position, from, keyOffset, keyLength, valueOffset, valueLength);
            reclaim(segment, position);
            return false;
        }
        if (segment.isFull()) {
            Segment roomy = makeRoom(position);
            int free = roomy.freeSlot(hash);
            roomy.insert(free, hash, position, from, keyOffset, keyLength, valueOffset, valueLength);
        } else {
            segment.insert(~slot, hash, position, from, keyOffset, keyLength, valueOffset, valueLength);
        }
        return true;
    }

    /** Looks a key up; when it is there, {@link #valueBytes}, {@link #valueOffset} and {@link #valueLength} tell its value. */
    public boolean find(int hash, long position, byte[] from, int keyOffset, int keyLength) {
        found = segment(position);
        foundSlot = found.slotOf(hash, from, keyOffset, keyLength);
        return foundSlot >= 0;
    }

    /** Array that holds the value found last. */
    public byte[] valueBytes() {
        return found.foundBytes();
    }

    /** Where the value found last begins. */
    public int valueOffset() {
        int offset = found.foundOffset();
        return offset + EntryPages.HEADER_BYTES + EntryPages.keyLength(found.foundBytes(), offset);
    }

    /** The value found last, in an array of its own. */
    public byte[] value() {
        return Arrays.copyOfRange(valueBytes(), valueOffset(), valueOffset() + valueLength());
    }

    /** Length of the value found last. */
    public int valueLength() {
        return EntryPages.valueLength(found.foundBytes(), found.foundOffset());
    }

    /** Removes a key and tells whether it was there. */
    public boolean delete(int hash, long position, byte[] from, int keyOffset, int keyLength) {
        Segment segment = segment(position);
        int slot = segment.slotOf(hash, from, keyOffset, keyLength);
        if (slot < 0) {
            return false;
        }
        segment.remove(slot);
        reclaim(segment, position);
        return true;
    }

    /** Takes every key of the arc out. Keys are looked at only where an end of the arc cuts through a segment. */
    public DetachedArc detach(Arc arc) {
        List<Segment> leaving = new ArrayList<>();
        int entry = 0;
        while (entry < directory.length) {
            Segment segment = directory[entry];
            int entries = entriesOf(segment);
            if (segment.keys() > 0) {
                detach(segment, entry, entries, arc, leaving);
            }
            entry += entries;
        }
        return new DetachedArc(leaving, arc.last());
    }

    /**
     * Takes keys at the beginning of an arc out: those of the first segment that holds any, so that this never takes long.
     *
     * @return these keys; {@link DetachedArc#last} tells how much of the arc has been emptied
     */
    public DetachedArc detachSegment(Arc arc) {
        long circle = -1L >>> leadingBits;
        long from = (arc.after() + 1) & circle;
        long rest = (arc.last() - from) & circle;
        while (true) {
            Segment segment = segment(from);
            long lastHere = from | (circle >>> segment.depth);
            boolean ends = Long.compareUnsigned(rest, lastHere - from) <= 0;
            long last = ends ? arc.last() : lastHere;
            List<Segment> leaving = new ArrayList<>();
            if (segment.keys() > 0) {
                int entries = entriesOf(segment);
                detach(segment, entry(from) & -entries, entries, new Arc(from - 1, last), leaving);
            }
            if (ends || !leaving.isEmpty()) {
                return new DetachedArc(leaving, last);
            }
            rest -= lastHere - from + 1;
            from = (lastHere + 1) & circle;
        }
    }

    /** Looks at the beginning of an arc, up to the end of the first segment that holds any key. */
    public ArcPart firstPart(Arc arc) {
        long circle = -1L >>> leadingBits;
        long from = (arc.after() + 1) & circle;
        long first = from;
        long rest = (arc.last() - from) & circle;
        while (true) {
            Segment segment = segment(from);
            long lastHere = from | (circle >>> segment.depth);
            boolean ends = Long.compareUnsigned(rest, lastHere - from) <= 0;
            if (ends || segment.keys() > 0) {
                return new ArcPart(new Arc(first - 1, ends ? arc.last() : lastHere), segment);
            }
            rest -= lastHere - from + 1;
            from = (lastHere + 1) & circle;
        }
    }

    /** Puts the keys of an arc that was detached back, as far as they were not released; the arc is empty afterwards. */
    public void putBack(DetachedArc arc) {
        KeyWalk walk = arc.anew();
        while (walk.next()) {
            put(
                    walk.hash(),
                    walk.position(),
                    walk.bytes(),
                    walk.keyOffset(),
                    walk.keyLength(),
                    walk.keyOffset() + walk.keyLength(),
                    walk.valueLength());
        }
        arc.releaseAll();
    }

    /** A walk over all keys, in no particular order; the table must not change before it ends. */
    public KeyWalk walk() {
        return new KeyWalk(segments());
    }

    /** The highest position of the circle. */
    public long highestPosition() {
        return -1L >>> leadingBits;
    }

    /** Number of keys; counted anew, segment by segment. */
    public long keys() {
        return segments().stream().mapToLong(Segment::keys).sum();
    }

    /** Bytes of its keys and values, each pair with at most one more; counted anew, segment by segment. */
    public long contentBytes() {
        return segments().stream().mapToLong(Segment::contentBytes).sum();
    }

    /** Bytes that the table occupies: pages, used or not, and the directory. */
    public long memoryBytes() {
        return segments().stream().mapToLong(Segment::memoryBytes).sum() + (long) Integer.BYTES * directory.length;
    }

    /** The segment in which a key at this position is, if it is here. */
    Segment segment(long position) {
        return directory[entry(position)];
    }

    private Segment segment(int depth, int expectedKeys) {
        return new Segment(depth, expectedKeys, segmentSlots);
    }

    private int entry(long position) {
        // In two steps, because a shift by 64 is none.
        return (int) (position << leadingBits >>> 1 >>> (Long.SIZE - 1 - directoryBits));
    }

    private List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        for (int entry = 0; entry < directory.length; entry += entriesOf(directory[entry])) {
            segments.add(directory[entry]);
        }
        return segments;
    }

    /** How many entries of the directory name a segment. */
    private int entriesOf(Segment segment) {
        return 1 << (directoryBits - segment.depth);
    }

    private void reclaim(Segment segment, long position) {
        if (segment.isWasteful()) {
            install(segment.compacted(), position);
        }
    }

    /** Puts a segment where all positions are that begin like this one. */
    private void install(Segment segment, long position) {
        int entries = entriesOf(segment);
        int first = entry(position) & -entries;
        Arrays.fill(directory, first, first + entries, segment);
    }

    /** Makes room for a key at a position whose segment is full, and returns its segment from then on. */
    private Segment makeRoom(long position) {
        Segment segment = segment(position);
        while (segment.isFull()) {
            int depth = segment.isLarge() ? splitDepth(segment) : 0;
            if (depth > segment.depth) {
                split(segment, depth);
                segment = segment(position);
            } else {
                segment.grow();
            }
        }
        return segment;
    }

    /** The depth at which the keys of a segment part; 0 when no directory is large enough for that. */
    private int splitDepth(Segment segment) {
        int depth = Long.numberOfLeadingZeros(segment.differingBits() << leadingBits) + 1;
        return depth <= mostDepth ? depth : 0;
    }

    /** Splits a segment in two of the given depth that are not empty, and empty ones. */
    private void split(Segment segment, int depth) {
        while (directoryBits < depth) {
            doubleDirectory();
        }
        KeyWalk walk = new KeyWalk(List.of(segment));
        walk.next();
        long sample = walk.position();
        for (int d = segment.depth + 1; d < depth; d++) {
            install(segment(d, 0), sample ^ bit(d));
        }
        Segment[] halves = {segment(depth, segment.keys()), segment(depth, segment.keys())};
        long bit = bit(depth);
        segment.moveTo(p -> (p & bit) == 0, halves[0], halves[1]);
        install(halves[0], sample & ~bit);
        install(halves[1], sample | bit);
    }

    /** The bit of a position that decides at a depth. */
    private long bit(int depth) {
        return 1L << (Long.SIZE - leadingBits - depth);
    }

    private void doubleDirectory() {
        Segment[] doubled = new Segment[directory.length * 2];
        for (int entry = 0; entry < doubled.length; entry++) {
            doubled[entry] = directory[entry >>> 1];
        }
        directory = doubled;
        directoryBits++;
    }

    private void detach(Segment segment, int entry, int entries, Arc arc, List<Segment> leaving) {
        long first = (long) entry << 1 << (Long.SIZE - 1 - directoryBits) >>> leadingBits;
        long last = first + (-1L >>> leadingBits >>> segment.depth);
        boolean endsInside = arc.after() != arc.last()
                && (Long.compareUnsigned(arc.last() - first, last - first) < 0
                        || Long.compareUnsigned(arc.after() - first, last - first) < 0);
        if (!endsInside && !arc.contains(first)) {
            return;
        }
        Segment staying = segment(segment.depth, endsInside ? segment.keys() : 0);
        Segment left = segment;
        if (endsInside) {
            left = segment(segment.depth, segment.keys());
            segment.moveTo(arc::contains, left, staying);
            staying = staying.isWasteful() ? staying.compacted() : staying;
        }
        if (left.keys() == 0) {
            left.release();
        } else {
            leaving.add(left);
        }
        Arrays.fill(directory, entry, entry + entries, staying);
    }
}
