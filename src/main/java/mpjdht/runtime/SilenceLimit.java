package mpjdht.runtime;

/**
 * Judges the silence of other ranks. A rank that was suspended with the whole job, or did not get the processor, has heard
 * nobody meanwhile, and wakes with everybody's silence at once: so silence counts only from where this rank has been awake
 * without a gap.
 *
 * <p>Time is handed in. The gaps show in the times between two looks, which are to come more often than
 * {@link #GAP_NANOS}.
 */
final class SilenceLimit {
    /** How long a rank may go without a look before it counts as having slept, in nanoseconds. */
    static final long GAP_NANOS = 1_500_000_000L;

    private final long limitNanos;
    private long lastLookNanos;
    private long awakeSinceNanos;

    /**
     * Begins to count.
     *
     * @param limitNanos silence after which a rank counts as dead
     * @param nowNanos the time
     */
    SilenceLimit(long limitNanos, long nowNanos) {
        this.limitNanos = limitNanos;
        this.lastLookNanos = nowNanos;
        this.awakeSinceNanos = nowNanos;
    }

    /**
     * Returns whether a silence is too long.
     *
     * @param silenceNanos how long nothing came
     * @param nowNanos the time, read after the silence: between the two this rank may have slept
     */
    boolean isExceeded(long silenceNanos, long nowNanos) {
        if (nowNanos - lastLookNanos > GAP_NANOS) {
            awakeSinceNanos = nowNanos;
        }
        lastLookNanos = nowNanos;
        return Math.min(silenceNanos, nowNanos - awakeSinceNanos) > limitNanos;
    }
}
