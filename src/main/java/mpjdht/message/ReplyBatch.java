package mpjdht.message;

/**
 * A batch of answers under construction. The header is that of a {@link RequestBatch}, with the hops of its requests.
 *
 * <p>A record is {@value #RECORD_BYTES} bytes and a value: outcome in the low byte of an int; sequence number (int); id of
 * the owner (long); value length (int).
 */
public final class ReplyBatch extends GrowingBytes {
    static final int RECORD_BYTES = 20;

    private static final byte[] NO_VALUE = {};

    private int records;
    private int hops;

    /** An empty batch. */
    public ReplyBatch() {
        reset(0);
    }

    /** Empties the batch, which from now on answers requests that were passed on {@code newHops} times. */
    public void reset(int newHops) {
        truncate(0);
        int at = extend(RequestBatch.HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), at, MessageKind.REPLIES, newHops);
        hops = newHops;
        records = 0;
    }

    /** Appends an answer without a value. */
    public void add(int outcome, int sequence, long node) {
        add(outcome, sequence, node, NO_VALUE, 0, 0);
    }

    /** Appends an answer. */
    public void add(int outcome, int sequence, long node, byte[] value, int valueOffset, int valueLength) {
        int at = extend(RECORD_BYTES + valueLength);
        byte[] to = bytes();
        Wire.putInt(to, at, outcome);
        Wire.putInt(to, at + 4, sequence);
        Wire.putLong(to, at + 8, node);
        Wire.putInt(to, at + 16, valueLength);
        System.arraycopy(value, valueOffset, to, at + RECORD_BYTES, valueLength);
        records++;
    }

    /** Number of answers in it. */
    public int records() {
        return records;
    }

    /** Hops of the requests that it answers. */
    public int hops() {
        return hops;
    }

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }
}
