package mpjdht.node.client;

import mpjdht.node.Outbox;
import mpjdht.ring.RingView;

/** A user of the table, which any rank may host beside its role; see {@link ClientHost}. */
public interface Client {

    /** Takes a message of the kinds that clients get: {@code REPLIES} and {@code TO_CLIENT}. */
    void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox);

    /** No message is waiting; tells whether it did something. */
    boolean onIdle(long nowMicros, Outbox outbox);

    /** A ring is in force; the client goes by it as soon as nothing is under way that went by the one before. */
    void announce(RingView view, Outbox outbox);

    /** The ring by which it goes. */
    RingView view();
}
