package mpjdht.node.storage;

import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;

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

    /**
     * Takes a request that has gone astray: to a node that is not here, or round and round.
     *
     * @param why what has happened
     * @param hops messages so far
     * @param origin the client
     * @throws ProtocolException unless that can be where this destination is
     */
    default void lost(String why, int hops, int origin, RequestCursor request, Outbox outbox) {
        throw new ProtocolException(why);
    }

    /** A batch of requests has been added whole. */
    void serve(Outbox outbox);
}
