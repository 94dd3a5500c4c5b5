package mpjdht.message;

import java.util.List;
import mpjdht.ring.NodeRef;

/**
 * What a client is told, by the head and the storage ranks. Each message calls the method of {@link ClientHandler} that
 * is for it, so that whoever forgets one does not compile.
 */
public sealed interface ClientMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, ClientHandler handler);

    /** Number of the client on its rank. */
    int client();

    /**
     * Head to a client: what became of the {@link HeadMessage.AddNode} or {@link HeadMessage.RemoveNode}.
     *
     * @param client number of the client on its rank
     * @param outcome whether it is done, or why not
     * @param id id of the node that joined or left, or was to
     * @param successor id of the node that gave its keys to it or took them from it
     * @param keysMoved keys of the arc that changed its owner
     * @param bytesMoved bytes of those keys and their values
     */
    record MembershipChanged(
            int client, MembershipOutcome outcome, long id, long successor, long keysMoved, long bytesMoved)
            implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onMembershipChanged(from, this);
        }
    }

    /**
     * Storage rank to a client: some of the nodes that it hosts; answers {@link InquiryMessage.DescribeRing}.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param last whether these are the last of that rank
     * @param nodes at most {@link #MAX_NODES}
     */
    record RingPart(int client, long question, boolean last, List<NodeLoad> nodes) implements ClientMessage {
        /** Most nodes in one message. */
        public static final int MAX_NODES = 1024;

        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onRingPart(from, this);
        }
    }

    /**
     * Storage rank to a client: one node that it hosts; answers {@link InquiryMessage.DescribeNode}.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param node the node and what it holds
     * @param predecessor the node before it on the circle; empty when it knows none
     * @param successors its successor list, nearest first; empty when it keeps none
     * @param fingers its fingers; empty when it keeps none
     */
    record NodeDescribed(
            int client,
            long question,
            NodeLoad node,
            List<NodeRef> predecessor,
            List<NodeRef> successors,
            List<Finger> fingers)
            implements ClientMessage {
        /** Most fingers: one for each bit of a position. */
        public static final int MAX_FINGERS = Long.SIZE;

        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onNodeDescribed(from, this);
        }
    }

    /**
     * Storage rank to a client: its copy of a key; answers {@link InquiryMessage.DescribeCopy}.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param present whether the key is there
     * @param bytes length of its value; 0 when it is not there
     * @param digest XXH3 of its value; 0 when it is not there
     */
    record CopyDescribed(int client, long question, boolean present, int bytes, long digest) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onCopyDescribed(from, this);
        }
    }

    /**
     * Storage rank to a client: what it did with a {@link FaultMessage}.
     *
     * @param client number of the client on its rank
     * @param done whether it did it; if not, it is dead already, or alive, or dead when it was to be slow
     * @param life how often it has begun anew
     */
    record FaultPlayed(int client, boolean done, int life) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onFaultPlayed(from, this);
        }
    }

    /**
     * Storage rank to a client: what became of {@link MemberMessage.Synchronise}.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param done whether all replicas are equal
     * @param rounds in which everybody compared with everybody
     * @param keys states of keys that were sent
     * @param bytes of all that was sent
     */
    record Synchronised(int client, long question, boolean done, int rounds, long keys, long bytes)
            implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onSynchronised(from, this);
        }
    }

    /**
     * Storage rank to a client: these ranks will answer a question that it was asked and has passed on.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param ranks at most {@link FaultMessage.CutOff#MOST}; none when there is nobody whom it concerns
     */
    record Asked(int client, long question, List<Integer> ranks) implements ClientMessage {
        /** Keeps the list as it is now. */
        public Asked {
            ranks = List.copyOf(ranks);
        }

        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onAsked(from, this);
        }
    }

    /**
     * Storage rank to a client: which rank hosts a node, and what other nodes.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param rank which; 0 when none does
     * @param ids of its nodes, at most {@link PeerMessage.Residents#MOST}
     */
    record HostDescribed(int client, long question, int rank, List<Long> ids) implements ClientMessage {
        /** Keeps the list as it is now. */
        public HostDescribed {
            ids = List.copyOf(ids);
        }

        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onHostDescribed(from, this);
        }
    }

    /**
     * Storage rank to a client: its copy of a key.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param copy what is there
     */
    record ReplicaDescribed(int client, long question, CopyLoad copy) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onReplicaDescribed(from, this);
        }
    }

    /**
     * Storage rank to a client: who leads the replicas of a position.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param leader the node that does
     * @param term how many leaders there have been, this one included
     */
    record LeaderDescribed(int client, long question, NodeRef leader, long term) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onLeaderDescribed(from, this);
        }
    }

    /**
     * Storage rank to a client: what it was asked to do is not done yet, and it goes on.
     *
     * @param client number of the client on its rank
     */
    record StillWorking(int client) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onStillWorking(from, this);
        }
    }

    /**
     * Storage rank to a client: the nodes on the circle, as it knows them.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param nodes how many
     * @param ranks on how many ranks they are
     */
    record NodesCounted(int client, long question, int nodes, int ranks) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onNodesCounted(from, this);
        }
    }

    /**
     * Any rank to a client: what it has counted. It answers {@link MetricMessage.TellMetrics}.
     *
     * @param client number of the client on its rank
     * @param isAlive whether the rank tells anything; one that plays dead does not
     * @param figures the bytes of a snapshot; none of a rank that plays dead
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record MetricsTold(int client, boolean isAlive, byte[] figures) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onMetricsTold(from, this);
        }
    }

    /**
     * Storage rank to a client: what came of a {@link SearchMessage.Seek}.
     *
     * @param client number of the client on its rank
     * @param question its number
     * @param rounds floods, of which an expanding ring has several
     * @param nodes nodes on the circle, as the rank knows them
     * @param tally what was found, and what that took
     */
    record Sought(int client, long question, int rounds, int nodes, SearchTally tally) implements ClientMessage {
        @Override
        public void handle(int from, ClientHandler handler) {
            handler.onSought(from, this);
        }
    }
}
