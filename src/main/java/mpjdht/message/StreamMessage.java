package mpjdht.message;

/** What a client is told whose results go to another rank. */
public sealed interface StreamMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, StreamHandler handler);

    /** Number of the client on its rank. */
    int client();

    /**
     * Where its results go is open: the client begins.
     *
     * @param client number of the client on its rank
     * @param runs whether it runs its commands; if not, it has none
     */
    record Begin(int client, boolean runs) implements StreamMessage {
        @Override
        public void handle(int from, StreamHandler handler) {
            handler.onBegin(from, this);
        }
    }

    /**
     * A {@link ResultPiece} is out of the way, so more may be sent.
     *
     * @param client number of the client on its rank
     * @param bytes length of the piece
     */
    record PieceTaken(int client, int bytes) implements StreamMessage {
        @Override
        public void handle(int from, StreamHandler handler) {
            handler.onPieceTaken(from, this);
        }
    }
}
