package mpjdht.store;

import java.util.function.Consumer;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;

/**
 * Keys with versioned values, of which the newest is kept, or all that nobody has overwritten knowingly ({@link Conflicts}), and which
 * remembers deleted keys until it is told to forget them. A {@link NodeTable} holds them, with the {@link Version} behind each value, and a {@link DigestTree} tells what they come to.
 *
 * <p>Value and version of a key together are its <em>state</em>. Not thread-safe. What {@link #find} has found may be read until the table
 * changes.
 */
public final class VersionedTable {
    /** Levels of the digest tree in a job: leaves of a few keys each for a million of them. */
    public static final int USUAL_LEVELS = 4;

    private final NodeTable table;
    private final DigestTree digests;
    private final Conflicts conflicts;
    private final VersionOrder order;
    private byte[] entry = new byte[256];
    private int entryKeyLength;
    private int entryLength;
    private long sumChange;
    private int keysChange;
    private long forgettable;

    /**
     * An empty table in which the last writer wins.
     *
     * @param space the circle on which the positions lie
     * @param segmentSlots slots of the largest segments, a power of two
     * @param levels levels of the digest tree, 1 to 5
     * @param conflicts what becomes of values that were written without knowledge of each other
     */
    public VersionedTable(KeySpace space, int segmentSlots, int levels, Conflicts conflicts) {
        this(space, segmentSlots, levels, conflicts, VersionOrder.LAST_WRITER);
    }

