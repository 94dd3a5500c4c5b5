package mpjdht.message;

import java.util.List;
import mpjdht.ring.NodeRef;

/**
 * What the command rank is told, by the head and the storage ranks. Each message calls the method of {@link CommandHandler} that is for it, so that a role which forgets one does not compile.
 */
public sealed interface CommandMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, CommandHandler handler);

    @Override
    default byte[] encode() {
        return ControlCodec.encode(this);
    }

    /**
     * Head to command rank: what became of the {@link AddNode} or {@link RemoveNode}.
     *
     * @param outcome whether it is done, or why not
     * @param id id of the node that joined or left, or was to
     * @param successor id of the node that gave its keys to it or took them from it
     * @param keysMoved keys of the arc that changed its owner
     * @param bytesMoved bytes of those keys and their values
     */
    record MembershipChanged(MembershipOutcome outcome, long id, long successor, long keysMoved, long bytesMoved)
            implements CommandMessage {
        @Override
        public void handle(int from, CommandHandler handler) {
            handler.onMembershipChanged(from, this);
        }
    }

    /**
     * Storage rank to command rank: some of the nodes that it hosts; answers {@link StorageMessage.DescribeRing}.
     *
     * @param last whether these are the last of that rank
     * @param nodes at most {@link #MAX_NODES}
     */
    record RingPart(boolean last, List<NodeLoad> nodes) implements CommandMessage {
        /** Most nodes in one message. */
        public static final int MAX_NODES = 1024;

        @Override
        public void handle(int from, CommandHandler handler) {
            handler.onRingPart(from, this);
        }
    }

    /**
     * Storage rank to command rank: one node that it hosts; answers {@link StorageMessage.DescribeNode}.
     *
     * @param node the node and what it holds
     * @param predecessor the node before it on the circle, or none where it knows none
     * @param successors its successor list, nearest first; empty where the routing keeps none
     * @param fingers its finger table, by index; empty where the routing keeps none
     */
    record NodeDescribed(NodeLoad node, List<NodeRef> predecessor, List<NodeRef> successors, List<Finger> fingers)
            implements CommandMessage {
        /** Most fingers: one for each bit of a position. */
        public static final int MAX_FINGERS = Long.SIZE;

        @Override
        public void handle(int from, CommandHandler handler) {
            handler.onNodeDescribed(from, this);
        }
    }
}
