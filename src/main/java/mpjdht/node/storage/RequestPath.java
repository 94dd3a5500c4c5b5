package mpjdht.node.storage;

import mpjdht.node.Outbox;
import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.RingView;

/** What a storage rank does with the requests that come to it, on whatever way they travel. */
interface RequestPath {

    /**
     * From now on serves this ring. Nothing is under way when the ring changes.
     *
     * @param host the nodes of this rank
     */
    void install(RingView view, NodeHost host);

    /** Takes a batch of requests. */
    void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox);

    /** Answers the requests that this rank owns. */
    RequestServer server();

    /** Sends what was held back to make batches larger; tells whether there was any. */
    boolean flush(Outbox outbox);
}
