package mpjdht.node.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.store.NodeTable;

/** The arcs that leave a rank, or have left it while clients still go by a ring in which they are here. */
final class Departures {
    private final KeyTables tables;
    private final RequestServer server;
    private final TracedRequest traced;
    private final List<Departure> departures = new ArrayList<>();

    /** None yet. */
    Departures(KeyTables tables, RequestServer server, TracedRequest traced) {
        this.tables = tables;
        this.server = server;
        this.traced = traced;
    }

    boolean isEmpty() {
        return departures.isEmpty();
    }

    /**
     * Lets an arc go.
     *
     * @throws ProtocolException if the node that is to give it is not here, or it was let go before
     */
    void begin(HandOver order, Outbox outbox) {
        NodeTable table = tables.table(order.fromNode());
        if (table == null) {
            throw new ProtocolException("a rank was told to hand over from node "
                    + Long.toUnsignedString(order.fromNode()) + ", which it does not host");
        }
        if (departures.stream().anyMatch(departure -> departure.change() == order.change())) {
            throw new ProtocolException(
                    "a rank was told twice to hand over for change " + order.change() + " of the ring");
        }
        Departure departure = new Departure(order, table, server, traced);
        departures.add(departure);
        departure.begin(outbox);
    }

    /** The taker has a chunk; of a change that is over, that is no news. */
    void chunkTaken(ChunkTaken report, Outbox outbox) {
        for (Departure departure : departures) {
            if (departure.change() == report.change()) {
                departure.chunkTaken(report.chunk(), outbox);
            }
        }
    }

    /**
     * Takes a request for a node of this rank if its key has left; false when it has not.
     *
     * @param change the change of the ring with which the request came to the node; it follows later ones alone
     */
    boolean take(long change, long node, int hops, int origin, RequestCursor request, Outbox outbox) {
        Departure departure = of(change, node, request.position());
        if (departure == null || departure.isHere(request.position())) {
            return false;
        }
        departure.follow(hops, origin, request, outbox);
        return true;
    }

    /** Passes on what is due if its key has gone; false when it has not. */
    boolean take(Due due, Outbox outbox) {
        Departure departure = of(due.change(), due.node(), due.position());
        if (departure == null || !departure.isGone(due.position())) {
            return false;
        }
        departure.follow(due, outbox);
        return true;
    }

    /**
     * A change of the ring is over: nothing follows what left with it any more.
     *
     * @param gave is told the node that gave it, if that is here
     */
    void end(long change, LongConsumer gave) {
        departures.removeIf(departure -> {
            boolean ended = departure.change() == change;
            if (ended) {
                gave.accept(departure.fromNode());
            }
            return ended;
        });
    }

    /** Sends the requests that were held back to make batches larger; tells whether there were any. */
    boolean flush(Outbox outbox) {
        boolean sent = false;
        for (Departure departure : departures) {
            sent |= departure.flush(outbox);
        }
        return sent;
    }

    private Departure of(long change, long node, long position) {
        for (Departure departure : departures) {
            if (departure.change() > change && departure.concerns(node, position)) {
                return departure;
            }
        }
        return null;
    }
}
