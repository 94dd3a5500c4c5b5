package mpjdht.sim.grid;

import java.util.Arrays;
import java.util.function.Supplier;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/**
 * Looks into the tables of a world: at its beginning, to put keys there, and at its end, when every key has to be at its owner
 * and nowhere else.
 */
final class WorldTables implements WorldStore {
    private final WorldKeys keys;
    private final TableFinder finder;
    private final int ranks;
    private final Supplier<RingView> ring;

    /** Finds the tables of nodes. */
    interface TableFinder {

        /** The table of a node on a rank; null when that rank has none for it. */
        NodeTable table(int rank, long id);
    }

    /**
     * The tables of a world.
     *
     * @param ranks number of ranks
     * @param ring the ring in force
     */
    WorldTables(WorldKeys keys, TableFinder finder, int ranks, Supplier<RingView> ring) {
        this.ring = ring;
        this.keys = keys;
        this.finder = finder;
        this.ranks = ranks;
    }

    @Override
    public void put(WorldKeys.Key key, byte[] value) {
        put(owner(ring.get(), key), key, value);
    }

    static void put(NodeTable table, WorldKeys.Key key, byte[] value) {
        byte[] both = Arrays.copyOf(key.bytes(), key.bytes().length + value.length);
        System.arraycopy(value, 0, both, key.bytes().length, value.length);
        table.put(key.hash(), key.position(), both, 0, key.bytes().length, key.bytes().length, value.length);
    }

    private NodeTable owner(RingView view, WorldKeys.Key key) {
        int owner = view.ownerIndex(key.position());
        NodeTable table = finder.table(view.rank(owner), view.id(owner));
        if (table == null) {
            throw new BrokenInvariant("node " + view.node(owner) + " has no table");
        }
        return table;
    }

    @Override
    public byte[] value(WorldKeys.Key key) {
        return value(owner(ring.get(), key), key);
    }

    /** The value of a key in a table; null when it is not there. */
    static byte[] value(NodeTable table, WorldKeys.Key key) {
        if (!table.find(key.hash(), key.position(), key.bytes(), 0, key.bytes().length)) {
            return null;
        }
        int begin = table.valueOffset();
        return Arrays.copyOfRange(table.valueBytes(), begin, begin + table.valueLength());
    }

    @Override
    public boolean isAvailable(WorldKeys.Key key) {
        return true;
    }

    /** Every key is in the table of its owner and in no other, and there is no table but those of the ring's nodes. */
    @Override
    public void requireInPlace() {
        RingView view = ring.get();
        long strangers = 0;
        for (int i = 0; i < view.size(); i++) {
            NodeTable table = finder.table(view.rank(i), view.id(i));
            if (table == null) {
                throw new BrokenInvariant("at the end, node " + view.node(i) + " has no table");
            }
            requireOwnKeysOnly(view, i, table);
            strangers += table.keys();
        }
        for (WorldKeys.Key key : keys.contended()) {
            strangers -= value(key) == null ? 0 : 1;
        }
        for (WorldKeys.Key key : keys.others()) {
            if (!Arrays.equals(value(key), keys.valueOfOther(key))) {
                throw new BrokenInvariant("at the end, " + key + " is not at its owner with its value");
            }
            strangers--;
        }
        if (strangers != 0) {
            throw new BrokenInvariant("at the end, there are " + strangers + " keys that nobody put");
        }
        requireNoOtherTables(view);
    }

    private static void requireOwnKeysOnly(RingView view, int index, NodeTable table) {
        KeyWalk walk = table.walk();
        while (walk.next()) {
            int owner = view.ownerIndex(walk.position());
            if (owner != index) {
                throw new BrokenInvariant("at the end, a key at " + Long.toUnsignedString(walk.position())
                        + " is in the table of node " + view.node(index) + "; it belongs to " + view.node(owner));
            }
        }
    }

    private void requireNoOtherTables(RingView view) {
        for (long id : keys.ids()) {
            int index = view.indexOf(id);
            for (int rank = 0; rank < ranks; rank++) {
                if ((index < 0 || view.rank(index) != rank) && finder.table(rank, id) != null) {
                    throw new BrokenInvariant("at the end, rank " + rank + " has a table for node "
                            + Long.toUnsignedString(id) + ", which it does not host");
                }
            }
        }
    }
}
