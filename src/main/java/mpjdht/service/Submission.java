package mpjdht.service;

import java.util.Arrays;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;

/** Requests of one moment on their way from a door to its client, each with the place of whoever waits for its answer. */
final class Submission {
    private final RequestBatch batch = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();
    private long[] places = new long[64];
    private int next;

    /** Takes the requests. */
    RequestBatch batch() {
        return batch;
    }

    /** The request that has just been appended to the batch is for somebody. */
    void added(long place) {
        int index = batch.records() - 1;
        if (index == places.length) {
            places = Arrays.copyOf(places, 2 * index);
        }
        places[index] = place;
    }

    /** Nothing more is appended: {@link #next} begins with the first request. */
    void close() {
        cursor.open(batch.bytes(), 0, batch.length());
        next = 0;
    }

    /** Goes on to the next request; false when there is none. */
    boolean next() {
        if (!cursor.next()) {
            return false;
        }
        next++;
        return true;
    }

    /** The request. */
    RequestCursor request() {
        return cursor;
    }

    /** For whom it is. */
    long place() {
        return places[next - 1];
    }

    /** Empties it. */
    void reset() {
        batch.reset();
        // The cursor would hold on to bytes that the batch has given up.
        close();
    }
}
