package mpjdht.node.client;

import java.util.List;
import java.util.Optional;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchedKey;

/**
 * A command that stands alone among those of its client: all before it have their results when it begins, and it has its own before
 * the next one is read. It changes the ring, looks at it, or plays a fault. Each calls the method of {@link FenceHandler} that is for it.
 */
public sealed interface Fence {

    /** Calls the method of {@code handler} for this command. */
    void handle(FenceHandler handler);

    /**
     * A node joins.
     *
     * @param rank storage rank that hosts it
     * @param hasId whether its id is named; else the rank's name gives it one
     * @param id its id, if it is named
     */
    record Add(int rank, boolean hasId, long id) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onAdd(this);
        }
    }

    /** The node with that id leaves. */
    record Remove(long id) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onRemove(this);
        }
    }

    /** Tells of every node. */
    record Ring() implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onRing();
        }
    }

    /** Tells every key, with the node that has it. */
    record Keys() implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onKeys();
        }
    }

    /** Does nothing: what its source gave before has its results when it is reached. */
    record Barrier() implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onBarrier();
        }
    }

    /** Tells of the node with that id. */
    record Node(long id) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onNode(this);
        }
    }

    /**
     * Tells of every copy of a key.
     *
     * @param key its bytes, 1 to {@link mpjdht.message.Sizes#MAX_KEY_BYTES}
     * @param hash of the key
     * @param position of the key on the circle
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Replicas(byte[] key, int hash, long position) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onReplicas(this);
        }
    }

    /**
     * Tells who leads the replicas of a key.
     *
     * @param key its bytes, 1 to {@link mpjdht.message.Sizes#MAX_KEY_BYTES}
     * @param position of the key on the circle
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Leader(byte[] key, long position) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onLeader(this);
        }
    }

    /**
     * Searches for a key among nodes that do not know who has it.
     *
     * @param key its bytes, 1 to {@link mpjdht.message.Sizes#MAX_KEY_BYTES}
     * @param hash of the key
     * @param position of the key on the circle
     * @param ttl how far it goes; {@link mpjdht.message.SearchMessage#USUAL} when nothing is said of that
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Search(byte[] key, int hash, long position, int ttl) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onSearch(this);
        }

        /** The question, as it is sent. */
        Seek seek(int client, long question, long epoch) {
            return new Seek(client, question, epoch, Optional.empty(), ttl, new SearchedKey(hash, position, key));
        }
    }

    /** What is done to a storage rank. */
    enum FaultKind {
        /** Its memory is gone, and it hears and says nothing. */
        CRASH,
        /** It begins anew after a crash, with nothing in its memory. */
        RECOVER,
        /** It does nothing for a time; what comes for it waits. */
        PAUSE,
        /** What comes to it, and what goes from it, takes longer from now on. */
        DELAY
    }

    /**
     * Something is done to a storage rank.
     *
     * @param kind what
     * @param rank which, unless {@code hasId}
     * @param hasId whether the rank is that of a node
     * @param id id of that node
     * @param millis of a pause, or by which messages are late
     */
    record Fault(FaultKind kind, int rank, boolean hasId, long id, long millis) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onFault(this);
        }
    }

    /** Nothing gets from a rank of one side to one of the other until it is healed; what is sent waits. */
    record Partition(List<Integer> oneSide, List<Integer> otherSide) implements Fence {
        /** Sides that do not change. */
        public Partition {
            oneSide = List.copyOf(oneSide);
            otherSide = List.copyOf(otherSide);
        }

        @Override
        public void handle(FenceHandler handler) {
            handler.onPartition(this);
        }
    }

    /** Every rank reaches every other, without delay. */
    record Heal() implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onHeal();
        }
    }

    /** Tells what every rank has counted. */
    record Metrics() implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onMetrics();
        }
    }

    /** All replicas become equal. */
    record Synchronise() implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onSynchronise();
        }
    }

    /** Time passes. */
    record Wait(long millis) implements Fence {
        @Override
        public void handle(FenceHandler handler) {
            handler.onWait(this);
        }
    }
}
