package mpjdht.message;

/**
 * How keys move between the nodes of storage ranks. Each message calls the method of {@link MoveHandler} that
 * is for it, so that whoever forgets one does not compile.
 */
public sealed interface MoveMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, MoveHandler handler);

    /**
     * Head to a storage rank: hand an arc of one of your nodes over to another node. Answer: {@link HeadMessage.HandedOver}.
     *
     * @param change number of the change of the ring; grows by one with every change
     * @param fromNode id of the node that gives
     * @param after end of the arc that is not in it
     * @param last end of the arc that is in it
     * @param toNode id of the node that takes
     * @param toRank rank that hosts it
     */
    record HandOver(long change, long fromNode, long after, long last, long toNode, int toRank) implements MoveMessage {
        @Override
        public void handle(int from, MoveHandler handler) {
            handler.onHandOver(from, this);
        }
    }

    /**
     * Taker to giver: a {@link HandoverChunk} is stored, and all before it.
     *
     * @param change number of the change of the ring
     * @param chunk number of the chunk in it
     */
    record ChunkTaken(long change, int chunk) implements MoveMessage {
        @Override
        public void handle(int from, MoveHandler handler) {
            handler.onChunkTaken(from, this);
        }
    }
}
