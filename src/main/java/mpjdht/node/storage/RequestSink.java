package mpjdht.node.storage;

import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;

/** Port: where requests go that have come to the nodes of a rank that own their keys. */
public interface RequestSink {

    /**
     * Takes a request, now or with {@link #serve}.
     *
     * @param node id of the owner
     * @param hops messages that the request took to that node
     * @param origin the client that gets the answer, as {@link mpjdht.message.Origin} names it
     * @param request stands on it
     */
    void add(long node, int hops, int origin, RequestCursor request, Outbox outbox);

    /** No more come for the moment. */
    void serve(Outbox outbox);
}