    /**
     * An empty table.
     *
     * @param space the circle on which the positions lie
     * @param segmentSlots slots of the largest segments, a power of two
     * @param levels levels of the digest tree, 1 to 5
     * @param conflicts what becomes of values that were written without knowledge of each other
     * @param order which of two versions stays where one does
     */
    public VersionedTable(KeySpace space, int segmentSlots, int levels, Conflicts conflicts, VersionOrder order) {
        this.conflicts = conflicts;
        this.order = order;
        this.table = new NodeTable(space, segmentSlots);
        int positionBits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(space.highestId()));
        this.digests = new DigestTree(positionBits, levels);
    }

    /** The keys and their states, for those who look ahead or walk over them. */
    public NodeTable keys() {
        return table;
    }

    /** Keys of which something is remembered that may be forgotten once every replica has it, deleted ones above all. */
    public long forgettable() {
        return forgettable;
    }

    /** What becomes of values that were written without knowledge of each other. */
    public Conflicts conflicts() {
        return conflicts;
    }

    /** The siblings found last; only where they are kept. They may be read until the table changes. */
    public Siblings siblings() {
        return SiblingState.read(bytes(), stateOffset(), stateLength());
    }

    /** Looks a key up; true as well when it is deleted and remembered. */
    public boolean find(int hash, long position, byte[] from, int keyOffset, int keyLength) {
        return table.find(hash, position, from, keyOffset, keyLength);
    }

    /** Array that holds the state found last: the value, and right behind it the version. */
    public byte[] bytes() {
        return table.valueBytes();
    }

    /** Where the state found last begins. */
    public int stateOffset() {
        return table.valueOffset();
    }

    /** Length of the state found last. */
    public int stateLength() {
        return table.valueLength();
    }

    /** Length of the value found last; 0 when the key is deleted. */
    public int valueLength() {
        return table.valueLength() - Version.BYTES;
    }

    /** Bytes of the value of a state, or of all its values. */
    public long bytesOfValues(byte[] bytes, int offset, int length) {
        if (conflicts == Conflicts.LWW) {
            return (long) length - Version.BYTES;
        }
        return SiblingState.read(bytes, offset, length).values().stream()
                .mapToLong(ValueSlice::length)
                .sum();
    }

    /** Where the version found last begins in {@link #bytes}. */
    public int versionOffset() {
        return table.valueOffset() + valueLength();
    }

    /** Whether what was found last is a tombstone. */
    public boolean isTombstone() {
        return Version.isTombstone(bytes(), versionOffset());
    }

    /**
     * Writes a value that is newer than whatever is here; {@link #entry} then has the key and its state.
     *
     * @param key array that holds the key
     * @param value array that holds the value
     * @param time of the version
     * @param writer of the version
     * @param deleted whether this is a tombstone, whose value is empty
     */
    public void write(
            int hash,
            long position,
            byte[] key,
            int keyOffset,
            int keyLength,
            byte[] value,
            int valueOffset,
            int valueLength,
            long time,
            int writer,
            boolean deleted) {
        compose(key, keyOffset, keyLength, value, valueOffset, valueLength, Version.BYTES);
        boolean isHere = find(hash, position, key, keyOffset, keyLength);
        int edition = isHere ? Version.editionAfter(bytes(), versionOffset()) : 1;
        Version.write(entry, keyLength + valueLength, time, writer, edition, deleted);
        put(isHere, hash, position, entry, 0, keyLength, entryLength - keyLength);
    }

    /** Writes a state in the place of whatever is here; {@link #entry} then has the key and the state. */
    public void write(int hash, long position, byte[] key, int keyOffset, int keyLength, byte[] state) {
        compose(key, keyOffset, keyLength, state, 0, state.length, 0);
        boolean isHere = find(hash, position, key, keyOffset, keyLength);
        put(isHere, hash, position, entry, 0, keyLength, state.length);
    }

    private void compose(
            byte[] key, int keyOffset, int keyLength, byte[] value, int valueOffset, int valueLength, int room) {
        entryKeyLength = keyLength;
        entryLength = keyLength + valueLength + room;
        if (entry.length < entryLength) {
            entry = new byte[entryLength];
        }
        System.arraycopy(key, keyOffset, entry, 0, keyLength);
        System.arraycopy(value, valueOffset, entry, keyLength, valueLength);
    }

    /** The key that was written last, and behind it its state. */
    public byte[] entry() {
        return entry;
    }

    /** Length of the key in {@link #entry}. */
    public int entryKeyLength() {
        return entryKeyLength;
    }

    /** Length of the state in {@link #entry}. */
    public int entryStateLength() {
        return entryLength - entryKeyLength;
    }

    /**
     * Takes the state of a key as another replica has it, if it is newer than what is here, or says more.
     *
     * @param from array that holds the key, and right behind it the state
     * @return whether anything here has changed
     */
    public boolean merge(int hash, long position, byte[] from, int keyOffset, int keyLength, int stateLength) {
        boolean isHere = find(hash, position, from, keyOffset, keyLength);
        int version = keyOffset + keyLength + stateLength - Version.BYTES;
        if (isHere && Version.compare(from, version, bytes(), versionOffset()) == 0) {
            return false;
        }
        if (isHere && conflicts == Conflicts.SIBLINGS) {
            return mergeSiblings(hash, position, from, keyOffset, keyLength, stateLength);
        }
        if (isHere && !isNewer(from, version, bytes(), versionOffset())) {
            return false;
        }
        put(isHere, hash, position, from, keyOffset, keyLength, stateLength);
        return true;
    }

    private boolean mergeSiblings(int hash, long position, byte[] from, int keyOffset, int keyLength, int stateLength) {
        Siblings here = siblings();
        Siblings merged = here.merge(SiblingState.read(from, keyOffset + keyLength, stateLength));
        if (merged.equals(here)) {
            return false;
        }
        byte[] state = SiblingState.of(merged);
        compose(from, keyOffset, keyLength, state, 0, state.length, 0);
        put(true, hash, position, entry, 0, keyLength, state.length);
        return true;
    }

    /** What two states of a key come to together; an empty one is of a key of which nothing is known. */
    public byte[] merged(byte[] one, byte[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == 0 ? other : one;
        }
        if (Version.compare(one, one.length - Version.BYTES, other, other.length - Version.BYTES) == 0) {
            return one;
        }
        if (conflicts == Conflicts.SIBLINGS) {
            return SiblingState.merge(one, other);
        }
        return isNewer(other, other.length - Version.BYTES, one, one.length - Version.BYTES) ? other : one;
    }

    private boolean isNewer(byte[] state, int version, byte[] than, int thanVersion) {
        return order.isNewer(
                Version.time(state, version),
                Version.writer(state, version),
                Version.time(than, thanVersion),
                Version.writer(than, thanVersion));
    }

    /** Puts a state for the key that has been looked for last. */
    private void put(
            boolean isHere, int hash, long position, byte[] from, int keyOffset, int keyLength, int stateLength) {
        int state = keyOffset + keyLength;
        int version = state + stateLength - Version.BYTES;
        sumChange = digest(hash, position, from, version);
        keysChange = 1;
        if (isHere) {
            forgetFound(hash, position);
        }
        forgettable += Version.isForgettable(from, version) ? 1 : 0;
        table.putSought(hash, position, from, keyOffset, keyLength, state, stateLength);
        digests.change(digests.leaf(position, hash), sumChange, keysChange);
    }

    private void forgetFound(int hash, long position) {
        sumChange -= digest(hash, position, bytes(), versionOffset());
        keysChange--;
        forgettable -= Version.isForgettable(bytes(), versionOffset()) ? 1 : 0;
    }

    private static long digest(int hash, long position, byte[] bytes, int version) {
        return Digest.of(hash, position, Version.time(bytes, version), Version.writer(bytes, version));
    }

    /** Forgets a key with its state; tells whether it was here. */
    public boolean remove(int hash, long position, byte[] from, int keyOffset, int keyLength) {
        if (!find(hash, position, from, keyOffset, keyLength)) {
            return false;
        }
        sumChange = 0;
        keysChange = 0;
        forgetFound(hash, position);
        table.delete(hash, position, from, keyOffset, keyLength);
        digests.change(digests.leaf(position, hash), sumChange, keysChange);
        return true;
    }

    /** By how much the last {@link #write}, {@link #merge} that was newer, or {@link #remove} changed the sum of the digests. */
    public long sumChange() {
        return sumChange;
    }

    /** By how much it changed the number of keys. */
    public int keysChange() {
        return keysChange;
    }

    /** Levels of the digest tree below its root. */
    public int levels() {
        return digests.levels();
    }

    /** Nodes of a level of the digest tree. */
    public int nodes(int level) {
        return digests.nodes(level);
    }

    /** Nodes of the digest tree that are right below one, the first of them. */
    public int firstBelow(int node) {
        return node * DigestTree.FAN;
    }

    /** How many nodes of the digest tree are right below one. */
    public int fan() {
        return DigestTree.FAN;
    }

    /** What the keys of an arc below a node of the digest tree come to. */
    public Digest digest(Arc arc, int level, int node) {
        int first = digests.firstLeaf(level, node);
        long sum = 0;
        int count = 0;
        for (int leaf = first; leaf < first + digests.leavesBelow(level); leaf++) {
            if (digests.keys(leaf) == 0) {
                continue;
            }
            Digest of = digest(arc, leaf);
            sum += of.sum();
            count += of.keys();
        }
        return new Digest(sum, count);
    }

    private Digest digest(Arc arc, int leaf) {
        long first = digests.first(leaf);
        long last = digests.last(leaf);
        if (arc.containsAll(first, last)) {
            return new Digest(digests.sum(leaf), digests.keys(leaf));
        }
        if (!arc.containsAny(first, last)) {
            return Digest.NONE;
        }
        long[] sum = {0};
        int[] count = {0};
        forEach(arc, digests.levels(), leaf, key -> {
            sum[0] += digest(key);
            count[0]++;
        });
        return new Digest(sum[0], count[0]);
    }

    /** Whether any position of an arc is below a node of the digest tree. */
    public boolean meets(Arc arc, int level, int node) {
        int leaf = digests.firstLeaf(level, node);
        return arc.containsAny(digests.first(leaf), digests.last(leaf + digests.leavesBelow(level) - 1));
    }

    /** What a key on which a walk stands comes to. */
    public static long digest(KeyWalk key) {
        int version = key.keyOffset() + key.keyLength() + key.valueLength() - Version.BYTES;
        return digest(key.hash(), key.position(), key.bytes(), version);
    }

    /** Whether a key's way through the digest tree leads through a node. */
    public boolean isBelow(int level, int node, long position, int hash) {
        int leaf = digests.leaf(position, hash) - digests.firstLeaf(level, node);
        return leaf >= 0 && leaf < digests.leavesBelow(level);
    }

    /** Shows the keys of an arc below a node of the digest tree; the table must not change meanwhile. */
    public void forEach(Arc arc, int level, int node, Consumer<KeyWalk> visitor) {
        int firstLeaf = digests.firstLeaf(level, node);
        long first = digests.first(firstLeaf);
        long last = digests.last(firstLeaf + digests.leavesBelow(level) - 1);
        // The whole circle, where the root is meant, is no arc that begins before its first position.
        Arc positions = level == 0 ? Arc.wholeCircle(last) : new Arc(first - 1, last);
        forEach(positions, key -> {
            if (arc.contains(key.position()) && isBelow(level, node, key.position(), key.hash())) {
                visitor.accept(key);
            }
        });
    }

    /** Shows the keys of an arc; the table must not change meanwhile. */
    public void forEach(Arc arc, Consumer<KeyWalk> visitor) {
        Arc rest = arc;
        while (true) {
            ArcPart part = table.firstPart(rest);
            while (part.next()) {
                visitor.accept(part.key());
            }
            if (part.arc().last() == arc.last()) {
                return;
            }
            rest = new Arc(part.arc().last(), arc.last());
        }
    }

    /** Forgets every key of an arc. */
    public void drop(Arc arc) {
        DetachedArc gone = table.detach(arc);
        KeyWalk walk = gone.walk();
        while (walk.next()) {
            int version = walk.keyOffset() + walk.keyLength() + walk.valueLength() - Version.BYTES;
            forgettable -= Version.isForgettable(walk.bytes(), version) ? 1 : 0;
            digests.change(digests.leaf(walk.position(), walk.hash()), -digest(walk), -1);
        }
        gone.releaseAll();
    }
}
