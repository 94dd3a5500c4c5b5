package mpjdht.node.client;

import java.util.ArrayDeque;
import mpjdht.message.ReplyCursor;
import mpjdht.node.ProtocolException;

/**
 * Answers that wait for their turn: a slot for every command in flight, found by its sequence number, names the batch and
 * the place in it. A batch is kept until its last answer has been given out.
 */
final class ReplyBoard {
    private static final int KEPT_BYTES = 1 << 18;
    private static final int KEPT_BATCHES = 64;

    /** A copy of a batch of answers. */
    private static final class Received {
        byte[] bytes = new byte[0];
        int rank;
        int waiting;
    }

    private final int mask;
    private final Received[] batchOfSlot;
    private final int[] offsetOfSlot;
    private final ArrayDeque<Received> spare = new ArrayDeque<>();
    private final ReplyCursor cursor = new ReplyCursor();
    private Received current;

    /**
     * An empty board.
     *
     * @param window most commands in flight, at least 1
     */
    ReplyBoard(int window) {
        int slots = window == 1 ? 1 : Integer.highestOneBit(window - 1) << 1;
        this.mask = slots - 1;
        this.batchOfSlot = new Received[slots];
        this.offsetOfSlot = new int[slots];
    }

    /**
     * Takes a batch of answers of a rank.
     *
     * @param oldest the oldest command in flight
     * @param next the command after the youngest in flight
     */
    void add(int rank, byte[] bytes, int offset, int length, int oldest, int next) {
        Received batch = spare.isEmpty() ? new Received() : spare.poll();
        if (batch.bytes.length < length) {
            batch.bytes =
                    new byte[length > KEPT_BYTES ? length : Math.max(256, Integer.highestOneBit(length - 1) << 1)];
        }
        System.arraycopy(bytes, offset, batch.bytes, 0, length);
        batch.rank = rank;
        cursor.open(batch.bytes, 0, length);
        while (cursor.next()) {
            int sequence = cursor.sequence();
            int slot = sequence & mask;
            if (batchOfSlot[slot] != null || sequence - oldest < 0 || sequence - next >= 0) {
                throw new ProtocolException(
                        "rank " + rank + " answered command " + sequence + ", which does not wait for an answer");
            }
            batchOfSlot[slot] = batch;
            offsetOfSlot[slot] = cursor.recordOffset();
            batch.waiting++;
        }
    }

    /** Whether the answer of a command is here. */
    boolean has(int sequence) {
        return batchOfSlot[sequence & mask] != null;
    }

    /** Stands on the answer of a command, which is here; {@link #reply} and {@link #rank} tell of it. */
    void open(int sequence) {
        int slot = sequence & mask;
        current = batchOfSlot[slot];
        cursor.seek(current.bytes, offsetOfSlot[slot]);
        batchOfSlot[slot] = null;
    }

    ReplyCursor reply() {
        return cursor;
    }

    int rank() {
        return current.rank;
    }

    /** Forgets the answer that was opened last. */
    void release() {
        current.waiting--;
        if (current.waiting == 0 && current.bytes.length <= KEPT_BYTES && spare.size() < KEPT_BATCHES) {
            spare.push(current);
        }
    }
}
