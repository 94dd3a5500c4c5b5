package mpjdht.node.client;

import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;

/**
 * Bytes of the requests in flight, which are bounded. An EXPLAIN counts as what it may grow to, because every node that it
 * passes appends itself.
 */
final class BytesInFlight {
    private final Overlay overlay;
    private final long most;
    private long bytes;
    private long explains;
    private long pathBytes;

    BytesInFlight(Overlay overlay, long most) {
        this.overlay = overlay;
        this.most = most;
    }

    /** Requests go the ways of this ring from now on. */
    void install(RingView view) {
        pathBytes = PathTrace.bytes(overlay.longestPath(view));
    }

    /** An EXPLAIN was appended to the batch under construction. */
    void pathWillGrow() {
        explains++;
    }

    void sent(RequestBatch batch) {
        bytes += batch.length() - RequestCursor.headerBytes();
    }

    void released(RequestCursor request) {
        bytes -= request.recordEnd() - request.recordOffset();
        if (request.operation() == Operation.EXPLAIN) {
            explains--;
        }
    }

    /** Whether the batch under construction may become longer. */
    boolean hasRoomBeside(RequestBatch batch) {
        return bytes + explains * pathBytes + batch.length() < most;
    }
}
