package mpjdht.node.client;

import java.util.ArrayDeque;
import mpjdht.message.ReplyCursor;

/**
 * Answers that have come and are not used up: a slot for each, found by its sequence number, names the batch and the offset in
 * it. A batch is kept until its last answer has been used.
 */
final class ReplyBoard {
    private static final int KEPT_BYTES = 1 << 18;
    private static final int KEPT_BATCHES = 64;

    /** A copy of a batch of answers. */
    private static final class Received {
        byte[] bytes = new byte[0];
        int rank;
        int waiting;
        long cameMicros;
    }

    private final int mask;
    private final Received[] batchOfSlot;
    private final int[] offsetOfSlot;
    private final ArrayDeque<Received> spare = new ArrayDeque<>();
    private final ReplyCursor arriving;
    private final ReplyCursor ahead;
    private final ReplyCursor reply;
    private Received batch;

    /**
     * An empty board.
     *
     * @param slots how many consecutive numbers may be in use, a power of two
     * @param versionBytes length of the version behind the value of each answer
     */
    ReplyBoard(int slots, int versionBytes) {
        this.arriving = new ReplyCursor(versionBytes);
        this.ahead = new ReplyCursor(versionBytes);
        this.reply = new ReplyCursor(versionBytes);
        this.mask = slots - 1;
        this.batchOfSlot = new Received[slots];
        this.offsetOfSlot = new int[slots];
    }

    /** Begins with a batch of answers of a rank, which comes now; {@link #next} takes them one by one. */
    void open(long nowMicros, int rank, byte[] bytes, int offset, int length) {
        batch = spare.isEmpty() ? new Received() : spare.poll();
        if (batch.bytes.length < length) {
            batch.bytes =
                    new byte[length > KEPT_BYTES ? length : Math.max(256, Integer.highestOneBit(length - 1) << 1)];
        }
        System.arraycopy(bytes, offset, batch.bytes, 0, length);
        batch.rank = rank;
        batch.cameMicros = nowMicros;
        arriving.open(batch.bytes, 0, length);
        ahead.open(batch.bytes, 0, length);
    }

    /** Reads the answers of the batch ahead of {@link #next}. */
    ReplyCursor ahead() {
        return ahead;
    }

    /** Moves on to the next answer of the batch; false when there is none. */
    boolean next() {
        return arriving.next();
    }

    /** Number of the request that it answers. */
    int sequence() {
        return arriving.sequence();
    }

    /** The answer itself; to be read before the next one is. */
    ReplyCursor arriving() {
        return arriving;
    }

    /** Keeps the answer, of a request that has none. */
    void keep() {
        int slot = arriving.sequence() & mask;
        batchOfSlot[slot] = batch;
        offsetOfSlot[slot] = arriving.recordOffset();
        batch.waiting++;
    }

    /** Whether the answer to the request of that number is here. */
    boolean has(int sequence) {
        return batchOfSlot[sequence & mask] != null;
    }

    /** The answer to the request of that number, which is here; to be used before the next one is asked for. */
    ReplyCursor reply(int sequence) {
        int slot = sequence & mask;
        reply.seek(batchOfSlot[slot].bytes, offsetOfSlot[slot]);
        return reply;
    }

    /** The rank that gave it. */
    int rank(int sequence) {
        return batchOfSlot[sequence & mask].rank;
    }

    /** When it came. */
    long cameMicros(int sequence) {
        return batchOfSlot[sequence & mask].cameMicros;
    }

    /** Forgets an answer. */
    void release(int sequence) {
        int slot = sequence & mask;
        Received used = batchOfSlot[slot];
        batchOfSlot[slot] = null;
        used.waiting--;
        if (used.waiting == 0 && used.bytes.length <= KEPT_BYTES && spare.size() < KEPT_BATCHES) {
            spare.push(used);
        }
    }
}
