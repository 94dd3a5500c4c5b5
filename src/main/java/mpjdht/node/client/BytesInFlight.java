package mpjdht.node.client;

import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;

/**
 * Bytes of the requests in flight, which are bounded. An EXPLAIN counts as what it may grow to, because every node that it
 * passes appends itself: those on its way through the ring in force or the one before, and one more when its key has left.
 */
final class BytesInFlight {
    private final Overlay overlay;
    private final long most;
    private long bytes;
    private long explains;
    private long currentPathBytes;
    private long previousPathBytes;

    BytesInFlight(Overlay overlay, long most) {
        this.overlay = overlay;
        this.most = most;
    }

    /** Requests go the ways of this ring from now on; those under way may go by the one before. */
    void install(RingView view) {
        previousPathBytes = currentPathBytes;
        currentPathBytes = PathTrace.bytes(overlay.longestPath(view) + 1);
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
        long pathBytes = Math.max(previousPathBytes, currentPathBytes);
        return bytes + explains * pathBytes + batch.length() < most;
    }
}
