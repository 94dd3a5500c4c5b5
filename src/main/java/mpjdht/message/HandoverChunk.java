package mpjdht.message;

/**
 * A piece of an arc on its way from one node to another. The header is {@value #HEADER_BYTES} bytes: kind (byte), 1 in the
 * last chunk of the arc and else 0 (byte), two zero bytes, id of the node that takes it (long). The records are those of a
 * {@link RequestBatch}, each a PUT.
 */
public final class HandoverChunk extends KeyChunk {
    static final int HEADER_BYTES = 12;

    /** Empties the chunk, which goes to the node {@code toNode}. */
    public void reset(long toNode) {
        begin(MessageKind.HANDOVER, HEADER_BYTES);
        Wire.putLong(bytes(), 4, toNode);
    }

    /** Begins with the first record of a received chunk. */
    public static void open(RequestCursor cursor, byte[] message, int offset, int length) {
        cursor.openAt(message, offset, length, HEADER_BYTES);
    }

    /** Id of the node that takes a received chunk, whose header {@link #open} has checked. */
    public static long toNode(byte[] message, int offset) {
        return Wire.getLong(message, offset + 4);
    }
}
