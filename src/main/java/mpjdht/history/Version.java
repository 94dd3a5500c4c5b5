package mpjdht.history;

/**
 * Which of the writes of a key is the last one, where the last writer wins: that with the largest number of a Lamport clock, and
 * of those with one number that of the largest writer.
 *
 * @param lamport what the clock of the writer said; not negative
 * @param writer who gave the version, unsigned
 */
public record Version(long lamport, int writer) implements Comparable<Version> {
    /** Stands for a version that an answer does not tell. */
    public static final Version UNTOLD = new Version(-1, 0);

    /** That of a key of which nothing is known. */
    public static final Version NOTHING = new Version(0, 0);

    /** Whether an answer tells it. */
    public boolean told() {
        return lamport >= 0;
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compare(lamport, other.lamport);
        return order != 0 ? order : Integer.compareUnsigned(writer, other.writer);
    }

    /** The number of the clock and the writer, with a point between them. */
    @Override
    public String toString() {
        return told() ? lamport + "." + Integer.toUnsignedString(writer) : "untold";
    }
}
