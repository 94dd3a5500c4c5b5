package mpjdht.node.storage;

import java.util.Arrays;
import mpjdht.message.RequestCursor;
import mpjdht.store.NodeTable;
import mpjdht.store.Prefetch;

/**
 * Looks a few requests ahead of the one being answered, finds the nodes that answer them, and has what they will need loaded.
 * How a node is found depends on the way that the requests came.
 *
 * @param <C> cursor that reads the requests
 */
abstract class LookAhead<C extends RequestCursor> {
    private final C cursor;
    private final NodeTable[] tables = new NodeTable[Prefetch.MOST];
    private final long[] nodes = new long[Prefetch.MOST];
    private final int[] hops = new int[Prefetch.MOST];
    private final Prefetch prefetch = new Prefetch();
    private int known;
    private int current;

    /** Nothing is known yet; {@code cursor} reads the requests, and nobody else moves it. */
    LookAhead(C cursor) {
        this.cursor = cursor;
    }

    /** Tells with {@link #found} which node answers the request on which the cursor stands. */
    abstract void find(C request);

    /** Begins before the first request of a batch. */
    final void open(byte[] bytes, int offset, int length) {
        cursor.open(bytes, offset, length);
        known = 0;
        current = -1;
    }

    /** Goes on to the next request, in the order of the batch; there is one. */
    final void next() {
        current++;
        if (current == known) {
            lookAhead();
        }
    }

    /** Table of the node that answers the request. */
    final NodeTable table() {
        return tables[current];
    }

    /** Id of that node. */
    final long node() {
        return nodes[current];
    }

    /** Messages that the request took to that node. */
    final int hops() {
        return hops[current];
    }

    final void found(long node, NodeTable table, int hopsMade) {
        nodes[known] = node;
        tables[known] = table;
        hops[known] = hopsMade;
    }

    /** Keeps no table alive that its rank has given up. */
    final void forget() {
        Arrays.fill(tables, null);
    }

    private void lookAhead() {
        current = 0;
        known = 0;
        while (known < nodes.length && cursor.next()) {
            find(cursor);
            prefetch.add(tables[known], cursor.hash(), cursor.position(), cursor.keyLength());
            known++;
        }
        prefetch.load();
    }
}
