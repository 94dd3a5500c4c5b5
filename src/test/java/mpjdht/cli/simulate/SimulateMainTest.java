package mpjdht.cli.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mpjdht.node.chord.ChordRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nodes none        | --nodes none: right is a number from 1 to 32768
            --latency fast      | --latency fast: right is constant:10ms
            --duration 3        | --duration 3: right is a time such as 30s
            --duration 0s       | --duration 0s: right is a time such as 30s
            --drop 51           | --drop 51: right is a percentage from 0 to 50
            --churn -1          | --churn -1: right is a number from 0 to 1000
            --faults 3s:burn:1  | --faults: '3s:burn:1' is no fault: right are 3s:join:RANK
            --faults 3s:crash:300 | --faults: 3s:crash:300: there is no rank 300; right is a rank from 1 to 256
            --tries 0           | --tries 0: right is a number from 1 to 1000
            --successors 129    | --successors 129: right is a number from 1 to 128
            --latency constant:3s | --latency constant:3s: 6s there and back at the worst, but a node counts as dead after 10 times 500ms; right is less, a longer --timeout or more --tries
            --timeout 10ms      | --latency exponential:50ms: 922ms there and back at the worst, but a node counts as dead after 10 times 10ms; right is less
            --reorder 1 --tries 1 --latency constant:60ms | --latency constant:60ms: 520ms there and back at the worst, but a node counts as dead after 1 times 500ms; right is less
            --successors 1 --faults 3s:leave:9 | --faults: 3s:leave:9: with --successors 1 nobody can crash or leave
            --colour            | --colour: unknown option; right is one of those that --help lists
            file                | file: there are only options; --help shows them
            --clients 99        | --clients 99: right is a number from 1 to
            --clients 1 --ranks 9-3 | --ranks 9-3: right is a number from 3 to 64, or two of them as in 3-8
            --clients 1 --ranks 2 | --ranks 2: right is a number from 3 to 64
            --clients 1 --routing x | --routing x: right is one-hop, direct, ring, chord or flood
            --clients 1 --routing flood --replicas 2 | --routing: a GET that is searched for could find an old copy; right is flood without --replicas
            --clients 1 --nodes 4 | --nodes: with --clients the seed decides it; right are --commands, --ranks
            --clients 1 --ranks 4 --faults 1s:pause:1s:4 | --faults: 1s:pause:1s:4: there is no rank 4; right is a rank from 0 to 3
            --clients 1 --faults 1s:crash:1 | --faults: 1s:crash:1: with --clients right are slow, pause, clock and cut
            --commands 4        | --commands: right is with --clients alone
            --churn 1 --faults 3s:crash:1 | --churn: --faults says already what happens; right is one of the two
            --seed x            | --seed x: right is a whole number of 64 bits
            --seeds 2 --nodes 1 | --nodes: --seeds draws it from the seeds; right is one of them alone
            """)
    void whatCannotBeIsSaidInOneLine(String arguments, String message) {
        assertThat(run(arguments.strip().split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("simulate: " + message).hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    @Test
    void aRunWithChurnPrintsItsFigures(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("figures");

        int exitCode =
                run("--nodes", "40", "--churn", "2", "--stabilise", "1s", "--duration", "10s", "--json", json + "");

        assertThat(exitCode).isZero();
        assertThat(out.toString(UTF_8)).contains("faults      ", "0 wrong", "keys        ");
        assertThat(Files.readString(json)).contains("\"trace_hash\"", "\"keys_moved\"", "\"histogram\"");
    }

    /** A row of times that are nearly too long: lookups take long then, and nothing breaks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--latency constant:2400ms",
                "--latency constant:45ms --timeout 100ms --tries 1",
                "--latency exponential:250ms",
                "--latency constant:900ms --timeout 3s --tries 1 --reorder 5"
            })
    void slowMessagesBreakNothing(String times) {
        assertThat(run(("--nodes 48 --lookups 100 " + times).split(" "))).isZero();
        assertThat(out.toString(UTF_8)).contains("at rest     30: 30 right, ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "40, 30"})
    void asManyLookupsAreMadeAsAreAskedForAndThoseAtRestAreCountedApart(int lookups, int atRest) {
        assertThat(run("--nodes", "16", "--lookups", lookups + "")).isZero();
        assertThat(out.toString(UTF_8))
                .contains(
                        "lookups     " + lookups + ": " + lookups + " right, 0 wrong, 0 not found, 0 unanswered\n",
                        "at rest     " + atRest + ": " + atRest + " right, 0 wrong, 0 not found, 0 unanswered\n");
    }

    @Test
    void figuresReplaceWhatWasInTheirFile(@TempDir Path folder) throws Exception {
        Path json = Files.writeString(folder.resolve("figures"), "x".repeat(100_000));

        assertThat(run("--nodes", "4", "--json", json.toString())).isZero();

        assertThat(Files.readString(json)).startsWith("{").endsWith("}\n").doesNotContain("xx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nodes 24 --churn 1 --stabilise 2s --duration 20s --lookups 50",
                "--seeds 1 --seed 9",
                "--clients 3 --commands 100 --seed 7",
                "--clients 3 --commands 100 --seed 7 --replicas 3",
                "--clients 3 --commands 100 --seed 7 --replicas 3 --consistency eventual"
            })
    void aRunIsTheSameWhenItIsKeptForAPage(String arguments, @TempDir Path folder) throws Exception {
        Path json = folder.resolve("figures");
        Path page = Files.writeString(folder.resolve("page"), "what was there before");
        run((arguments + " --json " + json).split(" "));
        String figures = Files.readString(json);
        Files.delete(json);

        assertThat(run((arguments + " --json " + json + " --replay-html " + page).split(" ")))
                .isZero();

        assertThat(Files.readString(json)).isEqualTo(figures);
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("\"requests\":[{\"us\":")
                .endsWith("</html>\n");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(json, page);
        }
    }

    @Test
    void aPageThatCannotBeWrittenIsSaidBeforeAnythingIsRun(@TempDir Path folder) {
        assertThat(run("--nodes", "4", "--replay-html", folder.toString())).isEqualTo(2);

        assertThat(err.toString(UTF_8)).startsWith("simulate: --replay-html " + folder + ": cannot be written");
        assertThat(out.size()).isZero();
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidBeforeAnythingIsRun(@TempDir Path folder) {
        int exitCode = run("--nodes", "4", "--lookups", "0", "--json", folder.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("simulate: --json " + folder + ": cannot be written");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seeds 12",
                "--nodes 40 --keys 300 --churn 8 --drop 1 --stabilise 1s --timeout 300ms --duration 20s --latency constant:20ms"
            })
    void whatBreaksIsMadeSmallAndReplayedByThePrintedLine(String arguments) {
        ChordRules twoOwnersAtOnce = new ChordRules() {
            @Override
            public boolean ownsWhatIsOnItsWay() {
                return true;
            }
        };

        assertThat(run(twoOwnersAtOnce, arguments.split(" "))).isEqualTo(1);
        String printed = out.toString(UTF_8);
        assertThat(printed).contains("broken: at ", "  plan      seed ", "  least     seed ");
        String replay = firstReplay(printed);

        out.reset();
        assertThat(run(twoOwnersAtOnce, replay.split(" "))).isEqualTo(1);
        assertThat(firstReplay(out.toString(UTF_8))).isEqualTo(replay);
        assertThat(run(new ChordRules(), replay.split(" "))).isZero();
    }

    private static String firstReplay(String printed) {
        String start = "  replay    scripts/simulate ";
        return printed.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    @Test
    void gridsWithClientsAreCountedByTheirVerdicts(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("figures");

        assertThat(run("--clients", "1", "--commands", "50", "--seeds", "4", "--json", json + ""))
                .isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("4 seeds from 1: 4 linearizable, 0 violated, 0 unknown, 0 broken; ")
                .contains(" requests and ", " changes of the ring, which moved ");
        assertThat(Files.readString(json)).contains("\"linearizable\" : 4", "\"trace_hash\"");
    }

    /** Of siblings nobody can tell which reads were old. */
    @ParameterizedTest
    @CsvSource({"lww, true", "siblings, false"})
    void gridsWhoseCopiesBecomeEqualAreCountedWithTheirChanges(
            String conflicts, boolean tellsAges, @TempDir Path folder) throws Exception {
        Path json = folder.resolve("figures");
        String arguments =
                "--clients 2 --commands 300 --replicas 3 --consistency eventual --seeds 4 --conflicts " + conflicts;

        assertThat(run((arguments + " --json " + json).split(" "))).isZero();

        String printed = out.toString(UTF_8);
        assertThat(printed)
                .startsWith("4 seeds from 1: 4 equal in the end, 0 broken" + (tellsAges ? ", " : "; "))
                .containsPattern("[1-9][0-9]* changes of the ring, which moved [1-9][0-9,]* keys");
        assertThat(printed.contains("old reads")).isEqualTo(tellsAges);
        assertThat(Files.readString(json))
                .contains("\"equal\" : 4,", "\"broken\" : 0,")
                .doesNotContain("linearizable");
    }

    @Test
    void aSingleGridIsDescribed() {
        assertThat(run("--clients 1 --commands 50 --ranks 4 --routing ring --faults 1ms:pause:3ms:1".split(" ")))
                .isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("plan        seed 1, 4 ranks, ")
                .contains(", ring, ", "faults 1ms:pause:3ms:1\n", "trace hash  ", "1 seed from 1: 1 linearizable");
    }

    @Test
    void helpShowsTheOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("--nodes", "--seeds", "--json");
    }

    private int run(String... arguments) {
        return run(new ChordRules(), arguments);
    }

    private int run(ChordRules rules, String... arguments) {
        return SimulateMain.run(arguments, rules, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
