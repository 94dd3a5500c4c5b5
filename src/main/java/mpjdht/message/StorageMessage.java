package mpjdht.message;

/**
 * What storage ranks are told, by the head, the command rank and each other. Each message calls the method of {@link StorageHandler} that is for it, so that a role which forgets one does not compile.
 */
public sealed interface StorageMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, StorageHandler handler);

    @Override
    default byte[] encode() {
        return ControlCodec.encode(this);
    }

    /**
     * Head to a storage rank: copy an arc of one of your nodes to another node, and drop it once that has it.
     *
     * @param fromNode id of the node that gives
     * @param after end of the arc that is not in it
     * @param last end of the arc that is in it
     * @param toNode id of the node that takes
     * @param toRank rank that hosts it
     */
    record HandOver(long fromNode, long after, long last, long toNode, int toRank) implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onHandOver(from, this);
        }
    }

    /**
     * Taker to giver: a {@link HandoverChunk} is stored.
     *
     * @param toNode id of the node that took it
     */
    record ChunkTaken(long toNode) implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onChunkTaken(from, this);
        }
    }

    /**
     * Command rank to a storage rank: answers have left the command rank, so more may be sent.
     *
     * @param bytes bytes of the answers, as they count against the credit
     */
    record Credit(long bytes) implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onCredit(from, this);
        }
    }

    /**
     * Command rank to a storage rank that has no credit: this command is the oldest without a result, so answer it without.
     *
     * @param sequence low 32 bits of the command's number
     */
    record Due(int sequence) implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onDue(from, this);
        }
    }

    /**
     * Head to a storage rank: a node of yours joins the circle by the Chord protocol.
     *
     * @param id its id
     * @param memberId id of any node that is on the circle
     * @param memberRank rank that hosts that node
     */
    record JoinRing(long id, long memberId, int memberRank) implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onJoinRing(from, this);
        }
    }

    /**
     * Head to a storage rank: a node of yours leaves the circle by the Chord protocol.
     *
     * @param id its id
     */
    record LeaveRing(long id) implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onLeaveRing(from, this);
        }
    }

    /** Command rank to every storage rank: tell of the nodes that you host. Answer: {@link CommandMessage.RingPart}. */
    record DescribeRing() implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onDescribeRing(from, this);
        }
    }

    /**
     * Command rank to a storage rank: tell of a node that you host. Answer: {@link CommandMessage.NodeDescribed}.
     *
     * @param id its id
     */
    record DescribeNode(long id) implements StorageMessage {
        @Override
        public void handle(int from, StorageHandler handler) {
            handler.onDescribeNode(from, this);
        }
    }
}
