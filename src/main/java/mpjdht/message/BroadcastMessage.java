package mpjdht.message;

/**
 * What the head tells every other rank. Each message calls the method of {@link BroadcastHandler} that
 * is for it, so that whoever forgets one does not compile.
 */
public sealed interface BroadcastMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, BroadcastHandler handler);

    /**
     * The ring of this epoch has one node more. Answer: {@link HeadMessage.ViewInstalled}.
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
     * The ring of this epoch has one node less. Answer: {@link HeadMessage.ViewInstalled}.
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

    /**
     * Nothing goes by the view of this epoch any more.
     *
     * @param epoch number of the old view
     * @param change the change of the ring that ended it
     * @param settledChange every change of the ring up to this number is over
     */
    record ViewRetired(long epoch, long change, long settledChange) implements BroadcastMessage {
        @Override
        public void handle(int from, BroadcastHandler handler) {
            handler.onViewRetired(from, this);
        }
    }

    /**
     * Copies that had been lost have been made again, and every copy is where it should be.
     *
     * @param keys keys that were copied since the last such message
     * @param bytes their keys and values
     */
    record CopiesMade(long keys, long bytes) implements BroadcastMessage {
        /** None. */
        public static final CopiesMade NONE = new CopiesMade(0, 0);

        /** These and others. */
        public CopiesMade and(CopiesMade others) {
            return new CopiesMade(keys + others.keys, bytes + others.bytes);
        }

        @Override
        public void handle(int from, BroadcastHandler handler) {
            handler.onCopiesMade(from, this);
        }
    }

    /** The job is over. */
    record Shutdown() implements BroadcastMessage {
        @Override
        public void handle(int from, BroadcastHandler handler) {
            handler.onShutdown(from, this);
        }
    }
}
