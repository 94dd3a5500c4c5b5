package mpjdht.message;

/**
 * A piece of an arc on its way from one Chord node to another, answered by {@link ChordMessage.ChunkStored}. The header is
 * {@value #HEADER_BYTES} bytes: kind (byte), 1 in the last chunk of the arc and else 0 (byte), two zero bytes, id of the node
 * that gives (long) and of the node that takes (long), the arc's ends (two longs), number of the transfer (long), number of
 * the chunk in it from 0 (int), token of the answer (long). The records are those of a {@link RequestBatch}, each a PUT.
 */
public final class TransferChunk extends GrowingBytes {
    static final int HEADER_BYTES = 56;

    private long keys;
    private long payloadBytes;

    /**
     * Empties the chunk.
     *
     * @param giver id of the node that gives
     * @param taker id of the node that takes
     * @param after end of the arc that is not in it
     * @param last end of the arc that is in it
     * @param transfer number of the transfer, different for all of the giver
     * @param chunk number of the chunk, from 0
     * @param token token of the answer
     */
    public void reset(long giver, long taker, long after, long last, long transfer, int chunk, long token) {
        truncate(0);
        int at = extend(HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), at, MessageKind.TRANSFER);
        Wire.putLong(bytes(), at + 4, giver);
        Wire.putLong(bytes(), at + 12, taker);
        Wire.putLong(bytes(), at + 20, after);
        Wire.putLong(bytes(), at + 28, last);
        Wire.putLong(bytes(), at + 36, transfer);
        Wire.putInt(bytes(), at + 44, chunk);
        Wire.putLong(bytes(), at + 48, token);
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

    /** Id of the node that gives a received chunk, whose header {@link #open} has checked. */
    public static long giver(byte[] message, int offset) {
        return Wire.getLong(message, offset + 4);
    }

    /** Id of the node that takes it. */
    public static long taker(byte[] message, int offset) {
        return Wire.getLong(message, offset + 12);
    }

    /** End of the arc that is not in it. */
    public static long after(byte[] message, int offset) {
        return Wire.getLong(message, offset + 20);
    }

    /** End of the arc that is in it. */
    public static long lastPosition(byte[] message, int offset) {
        return Wire.getLong(message, offset + 28);
    }

    /** Number of the transfer. */
    public static long transfer(byte[] message, int offset) {
        return Wire.getLong(message, offset + 36);
    }

    /** Number of the chunk in its transfer. */
    public static int chunk(byte[] message, int offset) {
        return Wire.getInt(message, offset + 44);
    }

    /** Token of the answer. */
    public static long token(byte[] message, int offset) {
        return Wire.getLong(message, offset + 48);
    }

    /** Whether a received chunk is the last one of its arc. */
    public static boolean last(byte[] message, int offset) {
        return message[offset + 1] == 1;
    }
}
