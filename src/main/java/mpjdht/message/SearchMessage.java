package mpjdht.message;

import java.util.Optional;
import mpjdht.ring.NodeRef;

/**
 * How a key is searched for from neighbour to neighbour. Messages between nodes name them, because a rank may host several; each calls the
 * method of {@link SearchHandler} that is for it, so that whoever forgets one does not compile.
 */
public sealed interface SearchMessage extends ControlMessage {
    /** What is left to go of a search without a limit. */
    int EVERYBODY = Integer.MAX_VALUE;

    /** The limit of a search whose client has not said one. */
    int USUAL = -1;

    /**
     * Client to a storage rank: search for a key, from a node of yours. Answer: {@link ClientMessage.Sought}.
     *
     * @param client number of the client on its rank
     * @param question its number, which that client has given no other; who asks waits for nothing before it any more
     * @param epoch the ring that is meant, where a head decides about it; else 0
     * @param kind how; empty for the way that is usual there
     * @param ttl how many hops, or steps of each walker, at most; {@link #EVERYBODY} for no limit, {@link #USUAL} for the one that is usual there
     * @param key what
     */
    record Seek(int client, long question, long epoch, Optional<SearchKind> kind, int ttl, SearchedKey key)
            implements SearchMessage {}

    /** From node to node. */
    sealed interface Hop extends SearchMessage {

        /** Which search. */
        SearchId id();

        /** The node that says it. */
        NodeRef from();

        /** Id of the node to which it is said. */
        long to();

        /** Calls the method of {@code handler} for this message. */
        void handle(SearchHandler handler);
    }

    /**
     * To a neighbour: look for it, and let your neighbours look. Answer: {@link Tally}.
     *
     * @param oldest number of the oldest search of that root that is not over
     * @param left how many hops more it may go from the receiver; {@link #EVERYBODY} for no limit
     * @param hops from the root to the receiver
     * @param waitMillis after so long the sender waits for no answer any more; 0 when it does so as long as it takes
     * @param key what
     */
    record Query(SearchId id, NodeRef from, long to, long oldest, int left, int hops, int waitMillis, SearchedKey key)
            implements Hop {
        @Override
        public void handle(SearchHandler handler) {
            handler.onQuery(this);
        }
    }

    /**
     * Back the way that a {@link Query} came: what the sender, and all who were asked because of that query, have found.
     *
     * @param left as the query had it
     * @param tally what they have found
     */
    record Tally(SearchId id, NodeRef from, long to, int left, SearchTally tally) implements Hop {
        @Override
        public void handle(SearchHandler handler) {
            handler.onTally(this);
        }
    }

    /**
     * A walker comes to a node.
     *
     * @param root the node from which it went out
     * @param oldest number of the oldest search of that root that is not over
     * @param walker its number among those of the search
     * @param left how many steps more it may make from the receiver
     * @param steps from the root to the receiver
     * @param tally what it has found so far, this step included
     * @param key what
     */
    record Walk(
            SearchId id,
            NodeRef from,
            long to,
            NodeRef root,
            long oldest,
            int walker,
            int left,
            int steps,
            SearchTally tally,
            SearchedKey key)
            implements Hop {
        @Override
        public void handle(SearchHandler handler) {
            handler.onWalk(this);
        }
    }

    /** A walker asks its root whether it is to go on. Answer: {@link Checked}. */
    record Check(SearchId id, NodeRef from, long to, int walker) implements Hop {
        @Override
        public void handle(SearchHandler handler) {
            handler.onCheck(this);
        }
    }

    /**
     * The root to a walker, where it stands.
     *
     * @param goesOn whether it is to go on; if not, another one has found it
     */
    record Checked(SearchId id, NodeRef from, long to, int walker, boolean goesOn) implements Hop {
        @Override
        public void handle(SearchHandler handler) {
            handler.onChecked(this);
        }
    }

    /**
     * A walker has come to its end.
     *
     * @param tally what it has found
     */
    record WalkOver(SearchId id, NodeRef from, long to, int walker, SearchTally tally) implements Hop {
        @Override
        public void handle(SearchHandler handler) {
            handler.onWalkOver(this);
        }
    }
}
