package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final int DRAWS = 100_000;

    private static long[] draws(Latency latency) {
        SeededRandom random = new SeededRandom(7);
        long[] draws = new long[DRAWS];
        Arrays.setAll(draws, i -> latency.draw(random));
        Arrays.sort(draws);
        return draws;
    }

    private static double mean(long[] draws) {
        return Arrays.stream(draws).average().orElseThrow();
    }

    @Test
    void aConstantLatencyIsAlwaysTheSame() {
        long[] draws = draws(Latency.constant(250));
        assertThat(draws[0]).isEqualTo(250);
        assertThat(draws[DRAWS - 1]).isEqualTo(250);
    }

    @Test
    void aUniformLatencyLiesBetweenItsEndsWithItsMeanInTheMiddle() {
        long[] draws = draws(Latency.uniform(1_000, 9_000));
        assertThat(draws[0]).isBetween(1_000L, 1_010L);
        assertThat(draws[DRAWS - 1]).isBetween(8_990L, 9_000L);
        assertThat(mean(draws)).isBetween(4_950.0, 5_050.0);
    }

    @Test
    void anExponentialLatencyHasItsMeanAndItsMedianAndAnEnd() {
        Latency latency = Latency.exponential(50_000);
        long[] draws = draws(latency);
        assertThat(mean(draws)).isBetween(49_000.0, 51_000.0);
        assertThat(draws[DRAWS / 2]).isBetween(34_000L, 35_400L);
        assertThat(draws[DRAWS - 1]).isLessThanOrEqualTo(latency.mostMicros());
        assertThat(latency.mostMicros()).isBetween(460_000L, 461_000L);
    }

    @Test
    void aLongTailedLatencyIsMostlyShortAndSometimesVeryLong() {
        long[] draws = draws(Latency.longTailed(1_000, 100_000));
        assertThat(draws[DRAWS / 2]).isBetween(1_560L, 1_620L);
        assertThat(draws[DRAWS - 1]).isBetween(90_000L, 100_000L);
        assertThat(draws[0]).isBetween(1_000L, 1_005L);
    }

    @Test
    void theSameSeedGivesTheSameTimesOnEveryJvm() {
        SeededRandom random = new SeededRandom(42);
        Latency exponential = Latency.exponential(50_000);
        Latency longTailed = Latency.longTailed(1_000, 100_000);
        long[] drawn = new long[6];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = i % 2 == 0 ? exponential.draw(random) : longTailed.draw(random);
        }
        assertThat(drawn).containsExactly(67722, 1122, 16374, 1324, 1915, 3861);
    }

    @Test
    void aLatencyThatRunsBackwardsIsRefused() {
        assertThatThrownBy(() -> Latency.uniform(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.constant(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
