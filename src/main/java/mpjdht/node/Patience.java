package mpjdht.node;

/**
 * How long one side waits for the other. What it waits for has consecutive numbers, the oldest first. Looked at from time to time, it finds
 * what has been waited for since the limit at least, and twice the limit at most. Time in which nobody looked, because the rank was asleep,
 * does not count.
 */
public final class Patience {
    private static final int LOOKS = 8;

    private final long limitMicros;
    private boolean waiting;
    private int watchedEnd;
    private long sinceMicros;
    private long lastLookMicros;

    /**
     * Waits for nothing.
     *
     * @param limitMicros how long it waits, at least 8
     */
    public Patience(long limitMicros) {
        this.limitMicros = limitMicros;
    }

    /** Waits for nothing any more. */
    public void restart() {
        waiting = false;
    }

    /** Longest time between two looks. */
    public long pauseMicros() {
        return limitMicros / LOOKS;
    }

    /**
     * Looks at what is waited for.
     *
     * @param oldest number of the oldest
     * @param end number behind that of the youngest; the same as {@code oldest} when nothing is waited for
     * @return number behind the youngest that has been waited for too long, with all before it; {@code oldest} when none has
     */
    public int look(long nowMicros, int oldest, int end) {
        long asleep = nowMicros - lastLookMicros - 2 * pauseMicros();
        lastLookMicros = nowMicros;
        if (oldest == end) {
            waiting = false;
            return oldest;
        }
        if (!waiting || watchedEnd - oldest <= 0) {
            waiting = true;
            watchedEnd = end;
            sinceMicros = nowMicros;
            return oldest;
        }
        if (asleep > 0) {
            sinceMicros = Math.min(nowMicros, sinceMicros + asleep);
        }
        return nowMicros - sinceMicros < limitMicros ? oldest : watchedEnd;
    }
}
