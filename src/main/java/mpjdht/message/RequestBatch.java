package mpjdht.message;

/**
 * A batch of requests under construction. The header is {@value #HEADER_BYTES} bytes: kind (byte) and three zero bytes.
 *
 * <p>A record is {@value #RECORD_BYTES} bytes, key, value: operation in the low byte and key length minus one in the next
 * two of an int; sequence number (int, wraps); position (long); hash (int); value length (int, 0 for GET and DELETE).
 */
public final class RequestBatch extends GrowingBytes {
    static final int HEADER_BYTES = 4;
    static final int RECORD_BYTES = 24;

    private int records;

    /** An empty batch. */
    public RequestBatch() {
        reset();
    }

    /** Empties the batch. */
    public void reset() {
        truncate(0);
        int at = extend(HEADER_BYTES);
        writeHeader(bytes(), at, MessageKind.REQUESTS);
        records = 0;
    }

    /** Appends a request. */
    public void add(
            int operation,
            int sequence,
            long position,
            int hash,
            byte[] key,
            int keyOffset,
            int keyLength,
            byte[] value,
            int valueOffset,
            int valueLength) {
        int at = extend(RECORD_BYTES + keyLength + valueLength);
        byte[] to = bytes();
        writeRecord(to, at, operation, sequence, position, hash, keyLength, valueLength);
        System.arraycopy(key, keyOffset, to, at + RECORD_BYTES, keyLength);
        System.arraycopy(value, valueOffset, to, at + RECORD_BYTES + keyLength, valueLength);
        records++;
    }

    /** Appends records that lie one behind another in another batch. */
    public void addAll(byte[] from, int offset, int length, int count) {
        int at = extend(length);
        System.arraycopy(from, offset, bytes(), at, length);
        records += count;
    }

    /** Number of requests in it. */
    public int records() {
        return records;
    }

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }

    static void writeHeader(byte[] to, int at, byte kind) {
        Wire.putInt(to, at, kind);
    }

    static void writeRecord(
            byte[] to, int at, int operation, int sequence, long position, int hash, int keyLength, int valueLength) {
        Wire.putInt(to, at, operation | (keyLength - 1) << 8);
        Wire.putInt(to, at + 4, sequence);
        Wire.putLong(to, at + 8, position);
        Wire.putInt(to, at + 16, hash);
        Wire.putInt(to, at + 20, valueLength);
    }
}
