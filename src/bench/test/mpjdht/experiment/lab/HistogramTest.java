package mpjdht.experiment.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mpjdht.experiment.lab.Repetitions.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 99, 100, 101, 1000})
    void hasThePercentilesOfASortedArray(int size) {
        for (int seed = 0; seed < 50; seed++) {
            int[] values = random(seed, size);
            int[] sorted = values.clone();
            Arrays.sort(sorted);
            Histogram histogram = Histogram.of(values);

            for (int percent = 1; percent <= 100; percent++) {
                int rank = (int) Math.ceil(percent * size / 100.0);
                assertThat(histogram.percentile(percent))
                        .as("seed %s, size %s, percentile %s", seed, size, percent)
                        .isEqualTo(sorted[rank - 1]);
            }
        }
    }

    @Test
    void tellsMeanMostCountsAndShares() {
        Histogram histogram = Histogram.of(3, 0, 40, 3, 4);

        assertThat(histogram.mean()).isEqualTo(10);
        assertThat(histogram.most()).isEqualTo(40);
        assertThat(histogram.total()).isEqualTo(5);
        assertThat(histogram.count(3)).isEqualTo(2);
        assertThat(histogram.count(5000)).isZero();
        assertThat(histogram.share(0, 4)).isEqualTo(0.6);
        assertThat(histogram.share(4, 5000)).isEqualTo(0.4);
    }

    @Test
    void countsTogetherWhatTwoHaveCounted() {
        int[] both = IntStream.concat(IntStream.of(random(1, 50)), IntStream.of(random(2, 70)))
                .toArray();
        Histogram histogram = Histogram.of(random(1, 50));
        histogram.add(Histogram.of(random(2, 70)));

        for (int value = 0; value <= 100; value++) {
            assertThat(histogram.count(value)).isEqualTo(Histogram.of(both).count(value));
        }
        assertThat(histogram.mean()).isEqualTo(Arrays.stream(both).average().orElseThrow());
    }

    @Test
    void hasNoPercentileOfNothing() {
        assertThatThrownBy(() -> new Histogram().percentile(50)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsRunsApartAndTogether() {
        Repetitions repetitions = new Repetitions();
        repetitions.add(Histogram.of(5, 9));
        repetitions.add(Histogram.of(1, 2, 3));

        assertThat(repetitions.runs()).isEqualTo(2);
        assertThat(repetitions.all().mean()).isEqualTo(4);
        assertThat(repetitions.range(Histogram::most)).isEqualTo(new Range(3, 9));
    }

    private static int[] random(int seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.ints(size, 0, 1 + random.nextInt(100)).toArray();
    }
}
