package mpjdht.experiment.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Plan;
import org.junit.jupiter.api.Test;

class LongestArcTest {
    private static final Path SOURCE = Path.of("src/bench/java/mpjdht/experiment/example/LongestArc.java");
    private static final Path PAGE = Path.of("docs/laboratory.md");

    @Test
    void agreesWithTheFormula() {
        for (int nodes : List.of(1, 2, 10, 100)) {
            Comparison comparison = new LongestArc(nodes).run(Plan.of(1)).comparisons().get(0);

            assertThat(comparison.ours().mean()).as("%s nodes", nodes).isBetween(
                    comparison.published().least() * 0.98, comparison.published().most() * 1.02);
            assertThat(comparison.ours().halfWidth()).isLessThan(0.3);
        }
    }

    @Test
    void hasFewerThanSixtyLines() throws IOException {
        assertThat(Files.readAllLines(SOURCE)).hasSizeLessThan(60);
    }

    @Test
    void isShownByTheDocsAsItIs() throws IOException {
        assertThat(Files.readString(PAGE)).contains("```java\n" + Files.readString(SOURCE) + "```\n");
    }
}
