package mpjdht.experiment.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {

    /** Quantiles of tables that are in every textbook, 97.5 %. */
    @ParameterizedTest
    @CsvSource({
        "1, 12.7062", "4, 2.7764", "9, 2.2622", "30, 2.0423", "31, 2.0395", "40, 2.0211", "60, 2.0003", "120, 1.9799", "100000, 1.9600"
    })
    void takesTheQuantileOfStudentsDistribution(int degrees, double quantile) {
        assertThat(StudentT.quantile(degrees)).isCloseTo(quantile, within(0.00006));
    }

    /** Student's own example, the differences of sleep by two drugs: Biometrika 6(1), 1908, section IX; the interval is that of R's t.test. */
    @Test
    void agreesWithTheIntervalOfStudentsExample() {
        Estimate estimate = Estimate.of(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4);

        assertThat(estimate.mean()).isCloseTo(1.58, within(1e-9));
        assertThat(estimate.least()).isCloseTo(0.7001142, within(1e-5));
        assertThat(estimate.most()).isCloseTo(2.4598858, within(1e-5));
        assertThat(estimate.repeats()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 40})
    void holdsWhatTheMeanTendsToIn95OfAHundred(int repeats) {
        SplittableRandom random = new SplittableRandom(repeats);
        int times = 20_000;
        int inside = 0;
        for (int i = 0; i < times; i++) {
            Estimate estimate = Estimate.of(
                    DoubleStream.generate(() -> 7 + random.nextGaussian()).limit(repeats).toArray());
            inside += estimate.least() <= 7 && 7 <= estimate.most() ? 1 : 0;
        }
        assertThat((double) inside / times).isBetween(0.945, 0.955);
    }

    @Test
    void refusesTooFewRepeatsAndThoseWithoutAFigure() {
        assertThatThrownBy(() -> Estimate.of(1, 2, 3, 4)).hasMessageContaining("4 repeats").hasMessageContaining("5");
        assertThatThrownBy(() -> Estimate.of(1, 2, 3, 4, Double.NaN)).hasMessageContaining("NaN");
    }

    @ParameterizedTest
    @CsvSource({
        "3.86213, 0.01434, 3.862 ± 0.014",
        "12345.6, 210.4, '12,346 ± 210'",
        "0.5, 0, 0.5 ± 0",
        "1.5, 1.2, 1.5 ± 1.2",
        "1e-9, 2e-9, 0.000000 ± 0.000000"
    })
    void tellsTwoDigitsOfTheInterval(double mean, double halfWidth, String text) {
        assertThat(new Estimate(mean, halfWidth, 5)).hasToString(text);
    }

    @Test
    void isTheSameInAnotherUnit() {
        assertThat(new Estimate(2, 0.5, 5).times(-10)).isEqualTo(new Estimate(-20, 5, 5));
    }
}
