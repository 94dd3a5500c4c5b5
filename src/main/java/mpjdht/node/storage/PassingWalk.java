package mpjdht.node.storage;

import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.WalkRecord;

/** A WALK that follows an arc to its taker, which knows no better how much of it has come. */
final class PassingWalk {
    private final RequestBatch rewritten = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();

    /** A request that may be about no position past the last that the taker has; to be used before the next one is. */
    RequestCursor upTo(long last, RequestCursor request) {
        if (request.operation() != Operation.WALK) {
            return request;
        }
        long end = WalkedKeys.end(request.position(), last, WalkRecord.last(request));
        rewritten.reset();
        rewritten.addWalk(request.sequence(), request.position(), end, WalkRecord.keys(request));
        cursor.open(rewritten.bytes(), 0, rewritten.length());
        cursor.next();
        return cursor;
    }
}
