package mpjdht.node.storage;

import java.util.Optional;
import mpjdht.node.ProtocolException;

/**
 * What is known of the ring that is in force, and of the one before as long as clients still go by that. There are never more:
 * the head announces a ring only when nothing goes by the one before the last.
 *
 * @param <V> what is known of one ring
 */
final class TwoViews<V> {
    private long epoch;
    private V current;
    private V previous;

    /** The ring of an epoch comes into force. */
    void install(long newEpoch, V known) {
        previous = current;
        current = known;
        epoch = newEpoch;
    }

    /** Nothing goes by the ring before the one in force any more. */
    void retire() {
        previous = null;
    }

    V current() {
        return current;
    }

    /** Whether a ring of this epoch has not come into force yet. */
    boolean isNewer(long asked) {
        return asked > epoch;
    }

    /** What is known of the ring of an epoch; empty when nothing can go by it any more. */
    Optional<V> find(long asked) {
        return Optional.ofNullable(asked == epoch ? current : asked == epoch - 1 ? previous : null);
    }

    /**
     * What is known of the ring of an epoch.
     *
     * @throws ProtocolException if nothing can go by it any more
     */
    V of(long asked) {
        if (asked == epoch) {
            return current;
        }
        if (asked != epoch - 1 || previous == null) {
            throw new ProtocolException("something went by the ring of epoch " + asked + " when that of " + epoch
                    + " was in force, and the one before " + (previous == null ? "retired" : "not"));
        }
        return previous;
    }
}
