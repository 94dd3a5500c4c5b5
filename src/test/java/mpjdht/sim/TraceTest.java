package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import mpjdht.message.MessageKind;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static Simulation run(long seed, int ranks, long everyMicros, long untilMicros) {
        FaultRates rates = new FaultRates(10_000, 10_000, 10_000, Latency.longTailed(1_000, 400_000));
        Simulation simulation = new Simulation(
                new SeededRandom(seed),
                new NetworkSettings(Latency.exponential(20_000), KindSet.of(MessageKind.CHORD), rates));
        BitSet some = new BitSet();
        BitSet others = new BitSet();
        for (int rank = 0; rank < ranks; rank++) {
            int self = rank;
            simulation.add(() -> new Gossiper(self, ranks, everyMicros));
            simulation.start(rank);
            (rank % 3 == 0 ? some : others).set(rank);
        }
        simulation.at(untilMicros / 4, 1, () -> simulation.cut(some, others, untilMicros / 4));
        simulation.at(untilMicros / 3, 2, () -> simulation.crash(ranks / 2));
        simulation.at(untilMicros / 2, 3, () -> simulation.start(ranks / 2));
        simulation.at(untilMicros / 2, 4, () -> simulation.slow(1, 9, untilMicros / 4));
        simulation.runUntil(untilMicros);
        return simulation;
    }

    @Test
    void theSameSeedGivesTheSameTraceAndAnotherSeedAnother() {
        Simulation first = run(1, 50, 10_000, 2 * Micros.SECOND);
        Simulation second = run(1, 50, 10_000, 2 * Micros.SECOND);
        assertThat(first.traceHash()).isEqualTo(second.traceHash());
        assertThat(first.traffic().events())
                .isEqualTo(second.traffic().events())
                .isGreaterThan(25_000);
        assertThat(run(2, 50, 10_000, 2 * Micros.SECOND).traceHash()).isNotEqualTo(first.traceHash());
    }

    /** The numbers were printed by one JVM; every other one has to find the same. */
    @Test
    void theTraceIsTheSameOnEveryJvm() {
        Simulation simulation = run(20_031, 50, 10_000, Micros.SECOND);
        assertThat(Long.toHexString(simulation.traceHash())).isEqualTo("b8f2e3690c86d7b6");
    }
}
