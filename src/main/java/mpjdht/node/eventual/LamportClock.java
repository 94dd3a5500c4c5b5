package mpjdht.node.eventual;

/**
 * A logical clock: whatever a rank does after it has heard of something gets a later time (Lamport, "Time, Clocks, and the Ordering of
 * Events in a Distributed System", CACM 1978, rules IR1 and IR2).
 */
final class LamportClock {
    private final EventualRules rules;
    private long time;

    LamportClock(EventualRules rules) {
        this.rules = rules;
    }

    /** The latest time that this rank has given or heard of. */
    long time() {
        return time;
    }

    /** The time of something that happens here now. */
    long tick() {
        time++;
        return time;
    }

    /** A message says that it is at least so late. */
    void heard(long other) {
        time = rules.clockAfter(time, other);
    }
}
