package mpjdht.node.overlay;

import java.util.List;
import java.util.Optional;
import mpjdht.message.Finger;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/** What the nodes of a storage rank know of the ring, and how they come to know it. */
public interface NodeHost {

    /** A ring has come into force: from now on hosts the nodes of this view that are on this rank. */
    void install(RingView view);

    /** What the nodes know of the way to others; empty when every request that comes is for its owner. */
    Optional<NodeRouter.Factory> routers();

    /** The successor list that a node keeps, nearest first; empty when it keeps none, or has left. */
    default List<NodeRef> successors(long id) {
        return List.of();
    }

    /** The fingers that a node keeps; empty when it keeps none, or has left. */
    default List<Finger> fingers(long id) {
        return List.of();
    }

    /**
     * Takes a message of the kinds by which pointers move.
     *
     * @throws ProtocolException if this host knows no such kind
     */
    default void onMessage(long nowMicros, int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        throw ProtocolException.unexpectedKind("storage rank", from, kind);
    }

    /** A timer that this host has set has expired. */
    default void onTimer(long nowMicros, long timer, Outbox outbox) {
        throw new ProtocolException("a timer expired on a rank that sets none");
    }

    /** No message is waiting; tells whether it did something. */
    default boolean onIdle(long nowMicros, Outbox outbox) {
        return false;
    }
}
