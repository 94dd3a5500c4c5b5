package mpjdht.node.overlay;

import java.util.List;
import java.util.Optional;
import mpjdht.message.Finger;
import mpjdht.message.StorageMessage;
import mpjdht.message.StorageMessage.ChunkTaken;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.message.StorageMessage.JoinRing;
import mpjdht.message.StorageMessage.LeaveRing;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/** The nodes that a storage rank hosts: their tables, what they know of the ring, and how arcs come to them and leave them. */
public interface NodeHost {

    /** The ring has changed, or begins: from now on hosts the nodes of this view that are on this rank. Nothing is in flight. */
    void install(RingView view);

    /** The table of a node that is hosted here; null when there is none. */
    NodeTable table(long id);

    /** What the nodes know of the way to others; empty when every request that comes is for its owner. */
    Optional<NodeRouter.Factory> routers();

    /** The successor list that a node keeps, nearest first; empty when it keeps none. */
    default List<NodeRef> successors(long id) {
        return List.of();
    }

    /** The fingers that a node keeps; empty when it keeps none. */
    default List<Finger> fingers(long id) {
        return List.of();
    }

    /**
     * Takes a message of the kinds by which keys and pointers move.
     *
     * @throws ProtocolException if this host knows no such kind
     */
    void onMessage(long nowMicros, int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox);

    /** A timer that this host has set has expired. */
    default void onTimer(long nowMicros, long timer, Outbox outbox) {
        throw new ProtocolException("a timer expired on a rank that sets none");
    }

    /** No message is waiting; tells whether it did something. */
    default boolean onIdle(long nowMicros, Outbox outbox) {
        return false;
    }

    /** The head tells one of the nodes to hand an arc over. */
    default void handOver(HandOver order, Outbox outbox) {
        throw unknown(order);
    }

    /** Another rank has stored a chunk. */
    default void chunkTaken(int from, ChunkTaken report, Outbox outbox) {
        throw unknown(report);
    }

    /** The head tells a node to join. */
    default void joinRing(JoinRing order, Outbox outbox) {
        throw unknown(order);
    }

    /** The head tells one of the nodes to leave. */
    default void leaveRing(LeaveRing order, Outbox outbox) {
        throw unknown(order);
    }

    private static ProtocolException unknown(StorageMessage message) {
        return new ProtocolException(message + " came to a rank whose nodes come and go in another way");
    }
}
