package mpjdht.node.storage;

import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Outbox;

/** Requests that have come to the nodes that own their keys: they follow what has left, and are answered otherwise. */
final class OwnedRequests implements Destination {
    private static final long BEFORE_ALL_CHANGES = 0;

    private final KeyTables tables;
    private final RequestServer server;
    private final Departures departures;
    private final RoutedBatch owned = new RoutedBatch(MessageKind.ROUTED);
    private final RoutedCursor arriving = new RoutedCursor();

    OwnedRequests(KeyTables tables, RequestServer server, Departures departures) {
        this.tables = tables;
        this.server = server;
        this.departures = departures;
    }

    /** Whether every request for a node that is hosted here is answered here. */
    boolean allAreHere() {
        return departures.isEmpty();
    }

    /** The server that answers them. */
    RequestServer server() {
        return server;
    }

    @Override
    public void add(long node, int hops, int origin, RequestCursor request, Outbox outbox) {
        add(BEFORE_ALL_CHANGES, node, hops, origin, request, outbox);
    }

    private void add(long change, long node, int hops, int origin, RequestCursor request, Outbox outbox) {
        if (!departures.isEmpty() && departures.take(change, node, hops, origin, request, outbox)) {
            return;
        }
        if (owned.hasNoRoomFor(request)) {
            serve(outbox);
        }
        owned.add(node, hops, origin, request);
    }

    @Override
    public void serve(Outbox outbox) {
        if (owned.records() > 0) {
            server.serveOwned(owned.bytes(), 0, owned.length(), outbox);
            owned.reset();
        }
    }

    /**
     * Takes a {@link MessageKind#FORWARDED} batch: what has left another rank has come here before. What an earlier change took
     * from the node, when it was on the circle before, is another matter.
     */
    void takeForwarded(byte[] bytes, int offset, int length, Outbox outbox) {
        long change = RequestBatch.epoch(bytes, offset, length);
        arriving.open(bytes, offset, length);
        while (arriving.next()) {
            tables.forNode(arriving.node());
            add(change, arriving.node(), arriving.hops(), arriving.origin(), arriving, outbox);
        }
        serve(outbox);
    }
}
