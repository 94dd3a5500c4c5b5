package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mpjdht.message.SearchHit;
import mpjdht.message.SearchMessage.Query;
import mpjdht.message.SearchMessage.Walk;
import mpjdht.message.SearchTally;
import mpjdht.message.SearchedKey;
import mpjdht.ring.NodeRef;

/** What a node knows of a search that it has seen: what it found in its own table, who waits for its answer, whose walkers wait here. */
final class SeenSearch {
    private final List<Visit> open = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final Map<Integer, Walk> waitingWalkers = new LinkedHashMap<>();
    private Optional<SearchHit> own = Optional.empty();
    private boolean looked;
    private int mostLeft = -1;

    /** A query that came, and is answered once. */
    private record Heard(NodeRef from, int left) {}

    /** Whether a query comes the first time from its sender; tells so once. */
    boolean isHeardFirst(Query query) {
        Heard now = new Heard(query.from(), query.left());
        return !heard.contains(now) && heard.add(now);
    }

    /** Whether the search has been here before. */
    boolean isKnown() {
        return looked;
    }

    /** The most that was left to go when it came. */
    int mostLeft() {
        return mostLeft;
    }

    /** It came with so much left to go. */
    void cameWith(int left) {
        mostLeft = Math.max(mostLeft, left);
    }

    /** What the node itself has to say, which looks into its table the first time; the later times only by how short a way that is found. */
    SearchTally look(SearchedNode node, SearchedKey key, int hops) {
        if (looked) {
            own = own.map(hit -> new SearchHit(hit.node(), Math.min(hops, hit.hops()), hit.value()));
            return new SearchTally(0, 0, 0, 0, 0, own);
        }
        looked = true;
        own = node.value(key).map(value -> new SearchHit(node.self(), hops, value));
        return new SearchTally(1, own.isPresent() ? 1 : 0, 0, 0, 0, own);
    }

    List<Visit> open() {
        return open;
    }

    Map<Integer, Walk> waitingWalkers() {
        return waitingWalkers;
    }
}
