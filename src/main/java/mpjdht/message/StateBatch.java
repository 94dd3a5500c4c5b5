package mpjdht.message;

/**
 * Keys with their states, as one replica has them and tells another under eventual consistency, under construction. The header is
 * {@value #HEADER_BYTES} bytes: kind (byte) and three zero bytes; number of the batch (int); clock of the sender (long); what it belongs to
 * (long).
 *
 * <p>A record is that of a {@link RequestBatch}, each a PUT, whose value is the state.
 */
public final class StateBatch extends GrowingBytes {
    static final int HEADER_BYTES = RequestBatch.HEADER_BYTES + Long.BYTES;

    private static final int NUMBER_AT = 4;
    private static final int CLOCK_AT = 8;
    private static final int PURPOSE_AT = 16;

    private int records;

    /**
     * An empty batch.
     *
     * @param kind {@link MessageKind#SPREAD}, {@link MessageKind#DIFFERENCES}, {@link MessageKind#GRAVES} or
     *     {@link MessageKind#FETCHED}
     */
    public StateBatch(byte kind) {
        extend(HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), 0, kind);
    }

    /** Empties the batch. */
    public void reset() {
        truncate(HEADER_BYTES);
        records = 0;
    }

    /**
     * Says which batch it is.
     *
     * @param number that its receiver confirms
     * @param clock of the sender
     * @param purpose life of the sender, or the session to which it belongs
     */
    public void address(int number, long clock, long purpose) {
        Wire.putInt(bytes(), NUMBER_AT, number);
        Wire.putLong(bytes(), CLOCK_AT, clock);
        Wire.putLong(bytes(), PURPOSE_AT, purpose);
    }

    /**
     * The number of a received batch.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static int number(byte[] message, int offset, int length) {
        requireHeader(length);
        return Wire.getInt(message, offset + NUMBER_AT);
    }

    /**
     * The clock of the sender of a received batch.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static long clock(byte[] message, int offset, int length) {
        requireHeader(length);
        return Wire.getLong(message, offset + CLOCK_AT);
    }

    /**
     * What a received batch belongs to.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static long purpose(byte[] message, int offset, int length) {
        requireHeader(length);
        return Wire.getLong(message, offset + PURPOSE_AT);
    }

    private static void requireHeader(int length) {
        if (length < HEADER_BYTES) {
            throw new MalformedMessageException("a batch of " + length + " bytes has no header");
        }
    }

    /** Appends a key and the state right behind it. */
    public void add(int hash, long position, byte[] from, int keyOffset, int keyLength, int stateLength) {
        add(0, hash, position, from, keyOffset, keyLength, stateLength);
    }

    /**
     * Appends a key and the state right behind it.
     *
     * @param read number of the read that it answers
     * @param stateLength 0 when nothing is known of the key
     */
    public void add(int read, int hash, long position, byte[] from, int keyOffset, int keyLength, int stateLength) {
        int at = extend(RequestBatch.RECORD_BYTES + keyLength + stateLength);
        RequestBatch.writeRecord(bytes(), at, Operation.PUT, read, position, hash, keyLength, stateLength);
        System.arraycopy(from, keyOffset, bytes(), at + RequestBatch.RECORD_BYTES, keyLength + stateLength);
        records++;
    }

    /** Number of keys in it. */
    public int records() {
        return records;
    }

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }

    /** Whether it has to be sent before a key with a state of this length is appended. */
    public boolean hasNoRoomFor(int keyLength, int stateLength) {
        return records > 0 && length() + RequestBatch.RECORD_BYTES + keyLength + stateLength > Sizes.BATCH_BYTES;
    }
}
