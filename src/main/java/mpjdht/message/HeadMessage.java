package mpjdht.message;

/**
 * What other ranks ask of the head or report to it. Each message calls the method of {@link HeadHandler} that is for it, so that a role which forgets one does not compile.
 */
public sealed interface HeadMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, HeadHandler handler);

    @Override
    default byte[] encode() {
        return ControlCodec.encode(this);
    }

    /**
     * Command rank to head: a node joins.
     *
     * @param rank storage rank that will host it
     * @param id its id; without meaning unless {@code hasId}
     * @param hasId whether the command named an id; if not, the head hashes one from the rank
     */
    record AddNode(int rank, long id, boolean hasId) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onAddNode(from, this);
        }
    }

    /**
     * Command rank to head: a node leaves.
     *
     * @param id its id
     */
    record RemoveNode(long id) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onRemoveNode(from, this);
        }
    }

    /**
     * Giver to head: the whole arc is with the other node, and dropped here.
     *
     * @param keys keys in it
     * @param bytes bytes of those keys and their values
     */
    record HandedOver(long keys, long bytes) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onHandedOver(from, this);
        }
    }

    /**
     * Any rank to head: the view of this epoch is in force here.
     *
     * @param epoch number of the view
     */
    record ViewInstalled(long epoch) implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onViewInstalled(from, this);
        }
    }

    /** Command rank to head: no more commands come. */
    record Finish() implements HeadMessage {
        @Override
        public void handle(int from, HeadHandler handler) {
            handler.onFinish(from, this);
        }
    }
}
