package mpjdht.message;

/**
 * What the head tells every other rank. Each message calls the method of {@link BroadcastHandler} that is for it, so that a role which forgets one does not compile.
 */
public sealed interface BroadcastMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, BroadcastHandler handler);

    @Override
    default byte[] encode() {
        return ControlCodec.encode(this);
    }

    /**
     * Head to every other rank: the ring of this epoch has one node more.
     *
     * @param epoch number of the new view
     * @param id id of the new node
     * @param rank rank that hosts it
     */
    record NodeJoined(long epoch, long id, int rank) implements BroadcastMessage {
        @Override
        public void handle(int from, BroadcastHandler handler) {
            handler.onNodeJoined(from, this);
        }
    }

    /**
     * Head to every other rank: the ring of this epoch has one node less.
     *
     * @param epoch number of the new view
     * @param id id of the node that left
     */
    record NodeLeft(long epoch, long id) implements BroadcastMessage {
        @Override
        public void handle(int from, BroadcastHandler handler) {
            handler.onNodeLeft(from, this);
        }
    }

    /** Head to every other rank: the job is over. */
    record Shutdown() implements BroadcastMessage {
        @Override
        public void handle(int from, BroadcastHandler handler) {
            handler.onShutdown(from, this);
        }
    }
}
