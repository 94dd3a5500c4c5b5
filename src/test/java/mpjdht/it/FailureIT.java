package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, the job ends within ten seconds, says which rank and why, exits with 3, and leaves nothing. */
class FailureIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static Path script;
    private static Path jar;
    private static Path multicoreJar;
    private static String host;

    @BeforeAll
    static void prepare() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            lines.append("PUT ")
                    .append(i)
                    .append(" value-")
                    .append(i)
                    .append("\nGET ")
                    .append(i)
                    .append('\n');
        }
        script = Files.writeString(folder.resolve("script"), lines);
        jar = FaultyProgram.jar(folder);
        multicoreJar = FaultyProgram.multicoreJar(folder);
        host = InetAddress.getLocalHost().getHostName();
    }

    @ParameterizedTest
    @CsvSource({"multicore, head, 0", "multicore, storage, 6", "multicore, command, 7", "niodev, storage, 6"})
    void aRoleThatThrowsIsNamedWithItsHostAndReason(String device, String role, int rank) {
        Job.Result result = Job.dht("--device", device, "--window", "100", script.toString())
                .with("DHT_JAR", (device.equals("multicore") ? multicoreJar : jar).toString())
                .javaOption("-D" + FaultyProgram.ROLE + "=" + role)
                .run();

        assertThat(result.err())
                .contains("mpj-dht: rank " + rank + " on host " + host + " failed: IllegalStateException: "
                        + FaultyProgram.REASON);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @Test
    void resultsThatWereReadyAreOutWhenAnotherRankFails() {
        Job.Result result = Job.dht("--window", "1", "--format", "handout", script.toString())
                .with("DHT_JAR", multicoreJar.toString())
                .javaOption("-D" + FaultyProgram.ROLE + "=storage")
                .run();

        assertThat(result.text()).startsWith("value-0 1000\nvalue-1 1000\nvalue-2 1000\nvalue-3 1000\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void aRankWhoseProcessIsKilledIsNamed(int rank) {
        try (Job.Running running = Job.dht("--device", "niodev", "--logging-level", "info", "-")
                .stdin(endless())
                .start()) {
            running.awaitErr("rank 7 on host " + host + ": command rank");
            long killed = System.nanoTime();
            running.processes("runtime.daemon.Wrapper", " " + rank + " mpjdht.cli.Main")
                    .forEach(ProcessHandle::destroyForcibly);

            Job.Result result = running.await();

            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(PROMPTLY);
            assertThat(result.err()).contains("mpj-dht: rank " + rank + " on host " + host + " died");
            assertThat(result.exitCode()).isEqualTo(3);
            running.leavesNothing();
        }
    }

    @Test
    void tooFewRanksIsAUsageErrorHoweverTheJobIsStarted() {
        Job.Result result = Job.dht("-np", "2", script.toString()).run();
        Job.Result plain = Job.mpjrun("-np", "2", "-jar", "target/mpj-dht.jar", script.toString())
                .run();

        assertThat(result.err()).contains("-np 2: too few ranks");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(plain.text()).contains("mpj-dht: -np 2: too few ranks");
    }

    @Test
    void aMistakeOnTheCommandLineIsAUsageErrorAndRunsNothing() {
        for (String[] arguments : new String[][] {
            {"--hosts", "", "x"},
            {"--hosts=", "x"},
            {"--device", "", "x"},
            {"-np", "65", "x"},
            {"--window", "0", "x"},
            {}
        }) {
            Job.Result result = Job.dht(arguments).run();

            assertThat(result.err()).startsWith("mpj-dht: ").hasLineCount(1);
            assertThat(result.text()).isEmpty();
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev -np 4"})
    void aReaderOfTheResultsMayTakeItsTime(String device) {
        Job.Result result = Job.command(List.of(
                        "bash",
                        "-c",
                        "set -o pipefail; scripts/dht --timeout 5 --device " + device + " " + script
                                + " | (sleep 7; wc -l)"))
                .run();

        assertThat(result.err()).contains("no failures");
        assertThat(result.text().strip()).isEqualTo("200000");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void streamsThatAreClosedAreNeverMistakenForFiles(String device) {
        Job.Result noInput = bash("scripts/dht --quiet --device " + device + " - <&-");
        Job.Result noOutput = bash("scripts/dht --quiet --device " + device + " commands/demo.dht >&-");
        Job.Result noErrors = bash("scripts/dht --device " + device + " commands/demo.dht 2>&-");

        assertThat(noInput.err()).isEmpty();
        assertThat(noInput.exitCode()).isZero();
        assertThat(noOutput.err()).contains("No space left on device");
        assertThat(noOutput.exitCode()).isEqualTo(3);
        assertThat(noErrors.text()).contains("GET 15 -> a crate of lemons @1000");
        assertThat(noErrors.exitCode()).isZero();
    }

    private static Job.Result bash(String command) {
        return Job.command(List.of("bash", "-c", command)).run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void aFileThatIsNotThereIsNamed(String device) {
        Job.Result result =
                Job.dht("-np", "4", "--device", device, "no/such/file").run();

        assertThat(result.err()).contains("no/such/file: error: cannot be read: no such file");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void resultsThatCannotBeWrittenEndTheJob(String device) {
        Job.Result missing = Job.dht(
                        "-np", "4", "--device", device, "--output", "no/such/folder/out", script.toString())
                .run();
        Job.Result full = Job.dht("-np", "4", "--device", device, "--output", "/dev/full", script.toString())
                .run();

        assertThat(missing.err()).contains("mpj-dht: --output no/such/folder/out: cannot be written: no such file");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(full.err()).contains("the results cannot be written: No space left on device");
        assertThat(full.exitCode()).isEqualTo(3);
        assertThat(full.wall()).isLessThan(PROMPTLY);
    }

    @ParameterizedTest
    @CsvSource({"multicore, INT, 130", "multicore, TERM, 143", "niodev, INT, 130", "niodev, TERM, 143"})
    void aSignalEndsTheJobWithItsCode(String device, String signal, int exitCode) throws Exception {
        try (Job.Running running = Job.dht("-np", "4", "--device", device, "--logging-level", "info", "-")
                .stdin(endless())
                .start()) {
            running.awaitErr("rank 3 on host " + host + ": command rank");
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(running.process().pid()))
                    .start()
                    .waitFor();

            assertThat(running.await().exitCode()).isEqualTo(exitCode);
            running.leavesNothing();
        }
    }

    /** Input that keeps a job busy for longer than any of these tests. */
    private static byte[] endless() {
        byte[] lines = new byte[400 << 20];
        byte[] line = "PUT 1 some-value-of-some-length\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + line.length <= lines.length; i += line.length) {
            System.arraycopy(line, 0, lines, i, line.length);
        }
        return lines;
    }
}
