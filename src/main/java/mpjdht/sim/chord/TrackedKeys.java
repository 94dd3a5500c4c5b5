package mpjdht.sim.chord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpjdht.node.chord.ChordNode;
import mpjdht.ring.Arc;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.SeededRandom;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/**
 * Keys that were put on the ring before anything happened. At any time each is in the table of a live member, or on its way out
 * of one; only those that were in the memory of a process that crashed may be gone. At rest each is in the table of its owner,
 * and in no other.
 */
final class TrackedKeys {
    private final KeySpace space;
    private final List<Key> keys = new ArrayList<>();
    private int lostInCrashes;
    private int writes;

    /** A key, and the node where it was seen last. */
    private static final class Key {
        final byte[] bytes;
        final long position;
        final int hash;
        byte[] value;
        ChordNode holder;

        /** Whether it was in the memory of a process that has crashed. */
        boolean mayBeGone;

        Key(byte[] bytes, KeyPlace place) {
            this.bytes = bytes;
            this.value = bytes;
            this.position = place.position();
            this.hash = place.hash();
        }

        boolean isInTableOf(ChordNode node) {
            return node.table().find(hash, position, bytes, 0, bytes.length);
        }

        /** Whether the value in a node's table, which has it, is the one that was written last. */
        boolean hasItsValueIn(ChordNode node) {
            if (!isInTableOf(node)) {
                return false;
            }
            NodeTable table = node.table();
            int begin = table.valueOffset();
            return Arrays.equals(table.valueBytes(), begin, begin + table.valueLength(), value, 0, value.length);
        }

        boolean isServedBy(ChordNode node) {
            Arc giving = node.giving();
            return node.handed() != null
                    && node.handed().contains(position)
                    && (giving == null || !giving.contains(position));
        }

        void writeTo(ChordNode node) {
            byte[] both = Arrays.copyOf(bytes, bytes.length + value.length);
            System.arraycopy(value, 0, both, bytes.length, value.length);
            node.table().put(hash, position, both, 0, bytes.length, bytes.length, value.length);
        }

        /** Whether a node has it, or took it out of its table only to hand it over, and still keeps it. */
        boolean isHeldBy(ChordNode node) {
            Arc giving = node.giving();
            return node.member() && (isInTableOf(node) || (giving != null && giving.contains(position)));
        }

        /** Looks for a member that has it; tells whether there is one. */
        boolean findHolder(RingPicture ring) {
            for (int i = 0; i < ring.size(); i++) {
                if (isHeldBy(ring.node(i))) {
                    holder = ring.node(i);
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return "the key " + new String(bytes, StandardCharsets.US_ASCII);
        }
    }

    TrackedKeys(KeySpace space) {
        this.space = space;
    }

    /** Puts keys into the tables of their owners. */
    void put(RingPicture ring, int count) {
        KeyPlace place = new KeyPlace();
        for (int i = 0; i < count; i++) {
            byte[] bytes = ("key-" + i).getBytes(StandardCharsets.US_ASCII);
            space.locate(bytes, 0, bytes.length, place);
            Key key = new Key(bytes, place);
            key.holder = ring.node(ring.ownerIndex(key.position));
            key.writeTo(key.holder);
            keys.add(key);
        }
    }

    /**
     * Reads a key at its owner, and writes another value. Only if there is an owner which was handed its arc, for one that has
     * inherited it may not be the only one; and not while it gives that arc away.
     *
     * @param random decides which key
     * @param number of the value
     */
    void write(RingPicture ring, SeededRandom random, int number) {
        if (keys.isEmpty()) {
            return;
        }
        Key key = keys.get(random.nextInt(keys.size()));
        for (int i = 0; i < ring.size(); i++) {
            ChordNode node = ring.node(i);
            if (key.isServedBy(node)) {
                requireItsValue(key, node);
                key.value = ("value-" + number).getBytes(StandardCharsets.US_ASCII);
                key.writeTo(node);
                writes++;
                return;
            }
        }
    }

    private static void requireItsValue(Key key, ChordNode node) {
        if (!key.mayBeGone && !key.hasItsValueIn(node)) {
            throw new BrokenInvariant("node " + node.self() + " owns " + key + ", and has not its value "
                    + new String(key.value, StandardCharsets.US_ASCII));
        }
    }

    /** Values that were written. */
    int writes() {
        return writes;
    }

    /** Keys that are still to be found. */
    int size() {
        return keys.size();
    }

    /** Keys that were in the memory of a process that crashed, and are gone. */
    int lostInCrashes() {
        return lostInCrashes;
    }

    /** A node has changed: the keys seen there last must still be there, or have got elsewhere. */
    void changed(ChordNode node, RingPicture ring) {
        keys.removeIf(key -> key.holder == node && !key.isHeldBy(node) && isGone(key, ring));
    }

    /**
     * A node has crashed.
     *
     * @param ring the members without it
     */
    void crashed(ChordNode node, RingPicture ring) {
        for (Key key : keys) {
            key.mayBeGone |= key.isHeldBy(node);
        }
        keys.removeIf(key -> key.holder == node && isGone(key, ring));
    }

    private boolean isGone(Key key, RingPicture ring) {
        if (key.findHolder(ring)) {
            return false;
        }
        if (!key.mayBeGone) {
            throw new BrokenInvariant(key + " is lost: node " + key.holder.self() + " had it, and nobody has it now");
        }
        lostInCrashes++;
        return true;
    }

    /** At rest: every key is at its owner alone, and no table has a key that belongs to another node. */
    void requireAtOwners(RingPicture ring) {
        for (Key key : keys) {
            int owner = ring.ownerIndex(key.position);
            for (int i = 0; i < ring.size(); i++) {
                if (key.isInTableOf(ring.node(i)) != (i == owner)) {
                    throw new BrokenInvariant("at rest, " + key + (i == owner ? " is not" : " is")
                            + " in the table of node " + ring.node(i).self() + "; it belongs to "
                            + ring.node(owner).self());
                }
            }
            requireItsValue(key, ring.node(owner));
        }
        for (int i = 0; i < ring.size(); i++) {
            requireNoStrays(ring, i);
        }
    }

    /** Also of keys that count as gone: one that was on its way when its giver crashed may have arrived. */
    private static void requireNoStrays(RingPicture ring, int index) {
        KeyWalk walk = ring.node(index).table().walk();
        while (walk.next()) {
            if (ring.ownerIndex(walk.position()) != index) {
                throw new BrokenInvariant("at rest, a key at " + Long.toUnsignedString(walk.position())
                        + " is in the table of node " + ring.node(index).self());
            }
        }
    }
}
