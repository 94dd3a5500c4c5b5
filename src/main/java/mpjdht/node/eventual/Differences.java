package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import mpjdht.message.ComparisonMessage.KeyDigest;
import mpjdht.message.MessageKind;
import mpjdht.message.StateBatch;
import mpjdht.ring.Arc;
import mpjdht.store.KeyWalk;
import mpjdht.store.Version;
import mpjdht.store.VersionedTable;

/** A slice of the keys of an arc below some nodes of the digest tree, as they are listed, sought and gathered when two replicas differ in them. */
final class Differences {
    private final EventualState state;
    private final VersionedTable table;
    private final Arc arc;
    private final int level;
    private final List<Integer> nodes;
    private final int slice;
    private final int slices;

    /**
     * Keys to be looked at.
     *
     * @param level of the nodes
     * @param nodes places in their level
     * @param slice which of several slices, by the hashes of the keys
     * @param slices how many there are, at least 1
     */
    Differences(EventualState state, Arc arc, int level, List<Integer> nodes, int slice, int slices) {
        this.state = state;
        this.table = state.table;
        this.arc = arc;
        this.level = level;
        this.nodes = List.copyOf(nodes);
        this.slice = slice;
        this.slices = slices;
    }

    /** Whether the other side can have named these nodes. */
    static boolean arePossible(VersionedTable table, int level, List<Integer> nodes) {
        if (level < 0 || level > table.levels()) {
            return false;
        }
        int most = table.nodes(level);
        return nodes.stream().allMatch(node -> node >= 0 && node < most);
    }

    /** What each of them comes to. */
    List<KeyDigest> digests() {
        List<KeyDigest> digests = new ArrayList<>();
        forEach(key -> digests.add(digest(key)));
        return digests;
    }

    private void forEach(Consumer<KeyWalk> visitor) {
        for (int node : nodes) {
            table.forEach(arc, level, node, key -> {
                if (isInSlice(key) && isCompared(key)) {
                    visitor.accept(key);
                }
            });
        }
    }

    private boolean isInSlice(KeyWalk key) {
        return slices == 1 || Integer.remainderUnsigned(key.hash(), slices) == slice;
    }

    private boolean isCompared(KeyWalk key) {
        int version = key.keyOffset() + key.keyLength() + key.valueLength() - Version.BYTES;
        return !Version.isTombstone(key.bytes(), version)
                || state.rules.isCompared(state.clock.time() - Version.time(key.bytes(), version));
    }

    private static KeyDigest digest(KeyWalk key) {
        return new KeyDigest(key.position(), key.hash(), VersionedTable.digest(key));
    }

    /** Those that are not in a list, or there in another version. */
    Set<KeyDigest> notIn(List<KeyDigest> list) {
        Set<KeyDigest> rest = new HashSet<>(digests());
        list.forEach(rest::remove);
        return rest;
    }

    /**
     * Gathers the states of keys until a batch is full.
     *
     * @param wanted which; those that are gathered are taken out, and so are those that are not here any more once none is left
     * @return the batch; empty when none of them is here
     */
    StateBatch gather(Set<KeyDigest> wanted) {
        StateBatch batch = new StateBatch(MessageKind.DIFFERENCES);
        boolean[] isFull = {false};
        forEach(key -> {
            isFull[0] |= batch.hasNoRoomFor(key.keyLength(), key.valueLength());
            if (!isFull[0] && wanted.remove(digest(key))) {
                batch.add(key.hash(), key.position(), key.bytes(), key.keyOffset(), key.keyLength(), key.valueLength());
            }
        });
        if (!isFull[0]) {
            wanted.clear();
        }
        return batch;
    }
}
