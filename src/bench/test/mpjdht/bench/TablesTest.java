package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void takesTheMiddleRunWhateverTheirOrder() {
        Series series = new Series("x", 300);
        series.add(new Measurement(9, 5));
        series.add(new Measurement(1, 7));
        series.add(new Measurement(3, 6));

        assertThat(series.medianSeconds()).isEqualTo(3);
        assertThat(series.commandsPerSecond()).isEqualTo(100);
        assertThat(series.leastSeconds()).isEqualTo(1);
        assertThat(series.mostSeconds()).isEqualTo(9);
        assertThat(series.peakBytes()).isEqualTo(7);
        assertThat(Series.median(4, 1, 3, 2)).isEqualTo(2.5);
    }

    @Test
    void tellsFiguresThatMissTheirTarget() {
        Verdicts verdicts = new Verdicts().atLeast("A", "speed", 4, 4, " x").atMost("C", "memory", 64.01, 64, " B");

        assertThat(verdicts.allPassed()).isFalse();
        assertThat(verdicts.table())
                .contains("| A: speed   |     4 x |  ≥ 4 x |    pass |")
                .contains("| C: memory  | 64.01 B | ≤ 64 B |    FAIL |");
        assertThat(new Verdicts().atMost("C", "memory", 64, 64, " B").allPassed())
                .isTrue();
    }

    @Test
    void passesNoVerdictOnAFigureWithoutATarget() {
        Verdicts verdicts = new Verdicts().tell("C", "memory", 1234.5, " MiB");

        assertThat(verdicts.allPassed()).isTrue();
        assertThat(verdicts.table()).contains("| C: memory  | 1234.5 MiB |      - |       - |");
    }
}
