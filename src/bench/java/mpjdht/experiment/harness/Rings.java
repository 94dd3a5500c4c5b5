package mpjdht.experiment.harness;

import mpjdht.experiment.chord.ChordRing;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;

/** The rings of the harness: Chord nodes, each on a rank of its own, whose messages take 50 ms in the mean. */
final class Rings {
    private static final long LATENCY_MICROS = 50 * Micros.MILLI;
    private static final long STABILISE_MICROS = 10 * Micros.SECOND;
    private static final long FIX_FINGERS_MICROS = 5 * Micros.SECOND;
    private static final long ANSWER_MICROS = 500 * Micros.MILLI;

    private Rings() {}

    static ChordRing of(int nodes, long seed) {
        ChordSettings settings = new ChordSettings(
                2 * ChordSettings.defaultSuccessors(nodes),
                STABILISE_MICROS,
                FIX_FINGERS_MICROS,
                STABILISE_MICROS,
                ANSWER_MICROS,
                1);
        return new ChordRing(nodes, settings, Latency.exponential(LATENCY_MICROS), seed);
    }
}
