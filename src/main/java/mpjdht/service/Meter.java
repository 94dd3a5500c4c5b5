package mpjdht.service;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How often something was done that those ask for who come in by a door, and how long it took. Of the doors' thread alone. */
public final class Meter {
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final int DIGITS = 2;

    private final String door;
    private final String verb;
    private final Histogram all = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private Histogram now = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private Histogram lastSecond = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private long failures;

    /**
     * Nothing was done.
     *
     * @param door where they come in
     * @param verb what they ask for
     */
    Meter(String door, String verb) {
        this.door = door;
        this.verb = verb;
    }

    /** It was done, and took so long, or has failed. */
    public void over(long nanos, boolean isFailure) {
        if (isFailure) {
            failures++;
            return;
        }
        long bounded = Math.min(Math.max(nanos, 0), LONGEST_NANOS);
        all.recordValue(bounded);
        now.recordValue(bounded);
    }

    /** A second is over: what was done in it is what {@link #lastSecond} tells. */
    void endSecond() {
        Histogram ended = now;
        now = lastSecond;
        now.reset();
        lastSecond = ended;
    }

    /** Where they come in. */
    public String door() {
        return door;
    }

    /** What they ask for. */
    public String verb() {
        return verb;
    }

    /** How often it has failed. */
    public long failures() {
        return failures;
    }

    /** How often it was done, and how long it took, in nanoseconds. */
    public Histogram all() {
        return all;
    }

    /** The same of the last full second alone. */
    public Histogram lastSecond() {
        return lastSecond;
    }
}
