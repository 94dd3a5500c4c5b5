package mpjdht.runtime;

import mpjdht.node.Outbox;
import mpjdht.node.client.Client;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * A client to which commands are dealt. One that asks for its own may find some for a client that was asked before; so while
 * anything is dealt, its rank has not come to rest, and asks all again.
 */
final class DealtClient implements Client {
    private final DealtCommands dealer;
    private final Client client;

    DealtClient(DealtCommands dealer, Client client) {
        this.dealer = dealer;
        this.client = client;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        client.onMessage(nowMicros, from, bytes, offset, length, outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        boolean progress = client.onIdle(nowMicros, outbox);
        return dealer.hasDealt() || progress;
    }

    @Override
    public void onTimer(long nowMicros, Outbox outbox) {
        client.onTimer(nowMicros, outbox);
    }

    @Override
    public void configure(Configuration configuration, Outbox outbox) {
        client.configure(configuration, outbox);
    }

    @Override
    public void announce(RingView view, Arc moved, Outbox outbox) {
        client.announce(view, moved, outbox);
    }

    @Override
    public boolean isSettled() {
        return client.isSettled();
    }
}
