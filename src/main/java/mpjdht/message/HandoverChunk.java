package mpjdht.message;

/**
 * A piece of an arc on its way from one node to another. The header is {@value #HEADER_BYTES} bytes: kind (byte), 1 in the
 * last chunk of the arc and else 0 (byte), two zero bytes, id of the node that takes it (long). The records are those of a
 * {@link RequestBatch}, each a PUT.
 */
public final class HandoverChunk extends GrowingBytes {
    static final int HEADER_BYTES = 12;

    private long keys;
    private long payloadBytes;

    /** Empties the chunk, which goes to the node {@code toNode}. */
    public void reset(long toNode) {
        truncate(0);
        int at = extend(HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), at, MessageKind.HANDOVER);
        Wire.putLong(bytes(), at + 4, toNode);
        keys = 0;
        payloadBytes = 0;
    }

    /** Appends a key and the value right behind it. */
    public void add(long position, int hash, byte[] from, int keyOffset, int keyLength, int valueLength) {
        int at = extend(RequestBatch.RECORD_BYTES + keyLength + valueLength);
        RequestBatch.writeRecord(bytes(), at, Operation.PUT, 0, position, hash, keyLength, valueLength);
        System.arraycopy(from, keyOffset, bytes(), at + RequestBatch.RECORD_BYTES, keyLength + valueLength);
        keys++;
        payloadBytes += keyLength + valueLength;
    }

    /** Marks the chunk as the last one of its arc. */
    public void markLast() {
        bytes()[1] = 1;
    }

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }

    /** Keys in it. */
    public long keys() {
        return keys;
    }

    /** Bytes of the keys and values in it. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Begins with the first record of a received chunk. */
    public static void open(RequestCursor cursor, byte[] message, int offset, int length) {
        cursor.openAt(message, offset, length, HEADER_BYTES);
    }

    /** Id of the node that takes a received chunk, whose header {@link #open} has checked. */
    public static long toNode(byte[] message, int offset) {
        return Wire.getLong(message, offset + 4);
    }

    /** Whether a received chunk is the last one of its arc. */
    public static boolean last(byte[] message, int offset) {
        return message[offset + 1] == 1;
    }
}
