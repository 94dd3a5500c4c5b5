package mpjdht.message;

import java.util.List;
import mpjdht.ring.NodeRef;

/**
 * What nodes tell each other about who is whose neighbour: HyParView (Leitão, Pereira and Rodrigues, "HyParView: A Membership Protocol for
 * Reliable Gossip-Based Broadcast", DSN 2007, algorithm 1). Each message calls the method of {@link NeighbourHandler} that is for it.
 */
public sealed interface NeighbourMessage extends ControlMessage {
    /** Most nodes in an exchange. */
    int MOST_EXCHANGED = 64;

    /** The node that says it. */
    NodeRef from();

    /** Id of the node to which it is said; a process that has begun anew has another. */
    long to();

    /** Calls the method of {@code handler} for this message. */
    void handle(NeighbourHandler handler);

    /** A new node to its contact: take me in. Answer: {@link Accepted}. */
    record Join(NodeRef from, long to) implements NeighbourMessage {
        @Override
        public void handle(NeighbourHandler handler) {
            handler.onJoin(this);
        }
    }

    /**
     * A newcomer walks through the overlay, to become somebody's neighbour where the walk ends.
     *
     * @param newcomer who
     * @param left how many steps more
     */
    record ForwardJoin(NodeRef from, long to, NodeRef newcomer, int left) implements NeighbourMessage {
        @Override
        public void handle(NeighbourHandler handler) {
            handler.onForwardJoin(this);
        }
    }

    /**
     * The sender is no neighbour of the receiver, or no more.
     *
     * @param instead the node for which it gives the receiver up, and which has room for the receiver as well; or none
     */
    record Disconnect(NodeRef from, long to, List<NodeRef> instead) implements NeighbourMessage {
        /** Keeps the list as it is now. */
        public Disconnect {
            instead = List.copyOf(instead);
        }

        @Override
        public void handle(NeighbourHandler handler) {
            handler.onDisconnect(this);
        }
    }

    /**
     * Be my neighbour. Answer: {@link Accepted} or {@link Refused}.
     *
     * @param urgent whether the sender has no neighbour; then it is not refused
     */
    record AskNeighbour(NodeRef from, long to, boolean urgent) implements NeighbourMessage {
        @Override
        public void handle(NeighbourHandler handler) {
            handler.onAskNeighbour(this);
        }
    }

    /** The sender has taken the receiver for a neighbour. */
    record Accepted(NodeRef from, long to) implements NeighbourMessage {
        @Override
        public void handle(NeighbourHandler handler) {
            handler.onAccepted(this);
        }
    }

    /** The sender has neighbours enough. */
    record Refused(NodeRef from, long to) implements NeighbourMessage {
        @Override
        public void handle(NeighbourHandler handler) {
            handler.onRefused(this);
        }
    }

    /**
     * Some nodes that a node knows walk through the overlay. Answer, from where the walk ends: {@link Shuffled}.
     *
     * @param origin who knows them
     * @param left how many steps more
     * @param nodes at most {@link #MOST_EXCHANGED}
     */
    record Shuffle(NodeRef from, long to, NodeRef origin, int left, List<NodeRef> nodes) implements NeighbourMessage {
        /** Keeps the list as it is now. */
        public Shuffle {
            nodes = List.copyOf(nodes);
        }

        @Override
        public void handle(NeighbourHandler handler) {
            handler.onShuffle(this);
        }
    }

    /**
     * Some nodes that the sender knows, in exchange.
     *
     * @param nodes at most {@link #MOST_EXCHANGED}
     */
    record Shuffled(NodeRef from, long to, List<NodeRef> nodes) implements NeighbourMessage {
        /** Keeps the list as it is now. */
        public Shuffled {
            nodes = List.copyOf(nodes);
        }

        @Override
        public void handle(NeighbourHandler handler) {
            handler.onShuffled(this);
        }
    }

    /** To a neighbour: I am alive, and your neighbour. */
    record Alive(NodeRef from, long to) implements NeighbourMessage {
        @Override
        public void handle(NeighbourHandler handler) {
            handler.onAlive(this);
        }
    }
}
