package mpjdht.message;

/**
 * A piece of an arc on its way from one Chord node to another, answered by {@link ChordMessage.ChunkStored}. The header is
 * {@value #HEADER_BYTES} bytes: kind (byte), 1 in the last chunk of the arc and else 0 (byte), two zero bytes, id of the node
 * that gives (long) and of the node that takes (long), the arc's ends (two longs), number of the transfer (long), number of
 * the chunk in it from 0 (int), token of the answer (long), epoch of the ring (long). The records are those of a {@link RequestBatch}, each a PUT.
 */
public final class TransferChunk extends KeyChunk {
    static final int HEADER_BYTES = 64;

    /**
     * Empties the chunk.
     *
     * @param giver id of the node that gives
     * @param taker id of the node that takes
     * @param after end of the arc that is not in it
     * @param last end of the arc that is in it
     * @param transfer number of the transfer, different for all of the giver
     * @param chunk number of the chunk, from 0
     * @param epoch epoch of the ring that the giver knows
     */
    public void reset(long giver, long taker, long after, long last, long transfer, int chunk, long epoch) {
        begin(MessageKind.TRANSFER, HEADER_BYTES);
        Wire.putLong(bytes(), 4, giver);
        Wire.putLong(bytes(), 12, taker);
        Wire.putLong(bytes(), 20, after);
        Wire.putLong(bytes(), 28, last);
        Wire.putLong(bytes(), 36, transfer);
        Wire.putInt(bytes(), 44, chunk);
        Wire.putLong(bytes(), 56, epoch);
        address(0);
    }

    /** Sets the token of the answer. */
    public void address(long token) {
        Wire.putLong(bytes(), 48, token);
    }

    /**
     * Checks that a received chunk is long enough for its header.
     *
     * @throws MalformedMessageException if it is not
     */
    public static void check(int length) {
        if (length < HEADER_BYTES) {
            throw new MalformedMessageException("a chunk of " + length + " bytes has no header");
        }
    }

    /** Begins with the first record of a received chunk. */
    public static void open(RequestCursor cursor, byte[] message, int offset, int length) {
        cursor.openAt(message, offset, length, HEADER_BYTES);
    }

    /** Id of the node that gives a received chunk, whose length {@link #check} has found enough. */
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

    /** Epoch of the ring in which it was sent. */
    public static long epoch(byte[] message, int offset) {
        return Wire.getLong(message, offset + 56);
    }
}
