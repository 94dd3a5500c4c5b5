package mpjdht.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final double[] PERCENTILES = {0.1, 25, 50, 90, 99, 99.9, 100};

    @Test
    void smallNumbersAreKeptAsTheyAreWhateverTheirOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Long> numbers = draw(random, 2000);
            Distribution met = recorded(numbers);
            Collections.sort(numbers);

            assertThat(met.count()).isEqualTo(numbers.size());
            assertThat(met.sum())
                    .isEqualTo(numbers.stream().mapToLong(Long::longValue).sum());
            assertThat(met.max()).isEqualTo(numbers.get(numbers.size() - 1));
            for (double percent : PERCENTILES) {
                int place = Math.max(1, (int) Math.ceil(percent / 100 * numbers.size()));
                assertThat(met.percentile(percent))
                        .as("seed %d, %s %%", seed, percent)
                        .isEqualTo(numbers.get(place - 1));
            }
        }
    }

    @Test
    void greatNumbersAreKeptToAThousandthAsAHistogramOfThreeDigitsDoes() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Long> numbers = draw(random, 3_600_000_000L);
            Histogram histogram = new Histogram(3);
            numbers.forEach(histogram::recordValue);
            Distribution met = recorded(numbers);

            assertThat(met.count()).isEqualTo(histogram.getTotalCount());
            for (double percent : PERCENTILES) {
                assertThat(met.percentile(percent))
                        .as("seed %d, %s %%", seed, percent)
                        .isEqualTo(histogram.getValueAtPercentile(percent));
            }
            assertThat(met.max()).isBetween(Collections.max(numbers), (long) (Collections.max(numbers) * 1.001));
        }
    }

    @Test
    void twoDistributionsTogetherAreThatOfAllTheirNumbers() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Long> some = draw(random, 50_000);
            List<Long> others = draw(random, 50_000);
            List<Long> all = new ArrayList<>(some);
            all.addAll(others);

            assertThat(recorded(some).plus(recorded(others)))
                    .as("seed %d", seed)
                    .isEqualTo(recorded(all));
        }
    }

    @Test
    void whereNothingWasMetEverythingIsZero() {
        Distribution none = new Recorder().distribution();

        assertThat(none.count()).isZero();
        assertThat(none.mean()).isZero();
        assertThat(none.max()).isZero();
        assertThat(none.percentile(50)).isZero();
        assertThat(none.plus(Distribution.NONE)).isEqualTo(Distribution.NONE);
    }

    @Test
    void askingInBetweenChangesNothing() {
        Recorder recorder = new Recorder();
        recorder.record(7);
        assertThat(recorder.distribution().count()).isEqualTo(1);
        recorder.record(7);
        recorder.record(0);

        assertThat(recorder.distribution().count()).isEqualTo(3);
        assertThat(recorder.distribution().sum()).isEqualTo(14);
    }

    /** Runs of equal numbers among others, as batches bring them. */
    private static List<Long> draw(Random random, long limit) {
        List<Long> numbers = new ArrayList<>();
        int runs = 1 + random.nextInt(30);
        for (int run = 0; run < runs; run++) {
            long number = (long) (random.nextDouble() * limit);
            numbers.addAll(Collections.nCopies(1 + random.nextInt(5), number));
        }
        return numbers;
    }

    private static Distribution recorded(List<Long> numbers) {
        Recorder recorder = new Recorder();
        numbers.forEach(recorder::record);
        return recorder.distribution();
    }
}
