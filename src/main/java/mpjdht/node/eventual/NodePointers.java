package mpjdht.node.eventual;

import java.util.List;
import mpjdht.message.Finger;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/** What the nodes of a rank know of the way to others, where commands go from node to node. */
public interface NodePointers {

    /**
     * The nodes of this rank, or the ring as it is known, have changed, or time has passed.
     *
     * @param ring the ring as this rank knows it
     * @param own ids of the nodes of this rank
     */
    void follow(RingView ring, List<Long> own, Outbox outbox);

    /** What each node of this rank knows that is on the circle; another list only when that has changed. */
    List<NodeRouter> routers();

    /** More hops than any way has, if the pointers are right. */
    int mostHops();

    /** Whether messages of a kind are for the nodes. */
    default boolean takes(byte kind) {
        return false;
    }

    /** Takes a message for the nodes. */
    default void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        throw new ProtocolException("nodes that do not speak were spoken to by rank " + from);
    }

    /** A timer has expired that the nodes have set, or whoever was this rank in an earlier life. */
    default void onTimer(long nowMicros, long timer, Outbox outbox) {
        // These nodes set none.
    }

    /** The successor list that a node keeps, nearest first; empty when it keeps none. */
    default List<NodeRef> successors(long id) {
        return List.of();
    }

    /** The fingers that a node keeps; empty when it keeps none. */
    default List<Finger> fingers(long id) {
        return List.of();
    }
}
