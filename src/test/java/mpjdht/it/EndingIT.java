package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job ends with every result out, an honest exit code and nothing destroyed, whatever its surroundings are like. */
@Timeout(60)
class EndingIT {
    private static final int RESULTS = 2500;

    /** Half of a pipe: less than the results, and what is there when the writer waits, whatever the size of its writes. */
    private static final int MANY_BYTES = 1 << 15;

    private static final long POLL_MILLIS = 20;

    @TempDir
    private static Path folder;

    private static Path commands;
    private static Path wrong;

    @BeforeAll
    static void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < RESULTS; i++) {
            lines.append("PUT k")
                    .append(i)
                    .append(" value-of-some-length-")
                    .append(i)
                    .append('\n');
        }
        for (int i = 0; i < RESULTS; i++) {
            lines.append("GET k").append(i).append('\n');
        }
        commands = Files.writeString(folder.resolve("commands"), lines);
        wrong = Files.writeString(folder.resolve("wrong"), "GET k0 -> something else @1000\n");
    }

    @ParameterizedTest
    @CsvSource({"multicore, 0", "multicore, 1", "hybdev, 1", "niodev, 0"})
    void aReaderThatBeginsLateGetsEveryResultAndTheExitCodeIsHonest(String device, int exitCode) throws Exception {
        Path pipe = pipe();
        String check = exitCode == 1 ? "--check " + wrong : "";
        try (Job.Running running = bash("exec scripts/dht --logging-level debug --device " + device + " " + check + " "
                        + commands + " >" + pipe)
                .start()) {
            byte[] results = readOnceFull(pipe, running);
            Job.Result result = running.await();

            assertThat(new String(results, StandardCharsets.US_ASCII).lines()).hasSize(RESULTS);
            assertThat(result.exitCode()).isEqualTo(exitCode);
            if (device.equals("multicore")) {
                String beforeParting = result.err().substring(0, result.err().indexOf(" handled "));
                assertThat(beforeParting).contains("no failures; ");
            }
            running.leavesNothing();
        }
    }

    @Test
    void aSignalWhileNobodyReadsEndsTheJobAndSaysThatResultsAreLost() throws Exception {
        Path pipe = pipe();
        try (Job.Running running = bash("exec scripts/dht --quiet " + commands + " >" + pipe)
                        .start();
                FileInputStream reader = new FileInputStream(pipe.toFile())) {
            awaitFull(reader, running);
            running.process().toHandle().destroy();
            Job.Result result = running.await();

            assertThat(result.err()).isEqualTo("mpj-dht: results are lost: their reader did not take them in time\n");
            assertThat(result.exitCode()).isEqualTo(143);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void aFileThatIsAPipeWithoutAWriterHoldsNoEarlierResultBackAndNoSignal(String device) throws Exception {
        Path results = pipe();
        Path first = Files.writeString(folder.resolve("first"), "PUT a 1\nGET a\n");
        try (Job.Running running = bash("exec scripts/dht --quiet --device " + device + " " + first + " " + pipe()
                                + " >" + results)
                        .start();
                FileInputStream reader = new FileInputStream(results.toFile())) {
            byte[] line = new BufferedInputStream(reader).readNBytes("GET a -> 1 @1000\n".length());
            running.process().toHandle().destroy();

            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("GET a -> 1 @1000\n");
            Job.Result result = running.await();
            assertThat(result.exitCode()).isEqualTo(143);
            assertThat(result.err())
                    .isEqualTo(
                            "mpj-dht: told to end: everything up to " + first + ":2 was run, and nothing behind it\n");
            running.leavesNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void aLongRestBehindTheEndIsNotRead(String device) throws IOException {
        Path script = Files.writeString(folder.resolve("long-" + device), "PUT a 1\nGET a\nEND\n");
        try (RandomAccessFile file = new RandomAccessFile(script.toFile(), "rw")) {
            file.setLength(60L << 30);
        }
        Job.Result result = Job.dht("--device", device, "--check", wrong.toString(), script.toString())
                .run();

        assertThat(result.text()).isEqualTo("GET a -> 1 @1000\n");
        assertThat(result.err())
                .startsWith(
                        script + ":3: warning: END ends the job; lines after it were not run, the first is line 4\n")
                .contains("mpj-dht: " + wrong + ": line 1 differs", "\nno failures; ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void settingsExpectationAndCommandsMayComeOutOfPipes() {
        Job.Result result = bash("scripts/dht --config <(printf '{\"quiet\": true}') --check <(echo 'GET a -> 1 @1000')"
                        + " <(printf 'PUT a 1\\nGET a\\n') --output >(cat)")
                .run();

        assertThat(result.err()).isEmpty();
        assertThat(result.text()).isEqualTo("GET a -> 1 @1000\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void whatIsThereStaysWhenNothingCanRun() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "kept\n");
        String absent = folder.resolve("absent").toString();

        Job.Result noCheck = Job.dht("--output", kept.toString(), "--check", absent, commands.toString())
                .run();
        Job.Result noInput = Job.dht("--output", kept.toString(), absent).run();

        assertThat(noCheck.err()).startsWith("mpj-dht: --check " + absent + ": cannot be read: no such file; ");
        assertThat(noCheck.exitCode()).isEqualTo(2);
        assertThat(noInput.exitCode()).isEqualTo(2);
        assertThat(kept).hasContent("kept\n");
    }

    @Test
    void aFileThatIsMountedByItselfGetsItsResults() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root");
        Path mounted = Files.writeString(folder.resolve("mounted"), "old\n");
        Path place = Files.createFile(folder.resolve("place"));
        Path few = Files.writeString(folder.resolve("few"), "PUT a 1\nGET a\n");

        Job.Result result = bash("unshare --mount bash -c 'mount --bind " + mounted + " " + place + " && "
                        + Job.ROOT.resolve("scripts/dht") + " --quiet --output " + place + " " + few + "'")
                .run();

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(mounted).hasContent("GET a -> 1 @1000");
    }

    @Test
    void theOtherRanksWaitForADryRun() {
        Job.Result result = Job.dht("--dry-run", "--logging-level", "debug", commands.toString())
                .run();

        assertThat(result.err()).containsSubsequence("; nothing was run\n", "rank 0 on host ", " handled ");
        assertThat(result.exitCode()).isZero();
    }

    private static Job bash(String command) {
        return Job.command(List.of("bash", "-c", command));
    }

    private static Path pipe() throws IOException {
        Path pipe = Files.createTempFile(folder, "pipe", "");
        Files.delete(pipe);
        Job.command(List.of("mkfifo", pipe.toString())).run();
        return pipe;
    }

    /** Reads a pipe to its end, but begins only when it is about to be full. */
    private static byte[] readOnceFull(Path pipe, Job.Running writer) throws IOException, InterruptedException {
        try (FileInputStream reader = new FileInputStream(pipe.toFile())) {
            awaitFull(reader, writer);
            return new BufferedInputStream(reader).readAllBytes();
        }
    }

    private static void awaitFull(FileInputStream reader, Job.Running writer) throws IOException, InterruptedException {
        while (reader.available() < MANY_BYTES) {
            assertThat(writer.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .isFalse();
        }
    }
}
