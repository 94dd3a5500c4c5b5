package mpjdht.history.eventual;

/**
 * How old what clients read was. A version is told by a read and by the answers to writes; what tells none is not counted.
 *
 * @param reads GETs that were answered
 * @param versioned those of them that tell a version
 * @param stale those that tell an older version than that of a write of the key which was acknowledged before they were invoked
 * @param missed versions of writes so acknowledged that are newer than what was told, added up over the stale reads
 * @param mostMissed most of them that one read missed
 * @param notOwn reads that tell an older version than that of a write of the same client, acknowledged before they were invoked:
 *     they break "read your writes" (Terry et al., PDIS 1994)
 * @param back reads that tell an older version than a read of the same client which was answered before they were invoked: they
 *     break "monotonic reads" of the same paper
 */
public record ReadAges(long reads, long versioned, long stale, long missed, int mostMissed, long notOwn, long back) {
    /** No reads. */
    public static final ReadAges NONE = new ReadAges(0, 0, 0, 0, 0, 0, 0);

    /** How many versions a stale read missed, in the mean; 0 when no read was stale. */
    public double meanMissed() {
        return stale == 0 ? 0 : (double) missed / stale;
    }

    /** Both together. */
    public ReadAges plus(ReadAges other) {
        return new ReadAges(
                reads + other.reads,
                versioned + other.versioned,
                stale + other.stale,
                missed + other.missed,
                Math.max(mostMissed, other.mostMissed),
                notOwn + other.notOwn,
                back + other.back);
    }
}
