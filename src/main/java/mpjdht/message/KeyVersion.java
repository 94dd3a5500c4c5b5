package mpjdht.message;

/**
 * A version of a key: the larger pair of time and writer is the newer.
 *
 * @param time of a Lamport clock, at least 0
 * @param writer who wrote it, unsigned
 */
public record KeyVersion(long time, int writer) {

    /** The same in one word. */
    @Override
    public String toString() {
        return time + "." + Integer.toUnsignedString(writer);
    }
}
