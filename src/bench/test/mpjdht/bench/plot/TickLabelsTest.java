package mpjdht.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickLabelsTest {
    @ParameterizedTest
    @CsvSource({"0.2,0.2", "0.25,0.25", "0,0", "16,16", "500,500", "1000,1 K", "2500000,2.5 M", "40000000,40 M", "2e9,2 G"})
    void writesNumbersShort(double value, String label) {
        assertThat(TickLabels.plain(value)).isEqualTo(label);
    }

    @Test
    void labelsOnesTwosAndFives() {
        assertThat(TickLabels.logarithmic(0.2, false)).isEqualTo("0.2");
        assertThat(TickLabels.logarithmic(5e6, false)).isEqualTo("5 M");
        assertThat(TickLabels.logarithmic(3e6, false)).isEqualTo(TickLabels.NONE);
    }

    @Test
    void labelsPowersOfTenAloneWhereThereAreMany() {
        assertThat(TickLabels.logarithmic(1000, true)).isEqualTo("1 K");
        assertThat(TickLabels.logarithmic(0.001, true)).isEqualTo("0.001");
        assertThat(TickLabels.logarithmic(5000, true)).isEqualTo(TickLabels.NONE);
    }
}
