package mpjdht.node.client;

import java.util.ArrayDeque;
import java.util.Arrays;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;

/**
 * The requests whose results have not been given out, oldest first, in the batches in which they were sent, each with the
 * place of its command.
 *
 * <p>Batches and their arrays are used again.
 */
final class SentBatches {
    private static final int FIRST_LOCATIONS = 256;
    private static final int KEPT_BATCHES = 64;

    /** A batch, the places of its commands, and how many of them have been passed. */
    private static final class Sent {
        final RequestBatch batch = new RequestBatch();
        long[] locations = new long[FIRST_LOCATIONS];
        int passed;
    }

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private final ArrayDeque<Sent> spare = new ArrayDeque<>();
    private final RequestCursor cursor = new RequestCursor();
    private Sent open = new Sent();
    private Sent oldest;

    /** The batch under construction. */
    RequestBatch open() {
        return open.batch;
    }

    /** Notes the place of the command that was just appended to the open batch. */
    void locate(long location) {
        int index = open.batch.records() - 1;
        if (index == open.locations.length) {
            open.locations = Arrays.copyOf(open.locations, index * 2);
        }
        open.locations[index] = location;
    }

    /** Closes the open batch, which has been sent, and opens another. */
    void close() {
        sent.add(open);
        open = spare.isEmpty() ? new Sent() : spare.poll();
    }

    /** Moves on to the oldest request that has not been passed; false when every request sent has been. */
    boolean next() {
        if (oldest == null || oldest.passed == oldest.batch.records()) {
            retireOldest();
            oldest = sent.poll();
            if (oldest == null) {
                return false;
            }
            cursor.open(oldest.batch.bytes(), 0, oldest.batch.length());
        }
        cursor.next();
        oldest.passed++;
        return true;
    }

    /** The request that {@link #next} moved on to. */
    RequestCursor request() {
        return cursor;
    }

    /** Place of the command of that request. */
    long location() {
        return oldest.locations[oldest.passed - 1];
    }

    private void retireOldest() {
        if (oldest != null) {
            if (spare.size() < KEPT_BATCHES) {
                oldest.batch.reset();
                oldest.passed = 0;
                spare.push(oldest);
            }
            oldest = null;
        }
    }
}
