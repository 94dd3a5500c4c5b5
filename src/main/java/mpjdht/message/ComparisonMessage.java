package mpjdht.message;

import java.util.List;
import mpjdht.ring.Arc;

/**
 * How two replicas find the keys in which they differ: one asks, from the sum of everything down to single keys, and the other answers
 * (anti-entropy with Merkle trees: DeCandia et al., "Dynamo", SOSP 2007, section 4.7). The states of these keys travel as
 * {@link MessageKind#DIFFERENCES}. Each message calls the method of {@link ComparisonHandler} that is for it, so that whoever forgets one
 * does not compile.
 */
public sealed interface ComparisonMessage extends ControlMessage {
    /** Most arcs, nodes of a tree, or keys in one message. */
    int MOST = 4096;

    /** The Lamport clock of the sender. */
    long clock();

    /** Number of the comparison, of whoever asks; grows with each. */
    long session();

    /** Number of the question in the comparison, or of that which is answered. */
    int step();

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, ComparisonHandler handler);

    /**
     * Have you the same in all arcs that both of us keep?
     *
     * @param ring digest of the ring as the sender knows it
     * @param sum what its keys come to
     * @param keys how many they are
     */
    record CompareAll(long clock, long session, int step, long ring, long sum, long keys) implements ComparisonMessage {
        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onCompareAll(from, this);
        }
    }

    /**
     * Have you the same in these arcs?
     *
     * @param ring digest of the ring as the sender knows it
     * @param arcs what the sender has in each, at most {@link #MOST}
     */
    record CompareArcs(long clock, long session, int step, long ring, List<ArcDigest> arcs)
            implements ComparisonMessage {
        /** Keeps the list as it is now. */
        public CompareArcs {
            arcs = List.copyOf(arcs);
        }

        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onCompareArcs(from, this);
        }
    }

    /**
     * What somebody has in an arc.
     *
     * @param arc id of the node that owns it
     * @param sum what the keys come to
     * @param keys how many they are
     * @param complete whether that is everything, as far as the sender knows
     */
    record ArcDigest(long arc, long sum, int keys, boolean complete) {}

    /**
     * Have you the same below these nodes of the digest tree, in one arc?
     *
     * @param arc id of the node that owns it
     * @param level of the nodes
     * @param nodes what the sender has below each, at most {@link #MOST}
     */
    record CompareNodes(long clock, long session, int step, long arc, int level, List<NodeDigest> nodes)
            implements ComparisonMessage {
        /** Keeps the list as it is now. */
        public CompareNodes {
            nodes = List.copyOf(nodes);
        }

        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onCompareNodes(from, this);
        }
    }

    /**
     * What somebody has below a node of the digest tree, in one arc.
     *
     * @param node its place in its level
     * @param sum what the keys come to
     * @param keys how many they are
     */
    record NodeDigest(int node, long sum, int keys) {}

    /**
     * These are my keys below some nodes of the digest tree: send those that I have not, or of another version, and tell me which of
     * mine you have not, or of another version.
     *
     * @param arc id of the node that owns it
     * @param level of the nodes
     * @param nodes which, at most {@link #MOST}
     * @param slice which of several slices of these keys, by their hashes, from 0
     * @param slices how many slices there are, at least 1
     * @param keys at most {@link #MOST}
     */
    record CompareKeys(
            long clock,
            long session,
            int step,
            long arc,
            int level,
            List<Integer> nodes,
            int slice,
            int slices,
            List<KeyDigest> keys)
            implements ComparisonMessage {
        /** Keeps the lists as they are now. */
        public CompareKeys {
            nodes = List.copyOf(nodes);
            keys = List.copyOf(keys);
        }

        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onCompareKeys(from, this);
        }
    }

    /**
     * A version of a key, without the key itself.
     *
     * @param position of the key
     * @param hash of the key
     * @param digest of key and version
     */
    record KeyDigest(long position, int hash, long digest) {}

    /** The ring is another one here; whoever asked does so again when both know the same. */
    record OtherRing(long clock, long session, int step) implements ComparisonMessage {
        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onOtherRing(from, this);
        }
    }

    /**
     * What the receiver asked about in {@link CompareAll} is the same here, or not.
     *
     * @param same whether it is
     */
    record AllCompared(long clock, long session, int step, boolean same) implements ComparisonMessage {
        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onAllCompared(from, this);
        }
    }

    /**
     * What the sender has in the arcs that the receiver asked about in {@link CompareArcs}, in their order.
     *
     * @param arcs at most {@link #MOST}
     */
    record ArcsCompared(long clock, long session, int step, List<ArcDigest> arcs) implements ComparisonMessage {
        /** Keeps the list as it is now. */
        public ArcsCompared {
            arcs = List.copyOf(arcs);
        }

        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onArcsCompared(from, this);
        }
    }

    /**
     * What the sender has below the nodes that the receiver asked about in {@link CompareNodes}, as far as it differs.
     *
     * @param nodes at most {@link #MOST}
     */
    record NodesCompared(long clock, long session, int step, List<NodeDigest> nodes) implements ComparisonMessage {
        /** Keeps the list as it is now. */
        public NodesCompared {
            nodes = List.copyOf(nodes);
        }

        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onNodesCompared(from, this);
        }
    }

    /**
     * The answer to {@link CompareKeys}, behind what was sent.
     *
     * @param batches that the sender has sent for this question, with the numbers that {@link #batchNumber} says
     * @param more whether it has still more
     * @param wanted places in the list of the question of the keys that the sender has not, or of another version; at most {@link #MOST}
     */
    record KeysCompared(long clock, long session, int step, int batches, boolean more, List<Integer> wanted)
            implements ComparisonMessage {
        /** Keeps the list as it is now. */
        public KeysCompared {
            wanted = List.copyOf(wanted);
        }

        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onKeysCompared(from, this);
        }
    }

    /** The number of a batch of {@link MessageKind#DIFFERENCES} that answers a question: the question, and its place in the answer, from 1. */
    static int batchNumber(int step, int place) {
        return step << Short.SIZE | place;
    }

    /** The batch of {@link MessageKind#DIFFERENCES} that whoever asked has sent in this step, and which has its number, is here. */
    record DifferencesTaken(long clock, long session, int step) implements ComparisonMessage {
        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onDifferencesTaken(from, this);
        }
    }

    /**
     * Both have the same in these parts of the circle now, and whoever asked has everything of them, or had when it was to keep them.
     *
     * @param ring digest of the ring as the sender knows it
     * @param parts at most {@link #MOST}
     */
    record MadeEqual(long clock, long session, int step, long ring, List<Arc> parts) implements ComparisonMessage {
        /** Keeps the list as it is now. */
        public MadeEqual {
            parts = List.copyOf(parts);
        }

        @Override
        public void handle(int from, ComparisonHandler handler) {
            handler.onMadeEqual(from, this);
        }
    }
}
