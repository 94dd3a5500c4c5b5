package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with the shapes of those of the NTUA course on distributed systems, and titles of this test's own, on real ranks. */
class NtuaIT {
    private static final int FILES = 10;
    private static final int LINES = 30;
    private static final List<String> TITLES = List.of(
            "The Long Way Down",
            "Don't Look Now",
            "Bread, Butter",
            "Shout -- It's Morning",
            "Ελαφρύ φως",
            "Number #9 // Side B",
            "Hello");

    @TempDir
    private Path folder;

    private final Random random = new Random(7);
    private final Map<String, String> values = new TreeMap<>();

    private String title() {
        return TITLES.get(random.nextInt(TITLES.size()));
    }

    private String write(String name, List<String> lines) throws IOException {
        String ends = random.nextBoolean() ? "\r\n" : "\n";
        return Files.writeString(
                        folder.resolve(name), String.join(ends, lines) + (random.nextBoolean() ? ends + ends : ""))
                .toString();
    }

    private List<String> requests(int file) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(
                    random.nextBoolean() ? "query, " + title() : "insert, " + title() + ", " + (500 + 100 * file + i));
        }
        return lines;
    }

    private static Job job(String options, List<String> files) {
        List<String> arguments = new ArrayList<>(
                List.of("-np", Integer.toString(FILES + 2), "--nodes", Integer.toString(FILES), "--ids", "sha1"));
        arguments.addAll(List.of("--dialect", "ntua", "--format", "handout"));
        arguments.addAll(List.of(options.split(" ")));
        arguments.addAll(files);
        return Job.dht(arguments.toArray(String[]::new));
    }

    private void insert(String title, String value, boolean appends) {
        values.merge(title, value, (before, added) -> appends ? before + added : added);
    }

    @ParameterizedTest
    @CsvSource({"append, --quiet", "replace, --quiet --on-put replace --routing chord", "append, --quiet --replicas 3"})
    void filesInTheNewerFormatInsertTheNumberOfTheirNode(String onPut, String options) throws IOException {
        List<String> files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            List<String> lines = new ArrayList<>(List.of("first of " + file));
            for (int i = 0; i < LINES; i++) {
                lines.add(title());
            }
            files.add(write("insert_0" + file + "_part.txt", lines));
            for (String line : lines) {
                insert(line, Integer.toString(file), onPut.equals("append"));
            }
        }
        files.add(write("query_00.txt", new ArrayList<>(values.keySet())));

        Job.Result result = job(options, files).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.text().lines().map(line -> line.replaceFirst(" [0-9]+$", "")))
                .containsExactlyElementsOf(values.values());
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void filesInTheOlderFormatInsertPairsAndRequestsGoOnFromThere() throws IOException {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            String title = title();
            pairs.add(title + ", " + i);
            insert(title, Integer.toString(i), true);
        }
        List<String> files = new ArrayList<>(List.of(write("insert.txt", pairs)));
        List<String> expected = new ArrayList<>();
        List<String> requests = requests(0);
        for (String request : requests) {
            String rest = request.substring(request.indexOf(' ') + 1);
            if (request.startsWith("query")) {
                expected.add(values.getOrDefault(rest, "NOT_FOUND"));
            } else {
                int comma = rest.lastIndexOf(',');
                insert(rest.substring(0, comma), rest.substring(comma + 2), true);
            }
        }
        files.add(write("requests.txt", requests));

        Job.Result result = job("--quiet", files).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.text().lines().map(line -> line.replaceFirst(" [0-9]+$", "")))
                .containsExactlyElementsOf(expected);
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"linearizable, --replicas 3 --window 50", "eventual, --replicas 3 --consistency eventual"})
    void tenNodesAskAtTheSameTimeAndTheirHistoryKeepsThePromise(String promise, String options) throws IOException {
        List<String> files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            files.add(write("requests_0" + file + ".txt", requests(file)));
        }
        Path history = folder.resolve("history");

        Job.Result result = job(options + " --quiet --parallel --on-put replace --history " + history, files)
                .run();
        List<String> check = promise.equals("eventual") ? List.of("--eventual") : List.of();
        List<String> arguments = new ArrayList<>(check);
        arguments.add(history.toString());
        Job.Result checked =
                Job.script("check-history", arguments.toArray(String[]::new)).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(Files.readAllLines(history)).hasSize(2 * FILES * LINES);
        assertThat(checked.exitCode()).as(checked.text() + checked.err()).isZero();
    }

    @Test
    void anAppendOfTenNodesAtOnceLosesNothing() throws IOException {
        List<String> files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            files.add(write("insert_0" + file + "_part.txt", List.of("Hello")));
        }
        Path history = folder.resolve("history");

        Job.Result written = job("--quiet --replicas 3 --parallel --history " + history, files)
                .run();
        Job.Result checked = Job.script("check-history", history.toString()).run();

        assertThat(written.err()).isEmpty();
        assertThat(checked.text()).isEqualTo(history + "\tlinearizable\n");
        assertThat(Files.readString(history)).contains("\"op\":\"APPEND\"");
    }

    @Test
    void aNodeDepartsAndTheOthersHaveItsKeysAndAllAreTold() throws IOException {
        String insert = write("insert_04_part.txt", List.of("Hello", "Don't Look Now", "Bread, Butter"));
        String requests = write(
                "requests_03.txt", List.of("delete, Hello", "depart", "query, *", "overlay", "query, Bread, Butter"));

        Job.Result result =
                job("--format text --verbose", List.of(insert, requests)).run();

        assertThat(result.text())
                .contains("DELETE Hello -> deleted @")
                .contains("REMOVE ")
                .containsPattern("KEYS \"Bread, Butter\" @[0-9]+\n")
                .containsPattern("KEYS \"Don't Look Now\" @[0-9]+\n")
                .contains("RING -> 9 nodes, 2 keys, ")
                .containsPattern("GET \"Bread, Butter\" -> 4 @[0-9]+\n")
                .doesNotContain("KEYS Hello");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aDryRunListsWhatIsWrongAndRunsNothing() throws IOException {
        String requests = write("requests_12.txt", List.of("query, Hello", "depart", "insert, Hello", "sing, Hello"));

        Job.Result result = job("--dry-run", List.of(requests)).run();

        assertThat(result.text()).isEmpty();
        assertThat(result.err())
                .contains(requests + ":2:1: error: no node at start has the number 12")
                .contains(requests + ":3:9: error: 'Hello' has no value; right is insert, title, value")
                .contains(requests + ":4:1: error: unknown request 'sing'; right is ")
                .contains("dry run: 1 command, 3 errors; nothing was run");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
