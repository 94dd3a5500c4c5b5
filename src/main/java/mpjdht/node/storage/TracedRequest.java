package mpjdht.node.storage;

import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;

/** An EXPLAIN on its way through the nodes of a rank: the same request, with a longer path as its value. */
public final class TracedRequest {
    private final int rank;
    private final PathTrace path = new PathTrace();
    private final RequestBatch rewritten = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();

    /** On its way through the nodes of a rank. */
    public TracedRequest(int rank) {
        this.rank = rank;
    }

    /** A request that a node of this rank passes on; to be used before the next one is. */
    public RequestCursor passedBy(long node, RequestCursor request) {
        if (request.operation() != Operation.EXPLAIN) {
            return request;
        }
        open(request);
        passedBy(node);
        return carried(request);
    }

    /** Begins with a request as it came. */
    void open(RequestCursor request) {
        path.open(request);
    }

    /** A node of this rank passes it on. */
    void passedBy(long node) {
        path.append(node, rank);
    }

    /** The request with the path so far; to be used before the next one is opened. */
    RequestCursor carried(RequestCursor request) {
        rewritten.reset();
        rewritten.add(
                request.operation(),
                request.sequence(),
                request.position(),
                request.hash(),
                request.bytes(),
                request.keyOffset(),
                request.keyLength(),
                path.bytes(),
                0,
                path.length());
        cursor.open(rewritten.bytes(), 0, rewritten.length());
        cursor.next();
        return cursor;
    }
}
