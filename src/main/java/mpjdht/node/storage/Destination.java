package mpjdht.node.storage;

import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;

/** Where requests go that have come to the nodes that own their keys. */
public interface Destination {

    /**
     * Takes the request on which a cursor stands.
     *
     * @param node id of the owner, a node of this rank
     * @param hops messages from the entry to the owner
     * @param origin the client, as {@link mpjdht.message.Origin} names it
     */
    void add(long node, int hops, int origin, RequestCursor request, Outbox outbox);

    /** A batch of requests has been added whole. */
    void serve(Outbox outbox);
}
