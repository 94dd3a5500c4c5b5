package mpjdht.experiment.search;

import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;

/**
 * A way to search.
 *
 * @param name what it is called in tables
 * @param kind how
 * @param ttl how many hops, or steps of each walker, at most
 */
public record Way(String name, SearchKind kind, int ttl) {
    static final int WALKERS = 16;
    static final int STEPS = 1024;

    static final Way FLOOD = new Way("flood", SearchKind.FLOOD, SearchMessage.EVERYBODY);
    static final Way SHORT_FLOOD = flood(3);
    static final Way RING = new Way("expanding ring", SearchKind.RING, SearchMessage.EVERYBODY);
    static final Way WALK = new Way(WALKERS + " walkers", SearchKind.WALK, STEPS);

    /** A flood to so many hops. */
    static Way flood(int hops) {
        return new Way("flood to " + hops + " hops", SearchKind.FLOOD, hops);
    }
}
