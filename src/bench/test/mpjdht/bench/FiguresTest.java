package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mpjdht.command.Summary;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void readsTheSecondsOfASummaryAsTheProgramPrintsIt() {
        List<String> lines = new Summary().lines(6, 12.345);

        assertThat(Figures.summarySeconds("warning: 1 in 2 s\n" + String.join("\n", lines)))
                .isEqualTo(12.345);
    }

    @Test
    void failsWhereThereIsNoSummary() {
        assertThatThrownBy(() -> Figures.summarySeconds("mpj-dht: rank 3 died"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("rank 3 died");
    }
}
