package mpjdht.sim;

/** What has travelled and happened in a simulation, counted. */
public final class Traffic {
    long sent;
    long sentBytes;
    long lost;
    long duplicated;
    long delivered;
    long timers;
    long actions;

    Traffic() {}

    /** Messages sent, those to oneself included. */
    public long sent() {
        return sent;
    }

    /** Their bytes. */
    public long sentBytes() {
        return sentBytes;
    }

    /** Messages lost: dropped, cut off, or addressed to a life of a process that is over. */
    public long lost() {
        return lost;
    }

    /** Messages that were sent once and arrive twice. */
    public long duplicated() {
        return duplicated;
    }

    /** Messages delivered. */
    public long delivered() {
        return delivered;
    }

    /** Timers expired. */
    public long timers() {
        return timers;
    }

    /** Events so far: messages delivered, timers expired, and what the simulation itself did. */
    public long events() {
        return delivered + timers + actions;
    }
}
