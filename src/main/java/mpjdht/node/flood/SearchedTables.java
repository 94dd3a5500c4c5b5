package mpjdht.node.flood;

import java.util.Optional;
import mpjdht.message.SearchedKey;
import mpjdht.ring.RingView;

/** Port: what searches see of a storage rank, however that keeps its keys. */
public interface SearchedTables {

    /**
     * The number of the ring by which a client's question goes: the same on every rank that goes by that ring.
     *
     * @param epoch the ring that is meant, where a head decides about it
     */
    long ringOfQuestion(long epoch);

    /** The ring with a number, as long as anything may go by it. */
    Optional<RingView> ring(long number);

    /** Whether the ring with a number is still to come. */
    boolean isAhead(long number);

    /** The value that a node of this rank holds under a key; any other when that is not wanted. */
    Optional<byte[]> value(long node, SearchedKey key);
}
