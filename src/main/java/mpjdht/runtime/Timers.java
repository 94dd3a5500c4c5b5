package mpjdht.runtime;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The timers of a rank that have not expired yet: by deadline, and those of one deadline in the order of setting. */
final class Timers {
    /** A longer delay is cut to this, far beyond the end of any job, so that deadlines do not overflow. */
    private static final long LONGEST_DELAY_MICROS = Long.MAX_VALUE / 2;

    private final PriorityQueue<Timer> queue = new PriorityQueue<>(Timer.ORDER);
    private long set;

    private record Timer(long deadlineMicros, long order, long name) {
        static final Comparator<Timer> ORDER =
                Comparator.comparingLong(Timer::deadlineMicros).thenComparingLong(Timer::order);
    }

    /**
     * Adds a timer.
     *
     * @param nowMicros time, since any moment before the first timer
     * @throws IllegalArgumentException if the delay is negative
     */
    void set(long nowMicros, long delayMicros, long name) {
        if (delayMicros < 0) {
            throw new IllegalArgumentException(
                    "timer " + name + " with a delay of " + delayMicros + " us; right is 0 or more");
        }
        queue.add(new Timer(nowMicros + Math.min(delayMicros, LONGEST_DELAY_MICROS), set, name));
        set++;
    }

    /** Whether there is any. */
    boolean pending() {
        return !queue.isEmpty();
    }

    /** How long until the next one expires; not positive when it has. Only while one is pending. */
    long microsLeft(long nowMicros) {
        return queue.element().deadlineMicros - nowMicros;
    }

    /** Takes the next one out and returns its name. Only while one is pending. */
    long take() {
        return queue.remove().name;
    }
}
