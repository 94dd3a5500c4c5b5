package mpjdht.node.head;

import mpjdht.message.HeadMessage;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.message.HeadMessage.Filled;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.Unreachable;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.RingView;

/** Who decides about the circle: who is on it, and how that changes. A message that is for another kind of authority is an error. */
public interface Authority {

    /**
     * The ring by which requests of an epoch are passed on; null when they are not to be, because who sent them will do it again.
     *
     * @throws ProtocolException if nothing can go by it
     */
    RingView view(long epoch);

    /** A client asks that a node joins. */
    void add(int from, AddNode request, Outbox outbox);

    /** A client asks that a node leaves. */
    void remove(int from, RemoveNode request, Outbox outbox);

    /** The pointers of a node are settled. */
    default void pointersSettled(PointersSettled report, Outbox outbox) {
        throw unexpected(report);
    }

    /** An arc is with another node. */
    default void handedOver(HandedOver report, Outbox outbox) {
        throw unexpected(report);
    }

    /** A rank goes by a view. */
    default void viewInstalled(ViewInstalled report, Outbox outbox) {
        throw unexpected(report);
    }

    /** A storage rank is alive. */
    default void heartbeat(long nowMicros, int from, Heartbeat report, Outbox outbox) {
        throw unexpected(report);
    }

    /** A timer that it has set has expired. */
    default void onTimer(long nowMicros, long timer, Outbox outbox) {
        throw new ProtocolException("a timer expired at a head that sets none");
    }

    /** No message is waiting. */
    default void onIdle(long nowMicros, Outbox outbox) {}

    /** A replica has been filled. */
    default void filled(int from, Filled report, Outbox outbox) {
        throw unexpected(report);
    }

    /** The replicas of a region have become equal. */
    default void drained(int from, Drained report, Outbox outbox) {
        throw unexpected(report);
    }

    /** A storage rank has no answer from another. */
    default void unreachable(long nowMicros, int from, Unreachable report, Outbox outbox) {
        throw unexpected(report);
    }

    /** A client asks to be told when a rank that has begun anew has all copies that belong there. */
    default void awaitReturn(int from, AwaitReturn request, Outbox outbox) {
        throw unexpected(request);
    }

    private static ProtocolException unexpected(HeadMessage report) {
        return new ProtocolException("the head got " + report + ", which it has not asked for");
    }
}
