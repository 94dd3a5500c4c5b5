package mpjdht.node.head;

import java.util.function.LongFunction;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.Origin;
import mpjdht.node.Outbox;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;

/**
 * A change of the ring: a node joins and takes an arc of its successor's, or leaves and gives its own to that.
 *
 * <pre>
 *   settling pointers --PointersSettled--> moving --HandedOver--> moved --announced, and nothing goes by the ring before--> over
 * </pre>
 *
 * <p>Its arc and its two nodes are those of any ring that other changes make meanwhile, as long as these have other nodes.
 */
final class Change {
    private final long number;
    private final int asker;
    private final boolean joins;
    private final long id;
    private final int rank;
    private final long successor;
    private final HandOver handOver;
    private final LongFunction<BroadcastMessage> announcement;
    private boolean moved;
    private long keysMoved;
    private long bytesMoved;

    private Change(
            long number,
            int asker,
            boolean joins,
            long id,
            int rank,
            long successor,
            HandOver handOver,
            LongFunction<BroadcastMessage> announcement) {
        this.number = number;
        this.asker = asker;
        this.joins = joins;
        this.id = id;
        this.rank = rank;
        this.successor = successor;
        this.handOver = handOver;
        this.announcement = announcement;
    }

    /**
     * A node joins.
     *
     * @param number of the change
     * @param asker the client that asked for it
     * @param view the ring without the node
     */
    static Change joining(long number, int asker, RingView view, long id, int rank) {
        int owner = view.ownerIndex(id);
        long successor = view.id(owner);
        HandOver order = new HandOver(number, successor, view.arc(owner).after(), id, id, rank);
        return new Change(number, asker, true, id, rank, successor, order, epoch -> new NodeJoined(epoch, id, rank));
    }

    /**
     * A node leaves.
     *
     * @param number of the change
     * @param asker the client that asked for it
     * @param view the ring with the node and at least one other
     */
    static Change leaving(long number, int asker, RingView view, long id) {
        int leaving = view.indexOf(id);
        int heir = view.successorIndex(leaving);
        Arc arc = view.arc(leaving);
        HandOver order = new HandOver(number, id, arc.after(), arc.last(), view.id(heir), view.rank(heir));
        return new Change(
                number, asker, false, id, view.rank(leaving), view.id(heir), order, epoch -> new NodeLeft(epoch, id));
    }

    long number() {
        return number;
    }

    /** Id of the node that joins or leaves. */
    long id() {
        return id;
    }

    /** Whether a node takes part in both changes, so that the later one waits. */
    boolean touches(Change other) {
        return id == other.id || id == other.successor || successor == other.id || successor == other.successor;
    }

    /** What the ring becomes. */
    RingView apply(RingView view) {
        return joins ? view.join(id, rank) : view.leave(id);
    }

    /** Orders what has to be before keys move; true when that takes its time. */
    boolean orderPointers(RingView view, Overlay overlay, Outbox outbox) {
        return joins ? overlay.orderJoin(view, id, rank, outbox) : overlay.orderLeave(view, id, outbox);
    }

    /** Orders that the keys move. */
    void orderMove(RingView view, Outbox outbox) {
        outbox.send(view.rank(view.indexOf(handOver.fromNode())), handOver);
    }

    void moved(long keys, long bytes) {
        moved = true;
        keysMoved = keys;
        bytesMoved = bytes;
    }

    boolean isMoved() {
        return moved;
    }

    BroadcastMessage announcement(long epoch) {
        return announcement.apply(epoch);
    }

    /** Tells the client that the change is over. */
    void reportDone(Outbox outbox) {
        outbox.send(
                Origin.rank(asker),
                new MembershipChanged(
                        Origin.client(asker), MembershipOutcome.DONE, id, successor, keysMoved, bytesMoved));
    }
}
