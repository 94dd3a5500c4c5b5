package mpjdht.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void percentilesAreThoseOfTheSortedNumbers() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            int[] numbers = random.ints(1 + random.nextInt(300), 0, 20).toArray();
            long[] counts = new long[40];
            Arrays.stream(numbers).forEach(number -> counts[number]++);
            Arrays.sort(numbers);
            Distribution distribution = new Distribution(counts);

            for (double percent : new double[] {1, 50, 99, 100}) {
                int rank = (int) Math.max(1, Math.ceil(percent / 100 * numbers.length));
                assertThat(distribution.percentile(percent)).isEqualTo(numbers[rank - 1]);
            }
            assertThat(distribution.least()).isEqualTo(numbers[0]);
            assertThat(distribution.mean())
                    .isEqualTo(Arrays.stream(numbers).average().orElseThrow());
        }
    }

    @Test
    void nothingHasTheMeanZero() {
        Distribution nothing = new Distribution(new long[5]);

        assertThat(nothing.mean()).isZero();
        assertThat(nothing.percentile(99)).isZero();
        assertThat(nothing.json())
                .isEqualTo(Map.of("mean", 0.0, "p1", 0, "p50", 0, "p99", 0, "max", 0, "histogram", List.of(0L)));
    }
}
