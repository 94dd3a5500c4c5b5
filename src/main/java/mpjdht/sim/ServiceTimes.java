package mpjdht.sim;

/**
 * How long processes work on messages. A process works on one after another, in the order in which they come: one that comes while
 * another is worked on, or waits, is begun when those are done. What it says because of a message leaves when that is done. Timers
 * expire whenever they are due.
 */
@FunctionalInterface
public interface ServiceTimes {
    /** Nothing takes any time. */
    ServiceTimes NONE = (rank, bytes, length) -> 0;

    /**
     * How long a process works on a message, in microseconds, at least 0.
     *
     * @param rank the process
     * @param bytes the message, from the beginning; only to be looked at, and until this method returns
     */
    long micros(int rank, byte[] bytes, int length);
}
