package mpjdht.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mpjdht.cli.setting.UsageException;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Outputs;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.RingDrawing;
import mpjdht.experiment.lab.Source;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaboratoryTest {
    private static final Pattern MEASURED = Pattern.compile("<!-- measured -->.*?<!-- end of measured -->", Pattern.DOTALL);
    private static final Source SOURCE = new Source("Some & others, \"A paper\" <2001>", "table 1");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    /** Throws dice, and measures a time that is never the same. */
    private record Dice(String name) implements Experiment {
        private static final AtomicLong TIME = new AtomicLong();

        @Override
        public String question() {
            return "Is a < b & \"c\"?";
        }

        @Override
        public Findings run(Plan plan) {
            Estimate mean = Estimate.of(plan.repeat(seed -> (double) Math.floorMod(seed, 6L)), Double::doubleValue);
            CsvTable rows = new CsvTable(List.of("mean"));
            rows.row(mean.mean());
            MarkdownTable table = new MarkdownTable("figure <b>", "mean");
            table.row("dice & more", mean.toString());
            LineChart chart = new LineChart("Dice of " + name, new Axis("x", false), new Axis("y", false))
                    .add(new Line("dice", List.of(new Point(1, 1), new Point(2, mean.mean()))));
            Findings findings = new Findings()
                    .rows(name, rows)
                    .tables(name, table)
                    .chart(name, chart)
                    .ring(name + "-ring", new RingDrawing(plan.seeds()), "a ring")
                    .figure("dice", "eyes", mean)
                    .compare(new Comparison("dice", "eyes", Published.of(2.5, SOURCE), mean, "Dice are <fair>."));
            Estimate time = Estimate.of(IntStream.range(0, 5).mapToDouble(i -> TIME.incrementAndGet()).toArray());
            findings.measured().figure("time", "s", time).chart(name + "-time", chart);
            return findings;
        }
    }

    @Test
    void aFolderThatTakesNoFilesIsRefusedBeforeAnythingIsDone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");
        Path inside = file.resolve("results");

        assertThatThrownBy(() -> new Outputs(inside, System.out).require())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--out " + inside + ": cannot be written: ")
                .hasMessageEndingWith("; right is a folder that you may write to");
        assertThat(file).hasContent("kept");
    }

    @Test
    void aFolderThatIsNotThereIsMadeAndIsEmptyUntilSomethingIsDone() throws UsageException {
        Path results = folder.resolve("a/b");

        new Outputs(results, System.out).require();

        assertThat(results).isEmptyDirectory();
    }

    private record Failing(String name) implements Experiment {
        @Override
        public String question() {
            return "Does it fail?";
        }

        @Override
        public Findings run(Plan plan) throws IOException {
            throw new IOException("no <ranks> here");
        }
    }

    private boolean run(long seed, Path to, Experiment... experiments) throws IOException {
        ExperimentOptions options = new ExperimentOptions(List.of(Subject.COPIES), true, to, Extent.QUICK, seed, Optional.empty(), List.of(), Optional.empty());
        List<Chosen> chosen = Arrays.stream(experiments).map(each -> new Chosen(Subject.COPIES, each)).toList();
        return new Laboratory(
                        options,
                        new PrintStream(names, true, StandardCharsets.UTF_8),
                        new PrintStream(talk, true, StandardCharsets.UTF_8),
                        () -> clock.addAndGet(1_500_000_000L))
                .run(chosen);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void givesTheSameFilesForTheSameSeedButWhatIsMeasured() throws IOException {
        run(3, folder.resolve("a"), new Dice("dice"), new Dice("more"));
        run(3, folder.resolve("b"), new Dice("dice"), new Dice("more"));
        run(4, folder.resolve("c"), new Dice("dice"), new Dice("more"));

        Map<String, String> first = files(folder.resolve("a"));
        Map<String, String> again = files(folder.resolve("b"));
        Map<String, String> other = files(folder.resolve("c"));
        assertThat(first.keySet()).isEqualTo(again.keySet()).contains("copies/dice.csv", "copies/measured/dice-figures.csv");
        assertThat(first.get("copies/measured/dice-figures.csv")).isNotEqualTo(again.get("copies/measured/dice-figures.csv"));
        assertThat(first.get("report.html")).isNotEqualTo(again.get("report.html"));
        for (Map<String, String> files : List.of(first, again, other)) {
            files.keySet().removeIf(name -> name.contains("/measured/"));
            files.computeIfPresent("report.html", (name, page) -> MEASURED.matcher(page).replaceAll(""));
        }
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void namesEveryFileThatItWrites() throws IOException {
        run(3, folder, new Dice("dice"));

        assertThat(names.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrderElementsOf(
                        files(folder).keySet().stream().map(name -> folder.resolve(name).toString()).toList());
    }

    @Test
    void reportsEveryPictureQuestionSourceAndExplanationAsTextAndNotAsMarkup() throws IOException {
        run(3, folder, new Dice("dice"), new Dice("more"));

        String page = files(folder).get("report.html");
        assertThat(page.split("<img src=\"data:image/svg\\+xml;base64,", -1)).hasSize(1 + 4);
        assertThat(page.split("<figure class=\"ring\"><svg", -1)).hasSize(1 + 2);
        assertThat(page)
                .contains("Is a &lt; b &amp; &quot;c&quot;?")
                .contains("dice &amp; more")
                .contains("figure &lt;b&gt;")
                .contains("Dice are &lt;fair&gt;.")
                .contains("Some &amp; others, &quot;A paper&quot; &lt;2001&gt;, table 1")
                .contains("scripts/experiment copies --only dice --quick --seed 3")
                .doesNotContain("<script")
                .doesNotContain("src=\"http");
        assertThat(page.split("id=\"copies-dice\"", -1)).hasSize(2);
        assertThat(page.split("href=\"#copies-dice\"", -1)).hasSize(3);
    }

    @Test
    void namesAnExperimentThatFailsAndDoesTheOthers() throws IOException {
        boolean done = run(3, folder, new Failing("first"), new Dice("dice"));

        assertThat(done).isFalse();
        assertThat(talk.toString(StandardCharsets.UTF_8))
                .contains("experiment: copies/first: failed: no <ranks> here, 1.5 s")
                .contains("experiment: copies/dice: done, 1.5 s");
        assertThat(files(folder)).containsKey("copies/dice.csv");
        assertThat(files(folder).get("report.html")).contains("Failed: no &lt;ranks&gt; here");
    }

    @Test
    void doesNotLetAnExperimentWriteFilesThatAreNotItsOwn() throws IOException {
        record Other(String name) implements Experiment {
            @Override
            public String question() {
                return "Whose is it?";
            }

            @Override
            public Findings run(Plan plan) {
                return new Findings().rows("churn", new CsvTable(List.of("x")));
            }
        }

        assertThat(run(3, folder, new Other("dice"))).isFalse();
        assertThat(talk.toString(StandardCharsets.UTF_8)).contains("dice may not write churn.csv");
    }
}
