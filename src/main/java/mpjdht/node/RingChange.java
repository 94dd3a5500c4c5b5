package mpjdht.node;

import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.ring.RingView;

/** How a view follows from the one before, checked against the epoch that the head has given it. */
public final class RingChange {
    private RingChange() {}

    /** The view after a change. */
    public static RingView apply(RingView view, NodeJoined change) {
        return checked(view.join(change.id(), change.rank()), change.epoch());
    }

    /** The view after a change. */
    public static RingView apply(RingView view, NodeLeft change) {
        return checked(view.leave(change.id()), change.epoch());
    }

    private static RingView checked(RingView view, long epoch) {
        if (view.epoch() != epoch) {
            throw new ProtocolException("the ring of epoch " + epoch + " came when " + view.epoch() + " was due");
        }
        return view;
    }
}
