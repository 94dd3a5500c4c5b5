package mpjdht.sim.chord;

import mpjdht.message.ChordMessage.SuccessorFound;

/** What came of lookups: how many nodes each had to ask, and how many of those did not answer. */
public final class LookupStatistics {
    private static final int MOST = 1 << 12;

    private final long[] hops = new long[MOST];
    private final long[] timeouts = new long[MOST];
    private long asked;
    private long answered;
    private long notFound;
    private long wrong;

    LookupStatistics() {}

    void ask() {
        asked++;
    }

    void answer(SuccessorFound answer, boolean right) {
        answered++;
        if (!answer.found()) {
            notFound++;
            return;
        }
        wrong += right ? 0 : 1;
        hops[Math.min(MOST - 1, answer.hops())]++;
        timeouts[Math.min(MOST - 1, answer.timeouts())]++;
    }

    /** Lookups that ended with the owner. */
    public long right() {
        return answered - notFound - wrong;
    }

    /** Lookups begun. */
    public long asked() {
        return asked;
    }

    /** Lookups that nobody answered, because the node that was asked has crashed, left, or not come to an end. */
    public long unanswered() {
        return asked - answered;
    }

    /** Lookups that ended without an owner. */
    public long notFound() {
        return notFound;
    }

    /** Lookups that ended with a node which was not the owner when the answer arrived. */
    public long wrong() {
        return wrong;
    }

    /** How many lookups asked so many nodes, or that many and more in the last place. */
    public long[] hops() {
        return hops.clone();
    }

    /** How many lookups met so many nodes that did not answer. */
    public long[] timeouts() {
        return timeouts.clone();
    }
}
