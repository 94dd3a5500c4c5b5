package mpjdht.sim.grid;

import java.util.Arrays;
import java.util.stream.IntStream;
import mpjdht.node.replica.MortalReplica;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/** The copies of a world: at its end there are as many as there should be, all that serve have the same, and no rank has a key of which it keeps no copy. */
final class WorldCopies implements WorldStore {
    private final WorldKeys keys;
    private final SimulatedGrid grid;
    private final int copies;

    /**
     * The copies of a world.
     *
     * @param copies of each key, if there are ranks enough
     */
    WorldCopies(WorldKeys keys, SimulatedGrid grid, int copies) {
        this.keys = keys;
        this.grid = grid;
        this.copies = copies;
    }

    private Region region(WorldKeys.Key key) {
        return grid.master().current().region(key.position());
    }

    /** Whether a replica has not forgotten what it had. */
    private boolean has(Replica replica) {
        MortalReplica<?> rank = grid.mortal(replica.rank());
        return rank.isAlive() && rank.life() == replica.life();
    }

    private NodeTable table(Replica replica) {
        return grid.replica(replica.rank()).table();
    }

    @Override
    public void put(WorldKeys.Key key, byte[] value) {
        region(key).line().forEach(replica -> WorldTables.put(table(replica), key, value));
    }

    @Override
    public byte[] value(WorldKeys.Key key) {
        return WorldTables.value(table(region(key).first()), key);
    }

    @Override
    public boolean isAvailable(WorldKeys.Key key) {
        return region(key).isAvailable() && has(region(key).first());
    }

    @Override
    public void requireInPlace() {
        if (grid.master().isSettled()) {
            keys.contended().forEach(this::requireCopies);
            keys.others().forEach(this::requireCopies);
            requireNoStrangers();
        }
    }

    private void requireCopies(WorldKeys.Key key) {
        Region region = region(key);
        for (Replica replica : region.serving()) {
            if (isAvailable(key)
                    && has(replica)
                    && !Arrays.equals(value(key), WorldTables.value(table(replica), key))) {
                throw new BrokenInvariant(
                        "at the end, " + key + " differs between " + region.first() + " and " + replica);
            }
        }
        if (region.isAvailable() && region.serving().size() != Math.min(copies, ranksWithNodes())) {
            throw new BrokenInvariant("at the end, " + key + " has the copies " + region.serving());
        }
    }

    private long ranksWithNodes() {
        RingView ring = grid.master().current().ring();
        return IntStream.range(0, ring.size()).map(ring::rank).distinct().count();
    }

    private void requireNoStrangers() {
        Configuration configuration = grid.master().current();
        for (int rank = 1; rank <= grid.grid().lastStorage(); rank++) {
            if (grid.mortal(rank).isAlive()) {
                KeyWalk walk = grid.replica(rank).table().walk();
                while (walk.next()) {
                    if (configuration.region(walk.position()).placeOf(rank) < 0) {
                        throw new BrokenInvariant("at the end, rank " + rank + " has a key of which it keeps no copy");
                    }
                }
            }
        }
    }
}
