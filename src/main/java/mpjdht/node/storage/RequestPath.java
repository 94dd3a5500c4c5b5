package mpjdht.node.storage;

import mpjdht.node.Outbox;
import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.RingView;

/** What a storage rank does with the requests that come to it, on whatever way they travel. */
public interface RequestPath {

    /**
     * A ring has come into force. Requests by the one before may still come, until {@link #retire}.
     *
     * @param host the nodes of this rank
     */
    void install(RingView view, NodeHost host);

    /** Nothing goes by the ring before the one in force any more. */
    void retire();

    /** Takes a batch of requests, of a ring that has come into force. */
    void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox);

    /** Sends what was held back to make batches larger; tells whether there was any. */
    boolean flush(Outbox outbox);
}
