package mpjdht.node.replica;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;

/** Which replicas of regions that are being filled are whole; regions go by the last positions of their arcs. */
final class FilledReplicas {
    private final Map<Long, Fill> fills = new LinkedHashMap<>();

    /** The fill of a region: by which epoch it began, and who is whole. */
    private record Fill(long epoch, Set<Replica> whole) {}

    /** A region begins to be filled, whatever was filled of it before. */
    void begin(long last, long epoch) {
        fills.put(last, new Fill(epoch, new HashSet<>()));
    }

    /** A replica says, by an epoch, that it is whole; tells whether that is news of the fill that goes on. */
    boolean add(long last, long epoch, Replica replica) {
        Fill fill = fills.get(last);
        return fill != null && epoch >= fill.epoch() && fill.whole().add(replica);
    }

    /** Whether nothing of a region is left to be filled. */
    boolean isWhole(Region region) {
        Fill fill = fills.get(region.arc().last());
        return region.filling().isEmpty() || (fill != null && fill.whole().containsAll(region.filling()));
    }
}
