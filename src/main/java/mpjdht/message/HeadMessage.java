package mpjdht.message;

/**
 * What other ranks ask of the head or report to it. Each message calls the method of {@link HeadHandler} that
 * is for it, so that whoever forgets one does not compile.
 */
public sealed interface HeadMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, HeadHandler handler);

    /**
     * A client to the head: a node joins. Answer: {@link ClientMessage.MembershipChanged}.
     *
     * @param client number of the client on its rank
     * @param rank storage rank that will host the node
     * @param id its id; without meaning unless {@code hasId}
     * @param hasId whether the command named an id; if not, the head hashes one from the rank
     */
    record AddNode(int client, int rank, long id, boolean hasId) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onAddNode(from, this);
        }
    }

    /**
     * A client to the head: a node leaves. Answer: {@link ClientMessage.MembershipChanged}.
     *
     * @param client number of the client on its rank
     * @param id id of the node
     */
    record RemoveNode(int client, long id) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onRemoveNode(from, this);
        }
    }

    /**
     * A storage rank to the head: the pointers of its node that was to join or leave are settled.
     *
     * @param id id of the node
     */
    record PointersSettled(long id) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onPointersSettled(from, this);
        }
    }

    /**
     * Giver to head: the whole arc is with the other node.
     *
     * @param change number of the change of the ring
     * @param keys keys in it
     * @param bytes bytes of those keys and their values
     */
    record HandedOver(long change, long keys, long bytes) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onHandedOver(from, this);
        }
    }

    /**
     * Any rank to head: this rank and all of its clients go by the view of this epoch, and nothing that they sent by an older one is
     * under way.
     *
     * @param epoch number of the view
     */
    record ViewInstalled(long epoch) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onViewInstalled(from, this);
        }
    }

    /** A client to the head: no more commands come from it, and its results are out. */
    record Finish() implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onFinish(from, this);
        }
    }

    /**
     * A storage rank to the head: its replica of a region has all that the last replica that serves has.
     *
     * @param epoch of the configuration that asked for it
     * @param last last position of the region
     * @param keys keys that were copied
     * @param bytes bytes of those keys and their values
     */
    record Filled(long epoch, long last, long keys, long bytes) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onFilled(from, this);
        }
    }

    /**
     * The last replica of a region that is closed to the head: all replicas of the region have the same now.
     *
     * @param epoch of the configuration that closed it
     * @param last last position of the region
     */
    record Drained(long epoch, long last) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onDrained(from, this);
        }
    }

    /**
     * A storage rank to the head: it is alive. Answer: {@link ChainMessage.Heard}.
     *
     * @param life how often the rank has begun anew
     * @param sentMicros time of the rank at which it says so
     * @param stopped whether it has stopped, because it did not hear for long that it was heard
     */
    record Heartbeat(int life, long sentMicros, boolean stopped) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onHeartbeat(from, this);
        }
    }

    /**
     * A storage rank to the head: somebody behind me in a chain has not answered for the time-out.
     *
     * @param epoch of the configuration in force
     * @param rank the other
     */
    record Unreachable(long epoch, int rank) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onUnreachable(from, this);
        }
    }

    /**
     * A client to the head: tell me when a rank that has begun anew has all copies that belong there. Answer:
     * {@link ClientMessage.MembershipChanged}, with what was copied for it.
     *
     * @param client number of the client on its rank
     * @param rank the storage rank
     * @param life how often it has begun anew
     */
    record AwaitReturn(int client, int rank, int life) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onAwaitReturn(from, this);
        }
    }
}
