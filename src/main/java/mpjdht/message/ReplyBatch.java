package mpjdht.message;

/**
 * A batch of answers to one client, under construction. The header is {@value #HEADER_BYTES} bytes: kind (byte) and three
 * zero bytes, number of the client on its rank (int), epoch of the configuration in which they were given (long), 0 on a grid that
 * keeps no copies.
 *
 * <p>A record is {@value #RECORD_BYTES} bytes and a value: outcome in the low byte and hops of the request in the other three
 * of an int; sequence number (int); id of the owner (long); value length (int).
 */
public final class ReplyBatch extends GrowingBytes {
    /** Most hops that an answer can tell. */
    public static final int MAX_HOPS = (1 << 24) - 1;

    static final int HEADER_BYTES = 16;

    private static final int EPOCH_AT = 8;
    static final int RECORD_BYTES = 20;

    private static final byte[] NO_VALUE = {};

    private int records;

    /**
     * An empty batch.
     *
     * @param client number of the client on its rank
     */
    public ReplyBatch(int client) {
        extend(HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), 0, MessageKind.REPLIES);
        Wire.putInt(bytes(), 4, client);
    }

    /** Empties the batch. */
    public void reset() {
        truncate(HEADER_BYTES);
        records = 0;
    }

    /**
     * The client for which a received batch is.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static int client(byte[] message, int offset, int length) {
        requireHeader(length);
        return Wire.getInt(message, offset + 4);
    }

    /** Says in which configuration these answers are given. */
    public void address(long epoch) {
        Wire.putLong(bytes(), EPOCH_AT, epoch);
    }

    /**
     * The epoch of the configuration in which the answers of a received batch were given.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static long epoch(byte[] message, int offset, int length) {
        requireHeader(length);
        return Wire.getLong(message, offset + EPOCH_AT);
    }

    private static void requireHeader(int length) {
        if (length < HEADER_BYTES) {
            throw new MalformedMessageException("a batch of " + length + " bytes has no header");
        }
    }

    /** Appends an answer without a value. */
    public void add(int outcome, int hops, int sequence, long node) {
        add(outcome, hops, sequence, node, NO_VALUE, 0, 0);
    }

    /**
     * Appends an answer.
     *
     * @param hops messages that the request took from the head to the owner, at most {@value #MAX_HOPS}
     */
    public void add(int outcome, int hops, int sequence, long node, byte[] value, int valueOffset, int valueLength) {
        int at = extend(RECORD_BYTES + valueLength);
        byte[] to = bytes();
        Wire.putInt(to, at, outcome | hops << 8);
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

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }
}
