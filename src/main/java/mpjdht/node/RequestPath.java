package mpjdht.node;

import java.util.function.LongFunction;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/** What a storage rank does with the requests that come to it, on whatever way they travel. */
interface RequestPath {

    /**
     * From now on serves this ring. Nothing is under way when the ring changes.
     *
     * @param tables gives the table of every node that is hosted here
     */
    void install(RingView view, LongFunction<NodeTable> tables);

    /** Takes a batch of requests. */
    void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox);

    /** Answers the requests that this rank owns. */
    RequestServer server();

    /** Sends what was held back to make batches larger; tells whether there was any. */
    boolean flush(Outbox outbox);
}
