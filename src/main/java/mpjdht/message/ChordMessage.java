package mpjdht.message;

import java.util.List;
import mpjdht.ring.NodeRef;

/**
 * What Chord nodes tell each other (Stoica et al., "Chord", ToN 2003, figures 5 and 6; Zave, "How to Make Chord Correct",
 * TSE 2017). A message is for one node of the rank that gets it. Questions carry a token, which the answer repeats: an answer
 * whose token nobody waits for is late or a duplicate, and is dropped.
 */
public sealed interface ChordMessage permits ChordMessage.Question, ChordMessage.Answered, ChordMessage.Statement {
    /** Most nodes that a list in a message may have. */
    int MAX_NODES = 256;

    /** Calls the method of {@code handler} for this message. */
    void handle(Envelope envelope, ChordHandler handler);

    /**
     * Who wrote, and to whom.
     *
     * @param from the node that sent it; its rank is known from the transport
     * @param to id of the node that it is for
     * @param epoch of the ring that the sender knew; what was said in another one than the receiver's is dropped
     */
    record Envelope(NodeRef from, long to, long epoch) {}

    /** A message that asks for an answer with the same token. */
    sealed interface Question extends ChordMessage {
        /** Chosen by who asks; different for every question of a node. */
        long token();
    }

    /** The answer to a {@link Question}. */
    sealed interface Answered extends ChordMessage {
        /** Token of the question. */
        long token();

        /** Calls the method of {@code handler} for this answer. */
        void handle(ChordAnswerHandler handler);

        @Override
        default void handle(Envelope envelope, ChordHandler handler) {
            handler.onAnswer(envelope, this);
        }
    }

    /** A message that nobody answers. */
    sealed interface Statement extends ChordMessage {}

    /** Finds the owner of a position for whoever asks, by an iterative lookup. Answer: {@link SuccessorFound}. */
    record FindSuccessor(long token, long position) implements Question {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onFindSuccessor(envelope, this);
        }
    }

    /**
     * The owner of a position, and what it took to find it.
     *
     * @param found whether it was found; if not, {@code owner} is the node that says so
     * @param owner the owner
     * @param hops nodes that the lookup asked, each once, and the owner; 0 when the first node knew itself to be the owner
     * @param timeouts questions of the lookup that were not answered in time
     */
    record SuccessorFound(long token, boolean found, NodeRef owner, int hops, int timeouts) implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onSuccessorFound(this);
        }
    }

    /** Finds the last node before a position for whoever asks. Answer: {@link PredecessorFound}. */
    record FindPredecessor(long token, long position) implements Question {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onFindPredecessor(envelope, this);
        }
    }

    /**
     * The last node before a position.
     *
     * @param nodes the node and its successor list, nearest first; empty when it was not found
     */
    record PredecessorFound(long token, List<NodeRef> nodes) implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onPredecessorFound(this);
        }
    }

    /**
     * One step of a lookup: who is next on the way to this position? Answer: {@link NextOnTheWay}.
     *
     * @param forOwner whether the owner is sought: then a node has arrived that has it in its successor list. Else the last
     *     node before the position is
     */
    record ClosestPrecedingFinger(long token, long position, boolean forOwner) implements Question {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onClosestPrecedingFinger(envelope, this);
        }
    }

    /**
     * One step of a lookup.
     *
     * @param arrived whether the way ends here, as far as who answers knows; then {@code nodes} are its successors from the
     *     position on, whose first live one owns it
     * @param nodes otherwise nodes between who answers and the position, the one nearest to the position first
     */
    record NextOnTheWay(long token, boolean arrived, List<NodeRef> nodes) implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onNextOnTheWay(this);
        }
    }

    /** Who is your predecessor, and who are your successors? Answer: {@link PredecessorIs}. */
    record GetPredecessor(long token) implements Question {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onGetPredecessor(envelope, this);
        }
    }

    /**
     * A node's neighbours, and what it owns.
     *
     * @param predecessor none or one node
     * @param owns whether it owns anything
     * @param after if so, the end of its arc that is not in it
     * @param successors the successor list, nearest first
     */
    record PredecessorIs(long token, List<NodeRef> predecessor, boolean owns, long after, List<NodeRef> successors)
            implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onPredecessorIs(this);
        }
    }

    /** Who are your successors? Answer: {@link SuccessorsAre}. */
    record GetSuccessors(long token) implements Question {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onGetSuccessors(envelope, this);
        }
    }

    /** A node's successor list, nearest first. */
    record SuccessorsAre(long token, List<NodeRef> successors) implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onSuccessorsAre(this);
        }
    }

    /** Are you alive? Answer: {@link Pong}. */
    record Ping(long token) implements Question {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onPing(envelope, this);
        }
    }

    /** I am. */
    record Pong(long token) implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onPong(this);
        }
    }

    /** To one's first successor: I may be your predecessor. */
    record Notify() implements Statement {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onNotify(envelope, this);
        }
    }

    /** To the node that should notice a change at once: run your stabilisation now, and not only when its time has come. */
    record Stabilise() implements Statement {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onStabilise(envelope, this);
        }
    }

    /**
     * To one's predecessor: I leave, these come after me. Answer: {@link Pong}.
     *
     * @param successors the successor list of the node that leaves
     */
    record Leaving(long token, List<NodeRef> successors) implements Question {
        @Override
        public void handle(Envelope envelope, ChordHandler handler) {
            handler.onLeaving(envelope, this);
        }
    }

    /**
     * How far a transfer of keys has come: the answer to a {@link TransferChunk}.
     *
     * @param accepted whether the chunk is stored; if not, the taker does not own this arc and will not take it by this
     *     transfer, and the giver keeps it
     * @param ticket if so, what all chunks of this transfer bear; the taker gives another one to each, in all its lives
     */
    record ChunkStored(long token, boolean accepted, long ticket) implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onChunkStored(this);
        }
    }

    /** The rank that was asked hosts no such node, or one that is not on the circle yet: nobody is alive at this address. */
    record NoSuchNode(long token) implements Answered {
        @Override
        public void handle(ChordAnswerHandler handler) {
            handler.onNoSuchNode(this);
        }
    }
}
