package mpjdht.message;

import java.util.List;

/**
 * What storage ranks tell each other under eventual consistency, where nobody else decides who is on the circle. Each message calls the
 * method of {@link PeerHandler} that is for it, so that whoever forgets one does not compile.
 */
public sealed interface PeerMessage extends ControlMessage {

    /** The Lamport clock of the sender. */
    long clock();

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, PeerHandler handler);

    /**
     * The sender is alive.
     *
     * @param life how often it has begun anew
     * @param version of its {@link Residents}; 0 when it does not know who they are
     */
    record Alive(long clock, int life, int version) implements PeerMessage {
        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onAlive(from, this);
        }
    }

    /**
     * Tell me the nodes of a rank, as far as you know them. Answer: {@link Residents}.
     *
     * @param rank whose
     */
    record AskResidents(long clock, int rank) implements PeerMessage {
        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onAskResidents(from, this);
        }
    }

    /**
     * The nodes of a rank, the sender's or another's.
     *
     * @param rank whose
     * @param life in which of its lives
     * @param version grows by one with every change in a life
     * @param ids at most {@link #MOST}
     */
    record Residents(long clock, int rank, int life, int version, List<Long> ids) implements PeerMessage {
        /** Most nodes of a rank. */
        public static final int MOST = 32_000;

        /** Keeps the list as it is now. */
        public Residents {
            ids = List.copyOf(ids);
        }

        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onResidents(from, this);
        }
    }

    /**
     * Who leads these arcs? Somebody with a higher id than the sender's has to answer ({@code ELECTION} in Garcia-Molina, IEEE TC 1982).
     *
     * @param arcs ids of the nodes that own them, at most {@link #MOST_ARCS}
     */
    record Election(long clock, List<Long> arcs) implements PeerMessage {
        /** Keeps the list as it is now. */
        public Election {
            arcs = List.copyOf(arcs);
        }

        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onElection(from, this);
        }
    }

    /**
     * The sender has a higher id than the receiver, and sees to the election ({@code ANSWER}).
     *
     * @param arcs ids of the nodes that own them, at most {@link #MOST_ARCS}
     */
    record Objection(long clock, List<Long> arcs) implements PeerMessage {
        /** Keeps the list as it is now. */
        public Objection {
            arcs = List.copyOf(arcs);
        }

        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onObjection(from, this);
        }
    }

    /**
     * The sender leads these arcs ({@code COORDINATOR}).
     *
     * @param arcs at most {@link #MOST_ARCS}
     */
    record Coordinator(long clock, List<Leadership> arcs) implements PeerMessage {
        /** Keeps the list as it is now. */
        public Coordinator {
            arcs = List.copyOf(arcs);
        }

        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onCoordinator(from, this);
        }
    }

    /** Most arcs in one message. */
    int MOST_ARCS = 1024;

    /**
     * Somebody leads an arc.
     *
     * @param arc id of the node that owns it
     * @param node id of the node that leads
     * @param term how many leaders there have been, this one included, as far as it knows
     */
    record Leadership(long arc, long node, int term) {}

    /**
     * The receiver's {@link MessageKind#SPREAD} batches up to a number are here.
     *
     * @param life of the sender
     * @param receiverLife life of the receiver in which it sent them
     * @param number of the last one
     */
    record Taken(long clock, int life, int receiverLife, int number) implements PeerMessage {
        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onTaken(from, this);
        }
    }

    /**
     * Compare what you have with everybody, and make it equal. Answer: {@link RoundOver}.
     *
     * @param round its number, of the sender
     * @param restIsLost whether what is missing by now is nowhere
     */
    record StartRound(long clock, long round, boolean restIsLost) implements PeerMessage {
        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onStartRound(from, this);
        }
    }

    /**
     * The sender has compared what it has with everybody.
     *
     * @param round its number, of the receiver
     * @param same whether nothing had to be made equal, and nothing is where it does not belong
     * @param ring digest of the ring as the sender knows it
     * @param keys states of keys that were sent for it
     * @param bytes of all that was sent for it
     */
    record RoundOver(long clock, long round, boolean same, long ring, long keys, long bytes) implements PeerMessage {
        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onRoundOver(from, this);
        }
    }

    /**
     * Which of the tombstones of a {@link MessageKind#GRAVES} batch may be forgotten, as far as the sender knows: it has them, or is to
     * keep none of these keys and keeps none; and nothing older is on its way from it.
     *
     * @param round number of the batch
     * @param places of those in the batch, at most {@link #MOST_ARCS}
     */
    record MayForget(long clock, int round, List<Integer> places) implements PeerMessage {
        /** Keeps the list as it is now. */
        public MayForget {
            places = List.copyOf(places);
        }

        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onMayForget(from, this);
        }
    }

    /**
     * Everybody has said that these tombstones may be forgotten.
     *
     * @param round number of the batch
     * @param places of those in the batch, at most {@link #MOST_ARCS}
     * @param clocks of every rank when it said so; what it had sent before must not come into effect any more
     */
    record Forget(long clock, int round, List<Integer> places, List<Long> clocks) implements PeerMessage {
        /** Keeps the lists as they are now. */
        public Forget {
            places = List.copyOf(places);
            clocks = List.copyOf(clocks);
        }

        @Override
        public void handle(int from, PeerHandler handler) {
            handler.onForget(from, this);
        }
    }
}
