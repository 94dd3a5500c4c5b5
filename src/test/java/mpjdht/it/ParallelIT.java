package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Command files that run at the same time on real ranks. {@code mpjdht.parallel.runs} says how many runs there are of each kind
 * whose history is checked; the usual number is small.
 */
class ParallelIT {
    private static final int RUNS = Integer.getInteger("mpjdht.parallel.runs", 1);
    private static final int FILES = 6;
    private static final int COMMANDS = 4_000;
    private static final int KEYS = 20;

    @TempDir
    private Path folder;

    /**
     * Calls on few keys, so that many are under way for each, while nodes come and go by three of the files. With DELETE, the
     * checker has to search, which only small windows allow.
     */
    private List<String> drawFiles(long seed, boolean deletes) throws IOException {
        Random random = new Random(seed);
        List<String> files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < COMMANDS; i++) {
                int key = 1 + random.nextInt(KEYS) * 50;
                switch (random.nextInt(deletes ? 5 : 4)) {
                    case 0, 1 ->
                        text.append("PUT ")
                                .append(key)
                                .append(" v")
                                .append(file)
                                .append('-')
                                .append(i);
                    case 2, 3 -> text.append("GET ").append(key);
                    default -> text.append("DELETE ").append(key);
                }
                text.append('\n');
                if (file < 3 && i % 1000 == 500) {
                    text.append("ADD ")
                            .append(1 + random.nextInt(6))
                            .append(' ')
                            .append(300 + file)
                            .append('\n');
                } else if (file < 3 && i % 1000 == 999) {
                    text.append("REMOVE ").append(300 + file).append('\n');
                }
            }
            files.add(
                    Files.writeString(folder.resolve("f" + file + ".cmd"), text).toString());
        }
        return files;
    }

    @ParameterizedTest
    @CsvSource({
        "multicore, false",
        "multicore --routing direct --window 100, true",
        "niodev --routing direct --window 100, true"
    })
    void theirHistoryIsLinearizableAndWholeAndEachFileHasItsResults(String options, boolean deletes)
            throws IOException {
        for (int run = 0; run < RUNS; run++) {
            Path history = folder.resolve("history");
            List<String> arguments = new ArrayList<>(List.of(("--device " + options).split(" ")));
            arguments.addAll(List.of("--parallel", "--quiet", "--format", "json"));
            arguments.addAll(List.of(
                    "--history",
                    history.toString(),
                    "--output",
                    folder.resolve("out").toString()));
            arguments.addAll(drawFiles(run, deletes));

            Job.Result job = Job.dht(arguments.toArray(String[]::new)).run();
            Job.Result check = Job.script("check-history", history.toString()).run();

            assertThat(job.err()).isEmpty();
            assertThat(job.exitCode()).isZero();
            assertThat(check.text()).as("run " + run).isEqualTo(history + "\tlinearizable\n");
            assertThat(Files.readAllLines(history)).hasSize(2 * FILES * COMMANDS);
            for (int file = 0; file < FILES; file++) {
                List<String> results = Files.readAllLines(folder.resolve("out/f" + file + ".out"));
                assertThat(results).hasSize(COMMANDS + (file < 3 ? 8 : 0));
                assertThat(results.get(results.size() - 1)).startsWith("{\"line\":" + results.size() + ",");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"multicore", "niodev"})
    void resultsAppearFileAfterFileAndAFailedLineStopsItsOwnFileAlone(String device) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad"), "PUT 1 a\nGET 1\nFROB\nGET 1\n");
        Path fails = Files.writeString(folder.resolve("fails"), "PUT 2 b\nGET 2\nREMOVE 77\nGET 2\n");
        Path ends = Files.writeString(folder.resolve("ends"), "PUT 3 c\nGET 3\nEND\nGET 3\n");
        Path goes = Files.writeString(folder.resolve("goes"), "PUT 4 d\nGET 4\nGET 4\n");

        Job.Result job = Job.dht(
                        "--device",
                        device,
                        "--parallel",
                        bad.toString(),
                        fails.toString(),
                        ends.toString(),
                        goes.toString(),
                        folder + "/none",
                        "-")
                .stdin("PUT 5 e\nGET 5\n")
                .run();

        assertThat(job.text()).isEqualTo("""
                        GET 1 -> a @1000
                        GET 2 -> b @1000
                        GET 3 -> c @1000
                        GET 4 -> d @1000
                        GET 4 -> d @1000
                        GET 5 -> e @1000
                        """);
        assertThat(job.err())
                .contains(bad + ":3:1: error: unknown verb 'FROB'")
                .contains(fails + ":3:8: error: id 77 is not on the circle")
                .contains(ends + ":3: warning: END ends the file; lines after it were not run, the first is line 4")
                .contains(folder + "/none: error: cannot be read: no such file")
                .contains("11 commands in ")
                .contains("1 command failed, 2 lines could not be read");
        assertThat(job.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"multicore, 8", "niodev, 3"})
    void linesThatAreDealtToSeveralClientsKeepTheirOrderAndTheirHistoryIsLinearizable(String device, String clients)
            throws IOException {
        String file = drawFiles(1, false).get(FILES - 1);
        Path history = folder.resolve("history");

        Job.Result job = Job.dht(
                        "--device",
                        device,
                        "--clients",
                        clients,
                        "--quiet",
                        "--format",
                        "json",
                        "--history",
                        history.toString(),
                        file)
                .run();
        Job.Result check = Job.script("check-history", history.toString()).run();

        assertThat(job.err()).isEmpty();
        assertThat(check.text()).isEqualTo(history + "\tlinearizable\n");
        List<String> results = job.text().lines().toList();
        assertThat(results).hasSize(COMMANDS);
        for (int line = 0; line < results.size(); line++) {
            assertThat(results.get(line)).startsWith("{\"line\":" + (line + 1) + ",");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void aDealtLineThatFailsStopsItsClientAloneAndAChangeOfTheRingWaitsForNoResultBehindIt(String device)
            throws IOException {
        String value = "x".repeat(100_000);
        StringBuilder text = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int key = 1; key <= 39; key++) {
            text.append("PUT ").append(key).append(' ').append(value).append('\n');
        }
        text.append("REMOVE 77\nADD 1 500\nGET 1\n");
        expected.append("GET 1 -> ").append(value).append(" @500\n");
        for (int get = 0; get < 180; get++) {
            int key = 1 + get % 39;
            text.append("GET ").append(key).append('\n');
            if (get % 3 != 0) {
                expected.append("GET ").append(key).append(" -> ").append(value).append(" @500\n");
            }
        }
        Path file = Files.writeString(folder.resolve("dealt"), text);
        Path history = folder.resolve("history");

        Job.Result job = Job.dht("--device", device, "--clients", "3", "--history", history.toString(), file.toString())
                .run();
        Job.Result check = Job.script("check-history", history.toString()).run();

        assertThat(job.err())
                .contains(file + ":40:8: error: id 77 is not on the circle")
                .contains("warning: of the 3 clients some stopped at a line that failed; 60 lines")
                .contains("1 command failed");
        // The one GET that was under way beside the change may have been answered by the owner before it.
        assertThat(job.text().replace("@1000", "@500").equals(expected.toString()))
                .isTrue();
        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(check.text()).isEqualTo(history + "\tlinearizable\n");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidBeforeAnythingIsRun() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");
        Path commands = Files.writeString(folder.resolve("commands"), "PUT 1 a\nGET 1\n");

        Job.Result job = Job.dht("--parallel", "--output", file.toString(), commands.toString())
                .run();

        assertThat(job.err())
                .isEqualTo(
                        "mpj-dht: --output " + file
                                + ": cannot be written: it is no folder; right is a folder that you may write to, with --parallel\n");
        assertThat(job.text()).isEmpty();
        assertThat(job.exitCode()).isEqualTo(2);
        assertThat(file).hasContent("kept");
    }

    @Test
    void resultsThatWouldOverwriteACommandFileAreRefused() throws IOException {
        Path commands = Files.writeString(folder.resolve("commands.out"), "PUT 1 a\n");

        Job.Result job = Job.dht("--parallel", "--output", folder.toString(), commands.toString())
                .run();

        assertThat(job.err()).isEqualTo("mpj-dht: --output: would overwrite a command file; right is another file\n");
        assertThat(job.exitCode()).isEqualTo(2);
        assertThat(commands).hasContent("PUT 1 a\n");
    }
}
