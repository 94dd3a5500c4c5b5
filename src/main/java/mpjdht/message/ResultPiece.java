package mpjdht.message;

/**
 * A piece of what a client brings forth, on its way to the rank that gathers it. The header is {@value #HEADER_BYTES} bytes:
 * {@link MessageKind#RESULT_PIECE} (byte), channel (byte), two zero bytes, number of the stream (int), number of the client on
 * its rank (int). The rest is the piece, in the order in which it was written to its channel.
 */
public final class ResultPiece {
    /** Bytes of the header. */
    public static final int HEADER_BYTES = 12;
    /** Most bytes of a whole message. */
    public static final int MAX_BYTES = Sizes.BATCH_BYTES;

    /** Results of commands. */
    public static final byte RESULTS = 0;
    /** Lines of a history. */
    public static final byte HISTORY = 1;
    /** Lines for the user, in UTF-8, each with its line end. */
    public static final byte WORDS = 2;

    /** How many channels there are; they are numbered from 0. */
    public static final int CHANNELS = 3;

    private static final int CHANNEL_AT = 1;
    private static final int STREAM_AT = 4;
    private static final int CLIENT_AT = 8;

    private ResultPiece() {}

    /** Writes the header of a piece. */
    public static void writeHeader(byte[] to, int channel, int stream, int client) {
        Wire.putInt(to, 0, MessageKind.RESULT_PIECE | channel << 8);
        Wire.putInt(to, STREAM_AT, stream);
        Wire.putInt(to, CLIENT_AT, client);
    }

    /**
     * The channel of a received piece.
     *
     * @throws MalformedMessageException if it has no header, is too long, or is of no channel
     */
    public static int channel(byte[] message, int offset, int length) {
        if (length < HEADER_BYTES || length > MAX_BYTES) {
            throw new MalformedMessageException("a piece of results of " + length + " bytes");
        }
        int channel = message[offset + CHANNEL_AT];
        if (channel < 0 || channel >= CHANNELS) {
            throw new MalformedMessageException("a piece of results of channel " + channel);
        }
        return channel;
    }

    /** The stream of a received piece whose {@link #channel} has been read. */
    public static int stream(byte[] message, int offset) {
        return Wire.getInt(message, offset + STREAM_AT);
    }

    /** The client of a received piece whose {@link #channel} has been read, by its number on its rank. */
    public static int client(byte[] message, int offset) {
        return Wire.getInt(message, offset + CLIENT_AT);
    }
}
