package mpjdht.node.head;

import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.RingView;

/** A head that decides nothing about the circle, and takes no commands: whoever asks it has not heard of that. */
final class NoAuthority implements Authority {

    @Override
    public RingView view(long epoch) {
        throw unasked();
    }

    @Override
    public void add(int from, AddNode request, Outbox outbox) {
        throw unasked();
    }

    @Override
    public void remove(int from, RemoveNode request, Outbox outbox) {
        throw unasked();
    }

    private static ProtocolException unasked() {
        return new ProtocolException("the head was asked about the circle, which the storage ranks decide about alone");
    }
}
