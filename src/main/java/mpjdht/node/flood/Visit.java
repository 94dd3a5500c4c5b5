package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.SearchId;
import mpjdht.message.SearchTally;
import mpjdht.ring.NodeRef;

/** A query that a node has passed on: whose it was, whose answers are missing, and what is known so far. */
final class Visit {
    /** Waits as long as it takes. */
    static final long FOR_EVER = Long.MAX_VALUE;

    final SearchId id;
    /** Who asked; null at the root. */
    final NodeRef parent;

    final int left;
    final long deadlineMicros;
    final List<NodeRef> awaited = new ArrayList<>();
    SearchTally tally;

    Visit(SearchId id, NodeRef parent, int left, long deadlineMicros, SearchTally tally) {
        this.id = id;
        this.parent = parent;
        this.left = left;
        this.deadlineMicros = deadlineMicros;
        this.tally = tally;
    }
}
