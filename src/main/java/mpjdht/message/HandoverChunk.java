package mpjdht.message;

/**
 * A piece of an arc on its way from one node to another. The header is {@value #HEADER_BYTES} bytes: kind (byte), 1 in the
 * last chunk of a segment and else 0 (byte), two zero bytes, number of the chunk in its change (int), number of the change of
 * the ring to which it belongs (long), id of the node that takes it (long). The records are those of a {@link RequestBatch},
 * each a PUT.
 */
public final class HandoverChunk extends KeyChunk {
    static final int HEADER_BYTES = 24;

    /**
     * Empties the chunk.
     *
     * @param change number of the change of the ring
     * @param chunk number of the chunk in it, from 0
     * @param toNode node that takes it
     */
    public void reset(long change, int chunk, long toNode) {
        begin(MessageKind.HANDOVER, HEADER_BYTES);
        Wire.putInt(bytes(), 4, chunk);
        Wire.putLong(bytes(), 8, change);
        Wire.putLong(bytes(), 16, toNode);
    }

    /** Begins with the first record of a received chunk. */
    public static void open(RequestCursor cursor, byte[] message, int offset, int length) {
        cursor.openAt(message, offset, length, HEADER_BYTES);
    }

    /** Number of a received chunk, whose header {@link #open} has checked. */
    public static int chunk(byte[] message, int offset) {
        return Wire.getInt(message, offset + 4);
    }

    /** The change of the ring to which a received chunk belongs. */
    public static long change(byte[] message, int offset) {
        return Wire.getLong(message, offset + 8);
    }

    /** Id of the node that takes a received chunk. */
    public static long toNode(byte[] message, int offset) {
        return Wire.getLong(message, offset + 16);
    }
}
