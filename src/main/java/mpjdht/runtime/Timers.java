package mpjdht.runtime;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** The timers of a rank that have not expired yet: by deadline, and those of one deadline in the order of setting. */
final class Timers {
    /** A longer delay is cut to this, far beyond the end of any job, so that deadlines can be compared. */
    private static final long LONGEST_DELAY_NANOS = Long.MAX_VALUE / 2;

    private final PriorityQueue<Timer> queue = new PriorityQueue<>(Timer.ORDER);
    private long set;

    /** Times are differences to an origin that may be any number, and so is their sign. */
    private record Timer(long deadlineNanos, long order, long name) {
        static final Comparator<Timer> ORDER = (a, b) -> a.deadlineNanos == b.deadlineNanos
                ? Long.compare(a.order, b.order)
                : Long.signum(a.deadlineNanos - b.deadlineNanos);
    }

    /**
     * Adds a timer.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    void set(long nowNanos, long delayMicros, long name) {
        if (delayMicros < 0) {
            throw new IllegalArgumentException(
                    "timer " + name + " with a delay of " + delayMicros + " us; right is 0 or more");
        }
        long delayNanos = Math.min(TimeUnit.MICROSECONDS.toNanos(delayMicros), LONGEST_DELAY_NANOS);
        queue.add(new Timer(nowNanos + delayNanos, set, name));
        set++;
    }

    /** Whether there is any. */
    boolean pending() {
        return !queue.isEmpty();
    }

    /** How long until the next one expires; not positive when it has. Only while one is pending. */
    long nanosLeft(long nowNanos) {
        return queue.element().deadlineNanos - nowNanos;
    }

    /** Takes the next one out and returns its name. Only while one is pending. */
    long take() {
        return queue.remove().name;
    }
}
