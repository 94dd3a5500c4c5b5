package mpjdht.node.eventual;

import mpjdht.node.Detection;
import mpjdht.ring.Placement;
import mpjdht.store.Conflicts;

/**
 * What the ranks of a job agree on under eventual consistency.
 *
 * @param placement where the copies of a key belong
 * @param writeAcks copies that a write has to be on before it is acknowledged, at least 1
 * @param readReplicas copies that a read asks, at least 1
 * @param detection how a dead rank is told from a living one
 * @param antiEntropyMicros time between two comparisons of a rank with another
 * @param segmentSlots slots of the largest segments of a table
 * @param digestLevels levels of the digest tree of a table
 * @param conflicts what becomes of values that were written without knowledge of each other
 */
public record EventualSettings(
        Placement placement,
        int writeAcks,
        int readReplicas,
        Detection detection,
        long antiEntropyMicros,
        int segmentSlots,
        int digestLevels,
        Conflicts conflicts) {

    /** Time in which an answer should have come, or a message be repeated. */
    long retryMicros() {
        return Math.max(1, detection.timeoutMicros() / 4);
    }
}
