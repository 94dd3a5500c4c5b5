package mpjdht.message;

import mpjdht.ring.Arc;

/**
 * An arc is offered, or a piece of it is on its way, from one Chord node to another; both are answered by {@link
 * ChordMessage.ChunkStored}. The header is {@value #HEADER_BYTES} bytes: kind (byte), 1 in the last chunk of the arc and else
 * 0 (byte), 1 if all of the arc was handed over to who gives it and else 0 (byte), a zero byte, id of the node that gives
 * (long) and of the node that takes (long), the arc's ends (two longs), rank of the node at its first end (int), number of the
 * chunk (int), 0 being the offer, ticket of the transfer, 0 in the offer (long), token of the answer (long), epoch of the ring
 * (long). The records are those of a {@link RequestBatch}, each a PUT.
 */
public final class TransferChunk extends KeyChunk {
    static final int HEADER_BYTES = 68;

    /**
     * Empties the chunk, and makes it an offer.
     *
     * @param giver id of the node that gives
     * @param taker id of the node that takes
     * @param arc what is given
     * @param afterRank rank of the node behind which the arc begins
     * @param sure whether all of the arc was handed over to who gives it now
     * @param epoch epoch of the ring that the giver knows
     */
    public void reset(long giver, long taker, Arc arc, int afterRank, boolean sure, long epoch) {
        begin(MessageKind.TRANSFER, HEADER_BYTES);
        bytes()[2] = (byte) (sure ? 1 : 0);
        Wire.putLong(bytes(), 4, giver);
        Wire.putLong(bytes(), 12, taker);
        Wire.putLong(bytes(), 20, arc.after());
        Wire.putLong(bytes(), 28, arc.last());
        Wire.putInt(bytes(), 36, afterRank);
        Wire.putLong(bytes(), 60, epoch);
        number(0, 0);
        address(0);
    }

    /**
     * Makes it a chunk of a transfer.
     *
     * @param ticket of the transfer
     * @param chunk number of the chunk, from 1
     */
    public void number(long ticket, int chunk) {
        Wire.putInt(bytes(), 40, chunk);
        Wire.putLong(bytes(), 44, ticket);
    }

    /** Sets the token of the answer. */
    public void address(long token) {
        Wire.putLong(bytes(), 52, token);
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

    /** Rank of the node at the end of the arc that is not in it. */
    public static int afterRank(byte[] message, int offset) {
        return Wire.getInt(message, offset + 36);
    }

    /** Whether all of the arc was handed over to who gives it. */
    public static boolean sure(byte[] message, int offset) {
        return message[offset + 2] == 1;
    }

    /** Number of the chunk in its transfer; 0 for the offer. */
    public static int chunk(byte[] message, int offset) {
        return Wire.getInt(message, offset + 40);
    }

    /** Ticket of the transfer. */
    public static long ticket(byte[] message, int offset) {
        return Wire.getLong(message, offset + 44);
    }

    /** Token of the answer. */
    public static long token(byte[] message, int offset) {
        return Wire.getLong(message, offset + 52);
    }

    /** Epoch of the ring in which it was sent. */
    public static long epoch(byte[] message, int offset) {
        return Wire.getLong(message, offset + 60);
    }
}
