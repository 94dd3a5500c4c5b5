package mpjdht.sim.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.ring.Arc;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.store.Conflicts;
import mpjdht.store.Digest;
import mpjdht.store.KeyWalk;
import mpjdht.store.SiblingState;
import mpjdht.store.Siblings;
import mpjdht.store.Version;
import mpjdht.store.VersionedTable;

/** What the storage ranks of a grid have and know when its copies are equal. */
final class FinalCopies {
    private static final byte[] NOTHING = {};

    private final SimulatedGrid grid;
    private final Placement placement;
    private final Conflicts conflicts;

    FinalCopies(SimulatedGrid grid, Copies copies) {
        this.grid = grid;
        this.placement = copies.placement();
        this.conflicts = copies.eventual().orElseThrow().conflicts();
    }

    private VersionedTable table(int rank) {
        return grid.eventual(rank).table();
    }

    /** Each key is on the ranks where it belongs and on no other, the same everywhere. */
    void requireEqual(List<WorldKeys.Key> contended) {
        RingView ring =
                grid.eventual(1).ring().orElseThrow(() -> new BrokenInvariant("after the SYNC, there is no ring"));
        int lastStorage = grid.grid().lastStorage();
        for (int rank = 1; rank <= lastStorage; rank++) {
            RingView other = grid.eventual(rank).ring().orElse(null);
            if (other == null || !ring.hasSameNodes(other)) {
                throw new BrokenInvariant("after the SYNC, rank " + rank + " knows another ring than rank 1");
            }
        }
        for (int index = 0; index < ring.size(); index++) {
            TreeSet<Integer> belongs = new TreeSet<>();
            placement.replicas(ring, index).forEach(replica -> belongs.add(ring.rank(replica)));
            Digest digest = null;
            for (int rank = 1; rank <= lastStorage; rank++) {
                Digest here = digest(rank, ring.arc(index));
                if (!belongs.contains(rank)) {
                    requireNothing(rank, index, here);
                } else if (digest != null && !digest.equals(here)) {
                    throw new BrokenInvariant("after the SYNC, the copies of the arc of node " + ring.node(index)
                            + " differ: " + here + " on rank " + rank + ", " + digest + " on another of " + belongs);
                } else {
                    digest = here;
                }
            }
        }
        contended.forEach(key -> requireOneValue(ring, key));
    }

    /** What a rank has of an arc, without what everybody may forget: some may have forgotten that, and others not yet. */
    private Digest digest(int rank, Arc arc) {
        Digest[] digest = {Digest.NONE};
        table(rank).forEach(arc, key -> {
            int version = key.keyOffset() + key.keyLength() + key.valueLength() - Version.BYTES;
            if (!Version.isTombstone(key.bytes(), version)) {
                digest[0] = digest[0].and(new Digest(content(key), 1));
            }
        });
        return digest[0];
    }

    private long content(KeyWalk key) {
        if (conflicts == Conflicts.LWW) {
            return VersionedTable.digest(key);
        }
        int stateOffset = key.keyOffset() + key.keyLength();
        byte[] pruned = pruned(SiblingState.read(key.bytes(), stateOffset, key.valueLength()));
        return key.position() ^ Version.time(pruned, pruned.length - Version.BYTES);
    }

    private static byte[] pruned(Siblings siblings) {
        return SiblingState.of(siblings.prune(actor -> true));
    }

    private static void requireNothing(int rank, int index, Digest here) {
        if (here.keys() > 0) {
            throw new BrokenInvariant("after the SYNC, rank " + rank + " has " + here.keys() + " keys of arc " + index
                    + ", of which it is to keep none");
        }
    }

    private void requireOneValue(RingView ring, WorldKeys.Key key) {
        byte[] state = null;
        for (int replica : placement.replicas(ring, ring.ownerIndex(key.position()))) {
            byte[] here = state(table(ring.rank(replica)), key);
            if (state != null && !Arrays.equals(state, here)) {
                throw new BrokenInvariant("after the SYNC, the copies of " + key + " differ");
            }
            state = here;
        }
    }

    private byte[] state(VersionedTable table, WorldKeys.Key key) {
        boolean isThere = table.find(key.hash(), key.position(), key.bytes(), 0, key.bytes().length);
        if (!isThere || table.isTombstone()) {
            return NOTHING;
        }
        return conflicts == Conflicts.SIBLINGS
                ? pruned(table.siblings())
                : Arrays.copyOfRange(table.bytes(), table.stateOffset(), table.stateOffset() + table.stateLength());
    }

    /** Whom those that keep a copy of an arc take for its leader, where that is not the same node for all; else nothing. */
    String disagreement() {
        RingView ring = grid.eventual(1).ring().orElseThrow();
        for (int index = 0; index < ring.size(); index++) {
            Map<Integer, OptionalLong> leaders = new TreeMap<>();
            for (int replica : placement.replicas(ring, index)) {
                int rank = ring.rank(replica);
                leaders.put(rank, grid.eventual(rank).leader(ring.id(index)));
            }
            boolean isOne = leaders.values().stream().distinct().count() == 1;
            if (!isOne || leaders.containsValue(OptionalLong.empty())) {
                return "the leaders of the arc of node " + ring.node(index) + " are, by rank, " + leaders;
            }
        }
        return "";
    }

    /** Keys on all ranks together, those that are deleted and remembered included. */
    long keysEverywhere() {
        long keysHere = 0;
        for (int rank = 1; rank <= grid.grid().lastStorage(); rank++) {
            KeyWalk walk = table(rank).keys().walk();
            while (walk.next()) {
                keysHere++;
            }
        }
        return keysHere;
    }
}
