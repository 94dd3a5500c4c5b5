package mpjdht.experiment.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Outputs;
import mpjdht.experiment.lab.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LookupExperimentsTest {
    @TempDir
    private Path folder;

    static List<Experiment> small() {
        return List.of(
                new PathLength(2, 4, 3, 16, 12),
                new Failures(32, 10, PaperTables.FAILURES.subList(0, 3)),
                new Churn(32, 16, 4, PaperTables.CHURN.subList(5, 8)));
    }

    @ParameterizedTest
    @MethodSource("small")
    void writesTheSameBytesForTheSameSeed(Experiment experiment) throws IOException, InterruptedException {
        run(experiment);
        List<String> first = contents();
        run(experiment);

        assertThat(contents()).isEqualTo(first).hasSizeGreaterThan(2).doesNotContain("");
    }

    @Test
    void drawsOtherNumbersFromAnotherSeed() throws IOException, InterruptedException {
        run(new PathLength(2, 4, 3, 16, 12));
        List<String> first = contents();
        run(new PathLength(2, 4, 3, 16, 12), 6);

        assertThat(contents()).isNotEqualTo(first);
    }

    @Test
    void measuresPathsOfHalfTheLogarithmOfTheNumberOfNodes() throws IOException, InterruptedException {
        run(new PathLength(4, 7, 6, 1 << 7, 800));

        List<Map<String, Double>> rows = rows("path-length.csv");
        assertThat(rows).extracting(row -> row.get("nodes")).containsExactly(16.0, 32.0, 64.0, 128.0);
        assertThat(rows).extracting(row -> row.get("rings")).containsExactly(40.0, 20.0, 10.0, 5.0);
        assertThat(rows).allSatisfy(row -> assertThat(row.get("path_mean_nodes"))
                .isBetween(row.get("half_log2_nodes") - 0.4, row.get("half_log2_nodes") + 0.1));
    }

    @Test
    void tellsTheWholeDistributionOfThePathLength() throws IOException, InterruptedException {
        run(new PathLength(4, 6, 5, 64, 100));

        for (String share : List.of("share", "share_with_list_to_owner", "binomial_share")) {
            double all = rows("path-length-distribution.csv").stream()
                    .mapToDouble(row -> row.get(share))
                    .sum();
            assertThat(all).as(share).isBetween(0.999, 1.001);
        }
    }

    @Test
    void losesNoLookupAndNoRingWhenPartOfTheNodesFails() throws IOException, InterruptedException {
        run(new Failures(32, 80, PaperTables.FAILURES));

        List<Map<String, Double>> rows = rows("failures.csv");
        assertThat(rows).extracting(row -> row.get("failed_nodes_percent"))
                .containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("lookups")).isEqualTo(400);
            assertThat(row.get("failed_lookups")).isZero();
            assertThat(row.get("exact_rings")).isEqualTo(5);
        });
        assertThat(rows.get(0).get("timeouts_mean")).isZero();
        assertThat(rows.get(0).get("exact_after_most_seconds")).isZero();
        assertThat(rows).extracting(row -> row.get("timeouts_mean")).isSorted();
        assertThat(rows.get(5).get("timeouts_mean")).isGreaterThan(1);
    }

    @Test
    void meetsMoreOfTheDeadTheMoreNodesComeAndGo() throws IOException, InterruptedException {
        run(new Churn(64, 80, 4, PaperTables.CHURN));

        List<Map<String, Double>> rows = rows("churn.csv");
        assertThat(rows).hasSize(PaperTables.CHURN.size());
        assertThat(rows.get(7).get("timeouts_mean"))
                .isGreaterThan(rows.get(0).get("timeouts_mean"));
        assertThat(rows).allSatisfy(row -> assertThat(row.get("lookups")).isBetween(300.0, 500.0));
    }

    private void run(Experiment experiment) throws IOException, InterruptedException {
        run(experiment, 5);
    }

    private void run(Experiment experiment, long seed) throws IOException, InterruptedException {
        PrintStream nobody = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        new Outputs(folder, nobody).write(experiment, experiment.run(Plan.of(seed)));
    }

    private List<Map<String, Double>> rows(String file) throws IOException {
        List<String[]> lines = Files.readString(folder.resolve(file))
                .lines()
                .map(line -> line.split(",", -1))
                .toList();
        return lines.stream()
                .skip(1)
                .map(cells -> IntStream.range(0, cells.length)
                        .boxed()
                        .collect(Collectors.toMap(i -> lines.get(0)[i], i -> Double.valueOf(cells[i]))))
                .toList();
    }

    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                contents.add(Files.readString(file));
            }
        }
        return contents;
    }
}
