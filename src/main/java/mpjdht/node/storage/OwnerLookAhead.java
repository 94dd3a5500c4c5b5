package mpjdht.node.storage;

import java.util.Arrays;
import mpjdht.message.RequestCursor;
import mpjdht.store.NodeTable;
import mpjdht.store.Prefetch;

/**
 * Finds the nodes that answer the next few requests, while looking ahead. How a node is found depends on the way that the requests
 * came.
 *
 * @param <C> cursor that reads the requests
 */
abstract class OwnerLookAhead<C extends RequestCursor> extends LookAhead<C> {
    private final NodeTable[] tables = new NodeTable[Prefetch.MOST];
    private final long[] nodes = new long[Prefetch.MOST];
    private final int[] hops = new int[Prefetch.MOST];
    private int place;

    /** Nothing is known yet; {@code cursor} reads the requests, and nobody else moves it. */
    OwnerLookAhead(C cursor) {
        super(cursor);
    }

    /** Tells with {@link #found} which node answers the request on which the cursor stands. */
    abstract void find(C request);

    @Override
    protected final NodeTable table(C request, int placeOfRequest) {
        place = placeOfRequest;
        find(request);
        return tables[placeOfRequest];
    }

    final void found(long node, NodeTable table, int hopsMade) {
        nodes[place] = node;
        tables[place] = table;
        hops[place] = hopsMade;
    }

    /** Table of the node that answers the request. */
    final NodeTable table() {
        return tables[current()];
    }

    /** Id of that node. */
    final long node() {
        return nodes[current()];
    }

    /** Messages that the request took to that node. */
    final int hops() {
        return hops[current()];
    }

    /** Keeps no table alive that its rank has given up. */
    final void forget() {
        Arrays.fill(tables, null);
    }
}
