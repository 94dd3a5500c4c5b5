package mpjdht.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void writesNumbersPlainWhateverTheirSize() {
        CsvTable table = new CsvTable(List.of("keys", "share", "mean_keys"));
        table.row(1_000_000, 0.00001234567, 50.0);
        table.row(9_000_000_000L, 1 / 3.0, 1e9);

        assertThat(table.render())
                .isEqualTo("keys,share,mean_keys\n1000000,0.0000123457,50\n9000000000,0.333333,1000000000\n");
    }

    @Test
    void quotesWhatWouldBreakARow() {
        CsvTable table = new CsvTable(List.of("what", "note"));
        table.row("a, b", "he said \"no\"\nand left");

        assertThat(table.render()).isEqualTo("what,note\n\"a, b\",\"he said \"\"no\"\"\nand left\"\n");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        CsvTable table = new CsvTable(List.of("keys", "share"));

        assertThatThrownBy(() -> table.row(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
