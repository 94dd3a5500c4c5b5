package mpjdht.node.client;

import java.util.ArrayDeque;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;

/**
 * The requests of a client that are not over, in the batches in which they were sent: a slot for each, found by its sequence
 * number, names the batch, the offset in it and the place of the command.
 *
 * <p>Batches and their arrays are used again.
 */
final class SentRequests {
    /** More than are under way at a time when they are full. */
    private static final int KEPT_BATCHES = 256;

    /** A batch, and how many of its requests are not over. */
    private static final class Sent {
        final RequestBatch batch = new RequestBatch();
        int requests;
        long leftMicros;
    }

    private final int mask;
    private final Sent[] batchOfSlot;
    private final int[] offsetOfSlot;
    private final long[] placeOfSlot;
    private final ArrayDeque<Sent> spare = new ArrayDeque<>();
    private final RequestCursor cursor = new RequestCursor();
    private Sent open = new Sent();

    /**
     * No requests.
     *
     * @param slots how many consecutive numbers may be in use, a power of two
     */
    SentRequests(int slots) {
        this.mask = slots - 1;
        this.batchOfSlot = new Sent[slots];
        this.offsetOfSlot = new int[slots];
        this.placeOfSlot = new long[slots];
    }

    /** The batch under construction. */
    RequestBatch open() {
        return open.batch;
    }

    /** A request has been appended to the open batch, where its record begins at {@code offset}. */
    void added(int sequence, int offset, long place) {
        int slot = sequence & mask;
        batchOfSlot[slot] = open;
        offsetOfSlot[slot] = offset;
        placeOfSlot[slot] = place;
        open.requests++;
    }

    /**
     * Closes the open batch, which has been sent, and opens another.
     *
     * @param nowMicros when it was sent
     */
    void close(long nowMicros) {
        open.leftMicros = nowMicros;
        open = spare.isEmpty() ? new Sent() : spare.poll();
    }

    /** Whether the request of that number is not over. */
    boolean has(int sequence) {
        return batchOfSlot[sequence & mask] != null;
    }

    /** The request of that number, which is not over; to be used before the next one is asked for. */
    RequestCursor request(int sequence) {
        int slot = sequence & mask;
        cursor.seek(batchOfSlot[slot].batch.bytes(), offsetOfSlot[slot]);
        return cursor;
    }

    /** Place of the command of that request. */
    long place(int sequence) {
        return placeOfSlot[sequence & mask];
    }

    /** When that request was sent, the first time. */
    long leftMicros(int sequence) {
        return batchOfSlot[sequence & mask].leftMicros;
    }

    /** The request is over. */
    void release(int sequence) {
        int slot = sequence & mask;
        Sent sent = batchOfSlot[slot];
        batchOfSlot[slot] = null;
        sent.requests--;
        if (sent.requests == 0 && sent != open && spare.size() < KEPT_BATCHES) {
            sent.batch.reset();
            spare.push(sent);
        }
    }
}
