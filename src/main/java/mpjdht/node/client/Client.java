package mpjdht.node.client;

import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/** A user of the table, which any rank may host beside its role; see {@link ClientHost}. */
public interface Client {

    /** Takes a message of the kinds that clients get: {@code REPLIES}, {@code TO_CLIENT} and {@code TO_STREAM}. */
    void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox);

    /** A timer that the client has set, named by {@link ClientHost#timerOf}, has expired. */
    default void onTimer(long nowMicros, Outbox outbox) {
        throw new ProtocolException("a timer expired at a client that sets none");
    }

    /** No message is waiting; tells whether it did something. */
    boolean onIdle(long nowMicros, Outbox outbox);

    /**
     * A ring is in force.
     *
     * @param moved the arc that has another owner than in the ring before
     */
    void announce(RingView view, Arc moved, Outbox outbox);

    /**
     * A configuration is in force, on a grid that keeps copies: whatever has no answer is sent again.
     *
     * @throws ProtocolException if the client knows nothing of copies
     */
    default void configure(Configuration configuration, Outbox outbox) {
        throw new ProtocolException("a client that knows of no copies was told where they are");
    }

    /** Whether nothing that it has under way goes by an older ring than the one announced last. */
    boolean isSettled();
}
