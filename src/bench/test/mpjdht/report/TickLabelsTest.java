package mpjdht.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickLabelsTest {
    @ParameterizedTest
    @CsvSource({"0.2,0.2", "0.25,0.25", "0,0", "16,16", "500,500", "1000,1 K", "2500000,2.5 M", "40000000,40 M", "2e9,2 G"})
    void writesNumbersShort(double value, String label) {
        assertThat(TickLabels.plain(value)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"40,0.2 0.3 0.4 0.5 0.7 1", "500,0.2 0.5 1", "10000,1"})
    void labelsFewerTicksOnAWiderAxis(double ratio, String labels) {
        List<String> labelled = IntStream.rangeClosed(2, 10)
                .mapToObj(tenths -> TickLabels.logarithmic(tenths / 10.0, ratio))
                .filter(label -> !label.equals(TickLabels.NONE))
                .toList();

        assertThat(labelled).containsExactly(labels.split(" ", -1));
    }

    @Test
    void labelsPowersOfTenOnEveryAxis() {
        assertThat(TickLabels.logarithmic(1000, 1e6)).isEqualTo("1 K");
        assertThat(TickLabels.logarithmic(0.001, 10)).isEqualTo("0.001");
    }
}
