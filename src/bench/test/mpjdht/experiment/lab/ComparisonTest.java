package mpjdht.experiment.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Source SOURCE = new Source("A paper, 2001", "figure 1");

    private static Comparison comparison(double least, double most, double mean, double halfWidth) {
        return new Comparison(
                "hops", "nodes", new Published(least, most, SOURCE), new Estimate(mean, halfWidth, 5), "Rings differ.");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, 5.1, 0.2, agrees",
        "5, 5, 5.1, 0.05, 2.0 % above",
        "5, 10, 7, 0, agrees",
        "5, 10, 11, 0.5, 10.0 % above",
        "5, 10, 4, 0.5, 20.0 % below",
        "5, 10, 11, 1, agrees",
        "5, 10, 40, 1, 4.0 times",
        "8, 15, 0.5, 0.1, '1/16.0'",
        "0, 0, 3, 1, 3.00 above",
        "0, 0, -3, 1, 3.00 below",
        "0, 0, 0, 0, agrees"
    })
    void tellsHowFarOurFigureIsFromThePublishedOne(
            double least, double most, double mean, double halfWidth, String difference) {
        assertThat(comparison(least, most, mean, halfWidth).difference()).isEqualTo(difference);
    }

    @Test
    void tellsANumberOrARange() {
        assertThat(Published.of(4.60, SOURCE).figure()).isEqualTo("4.6");
        assertThat(new Published(5, 10, SOURCE).figure()).isEqualTo("5 to 10");
        assertThat(SOURCE).hasToString("A paper, 2001, figure 1");
    }

    @Test
    void wantsARangeASourceAndAnExplanation() {
        assertThatThrownBy(() -> new Published(2, 1, SOURCE)).hasMessageContaining("2.0 to 1.0");
        assertThatThrownBy(() -> new Source("A paper", " ")).hasMessageContaining("place");
        assertThatThrownBy(() ->
                        new Comparison("hops", "", Published.of(1, SOURCE), new Estimate(1, 1, 5), ""))
                .hasMessageContaining("why");
    }
}
