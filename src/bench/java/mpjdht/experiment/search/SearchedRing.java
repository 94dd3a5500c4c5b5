package mpjdht.experiment.search;

import java.util.OptionalDouble;
import mpjdht.experiment.chord.ChordRing;
import mpjdht.experiment.chord.Lookups;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;

/** Lookups on a Chord ring in the simulator, to be held beside searches of as many nodes without structure. */
final class SearchedRing {
    private static final long STABILISE_MICROS = 10 * Micros.SECOND;
    private static final long FIX_FINGERS_MICROS = 5 * Micros.SECOND;
    private static final long ANSWER_MICROS = 500 * Micros.MILLI;

    private SearchedRing() {}

    /** Messages of a lookup in a ring of so many nodes: half the binary logarithm to the owner's predecessor, and one to the owner. */
    static double expectedMessages(int nodes) {
        return Math.log(nodes) / Math.log(2) / 2 + 1;
    }

    /**
     * Looks up one position after another.
     *
     * @param crashGapMicros time between two crashes, for each of which a new node joins; 0 for none
     */
    static SearchCost search(int nodes, int count, long crashGapMicros, long seed) {
        ChordRing ring = new ChordRing(
                nodes,
                new ChordSettings(
                        2 * ChordSettings.defaultSuccessors(nodes),
                        STABILISE_MICROS,
                        FIX_FINGERS_MICROS,
                        STABILISE_MICROS,
                        ANSWER_MICROS,
                        1),
                Latency.constant(SearchedOverlay.LATENCY_MICROS),
                seed);
        long nextCrash = ring.simulation().nowMicros() + crashGapMicros;
        for (int i = 0; i < count; i++) {
            ring.simulation().runUntil(ring.simulation().nowMicros() + SearchedOverlay.SEARCH_GAP_MICROS);
            if (crashGapMicros > 0 && ring.simulation().nowMicros() >= nextCrash) {
                ring.crash(1);
                ring.join();
                nextCrash += crashGapMicros;
            }
            ring.lookUp();
        }
        Lookups lookups = ring.lookUpAtOnce(0);
        double hops = lookups.hops().mean();
        return new SearchCost(
                (double) (lookups.answered() - lookups.failed()) / count,
                hops + lookups.timeouts().mean(),
                hops,
                crashGapMicros > 0 ? OptionalDouble.empty() : OptionalDouble.of(expectedMessages(nodes)));
    }
}
