package mpjdht.node;

/**
 * How a dead rank is told from a living one. A storage rank says at every beat that it is alive. Who has not been heard for the
 * time-out is taken to be dead. A rank that has not heard for half the time-out that
 * it was heard stops by itself. So whoever is taken to be dead has stopped before, as long as no clock runs twice as fast as another;
 * but nothing that is promised of the data rests on that.
 *
 * @param timeoutMicros the time-out, at least 20
 */
public record Detection(long timeoutMicros) {
    private static final int BEATS = 20;

    /** Checks the time-out. */
    public Detection {
        if (timeoutMicros < BEATS) {
            throw new IllegalArgumentException("a time-out of " + timeoutMicros + " microseconds is too short");
        }
    }

    /** Time between two beats. */
    public long beatMicros() {
        return timeoutMicros / BEATS;
    }

    /** After so long a rank that does not hear that it was heard stops. */
    public long patienceMicros() {
        return timeoutMicros / 2;
    }
}
