package mpjdht.message;

/**
 * What a client asks of the storage ranks under eventual consistency, any of which may pass it on to the one that it concerns. Each message
 * calls the method of {@link MemberHandler} that is for it, so that whoever forgets one does not compile.
 */
public sealed interface MemberMessage extends ControlMessage {

    /** The client that is answered, as {@link Origin} names it. */
    int origin();

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, MemberHandler handler);

    /**
     * To a storage rank: a node joins there. Answer: {@link ClientMessage.MembershipChanged}.
     *
     * @param id its id; without meaning unless {@code hasId}
     * @param hasId whether the command named an id; if not, the rank's name gives it one
     */
    record Join(int origin, long id, boolean hasId) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onJoin(from, this);
        }
    }

    /**
     * A node leaves. Answer: {@link ClientMessage.MembershipChanged}.
     *
     * @param id its id
     */
    record Leave(int origin, long id) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onLeave(from, this);
        }
    }

    /**
     * A rank that has begun anew is to say when it has all keys that belong there. Answer: {@link ClientMessage.MembershipChanged}.
     *
     * @param life in which of its lives
     */
    record AwaitFilled(int origin, int life) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onAwaitFilled(from, this);
        }
    }

    /** See to it that all replicas become equal. Answer: {@link ClientMessage.Synchronised}. */
    record Synchronise(int origin, long question) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onSynchronise(from, this);
        }
    }

    /**
     * Which rank hosts this node, or which nodes has this rank? Answer: {@link ClientMessage.HostDescribed}.
     *
     * @param question its number
     * @param isNode whether {@code named} is the id of a node; else it is a rank
     */
    record FindHost(int origin, long question, boolean isNode, long named) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onFindHost(from, this);
        }
    }

    /**
     * Tell of the nodes that you host. Answer: {@link ClientMessage.RingPart}.
     *
     * @param question its number
     * @param passOn whether all others who are alive are to be asked as well, and the client told who they are
     *     ({@link ClientMessage.Asked})
     */
    record TellRing(int origin, long question, boolean passOn) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onTellRing(from, this);
        }
    }

    /**
     * Tell of a node. Answer: {@link ClientMessage.NodeDescribed}.
     *
     * @param question its number
     * @param id of the node
     * @param passOn whether the rank that hosts it is to be asked, and the client told which it is ({@link ClientMessage.Asked})
     */
    record TellNode(int origin, long question, long id, boolean passOn) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onTellNode(from, this);
        }
    }

    /**
     * Tell of your copy of a key. Answer: {@link ClientMessage.ReplicaDescribed}.
     *
     * @param question its number
     * @param passOn whether all who keep a copy are to be asked, and the client told who they are ({@link ClientMessage.Asked})
     * @param hash of the key
     * @param position of the key
     * @param key its bytes, 1 to {@link Sizes#MAX_KEY_BYTES}
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record TellCopy(int origin, long question, boolean passOn, int hash, long position, byte[] key)
            implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onTellCopy(from, this);
        }
    }

    /**
     * Tell who leads the replicas of a position. Answer: {@link ClientMessage.LeaderDescribed}.
     *
     * @param question its number
     * @param hops ranks that have passed it on
     */
    record TellLeader(int origin, long question, long position, int hops) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onTellLeader(from, this);
        }
    }

    /**
     * How many nodes are on the circle, and on how many ranks? Answer: {@link ClientMessage.NodesCounted}.
     *
     * @param question its number
     */
    record CountNodes(int origin, long question) implements MemberMessage {
        @Override
        public void handle(int from, MemberHandler handler) {
            handler.onCountNodes(from, this);
        }
    }
}
