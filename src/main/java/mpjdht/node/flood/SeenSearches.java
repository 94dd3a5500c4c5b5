package mpjdht.node.flood;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.SearchId;

/**
 * The searches that a node has seen. Each says which of its root's is the oldest that is not over; those before are forgotten, and whatever
 * still comes of them counts as seen. A root has a bounded number under way, and a node remembers a bounded number of roots: those of which it
 * heard last.
 */
final class SeenSearches {
    /** Most roots. */
    static final int MOST_ROOTS = 1 << 12;

    private final Map<Integer, OfRoot> roots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, OfRoot> eldest) {
            return size() > MOST_ROOTS;
        }
    };

    /** Those of a root. */
    private static final class OfRoot {
        private final TreeMap<Long, SeenSearch> byNumber = new TreeMap<>();
        private long oldest = Long.MIN_VALUE;
    }

    /**
     * A search that comes to the node.
     *
     * @param oldest number of the oldest of that root that is not over
     * @return what is known of it; null when it is over
     */
    SeenSearch open(SearchId id, long oldest) {
        OfRoot root = roots.computeIfAbsent(id.root(), absent -> new OfRoot());
        if (oldest > root.oldest) {
            root.oldest = oldest;
            root.byNumber.headMap(oldest).clear();
        }
        return id.number() < root.oldest
                ? null
                : root.byNumber.computeIfAbsent(id.number(), absent -> new SeenSearch());
    }

    /** A search that has come to the node; null when it has not, or is forgotten. */
    SeenSearch find(SearchId id) {
        OfRoot root = roots.get(id.root());
        return root == null ? null : root.byNumber.get(id.number());
    }

    /** How many are remembered. */
    int size() {
        return roots.values().stream().mapToInt(root -> root.byNumber.size()).sum();
    }
}
