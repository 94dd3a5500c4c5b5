package mpjdht.sim.grid;

import mpjdht.node.eventual.EventualSettings;
import mpjdht.sim.Micros;
import mpjdht.store.Conflicts;

/**
 * How the copies of a grid become equal in the end.
 *
 * @param writeAcks copies that a write has to be on before it is acknowledged
 * @param readReplicas copies that a read asks
 * @param antiEntropyMicros time between two comparisons of a rank with another
 * @param digestLevels levels of the digest tree of a table
 * @param conflicts what becomes of values that were written without knowledge of each other
 * @param routing how commands find their owners
 * @param successors length of Chord's successor lists
 */
public record EventualCopies(
        int writeAcks,
        int readReplicas,
        long antiEntropyMicros,
        int digestLevels,
        Conflicts conflicts,
        WorldRouting routing,
        int successors) {

    /** What the storage ranks agree on. */
    EventualSettings settings(Copies copies, int segmentSlots) {
        return new EventualSettings(
                copies.placement(),
                writeAcks,
                readReplicas,
                copies.detection(),
                antiEntropyMicros,
                segmentSlots,
                digestLevels,
                conflicts);
    }

    @Override
    public String toString() {
        return (conflicts == Conflicts.SIBLINGS ? "siblings, " : "") + "equal in the end, writes on " + writeAcks
                + ", reads of " + readReplicas + ", compared every " + Micros.text(antiEntropyMicros) + " by trees of "
                + digestLevels + " levels";
    }
}
