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
import java.util.stream.Stream;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Outputs;
import mpjdht.experiment.lab.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadExperimentsTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream named = new ByteArrayOutputStream();

    @Test
    void countsEveryKeyOfEveryStep() throws IOException, InterruptedException {
        run(new LoadBalance(20, 100, 5));

        List<String[]> rows = rows("load-balance.csv");
        assertThat(rows).extracting(row -> row[0]).containsExactly(
                "100", "200", "300", "400", "500", "600", "700", "800", "900", "1000");
        for (String[] row : rows) {
            assertThat(Double.parseDouble(row[4])).isEqualTo(Integer.parseInt(row[0]) / 20.0);
        }
    }

    @Test
    void tellsTheDistributionOfHalfTheKeys() throws IOException, InterruptedException {
        run(new LoadBalance(20, 100, 5));

        int nodes = 0;
        int keys = 0;
        for (String[] row : rows("load-balance-distribution.csv")) {
            nodes += Integer.parseInt(row[1]);
            keys += Integer.parseInt(row[0]) * Integer.parseInt(row[1]);
        }
        assertThat(nodes).isEqualTo(5 * 20);
        assertThat(keys).isEqualTo(5 * 500);
    }

    @Test
    void dealsMoreEvenlyWithEveryVirtualNode() throws IOException, InterruptedException {
        run(new VirtualNodes(200, 20_000, 5));

        List<String[]> rows = rows("virtual-nodes.csv");
        assertThat(rows).extracting(row -> row[2]).containsExactly("1", "2", "5", "10", "20");
        assertThat(rows).extracting(row -> Integer.parseInt(row[5])).isSorted();
        assertThat(rows).extracting(row -> -Integer.parseInt(row[11])).isSorted();
    }

    @Test
    void namesEveryFileAndWritesTheSameBytesForTheSameSeed() throws IOException, InterruptedException {
        run(new LoadBalance(20, 100, 5));
        run(new VirtualNodes(20, 1000, 5));
        List<String> first = contents();
        run(new LoadBalance(20, 100, 5));
        run(new VirtualNodes(20, 1000, 5));

        assertThat(contents()).isEqualTo(first).doesNotContain("");
        assertThat(named.toString(StandardCharsets.UTF_8).lines().distinct())
                .containsExactlyInAnyOrderElementsOf(files().stream().map(Path::toString).toList());
    }

    @Test
    void drawsOtherNumbersFromAnotherSeed() throws IOException, InterruptedException {
        run(new LoadBalance(20, 100, 5));
        List<String> first = contents();
        run(new LoadBalance(20, 100, 5), 6);

        assertThat(contents()).isNotEqualTo(first);
    }

    private void run(Experiment experiment) throws IOException, InterruptedException {
        run(experiment, 5);
    }

    private void run(Experiment experiment, long seed) throws IOException, InterruptedException {
        new Outputs(folder, new PrintStream(named, true, StandardCharsets.UTF_8))
                .write(experiment, experiment.run(Plan.of(seed)));
    }

    private List<String[]> rows(String file) throws IOException {
        return Files.readString(folder.resolve(file)).lines().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files()) {
            contents.add(Files.readString(file));
        }
        return contents;
    }
}
