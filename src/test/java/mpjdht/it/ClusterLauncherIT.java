package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process for each rank on this host, with a daemon of the job's own. */
class ClusterLauncherIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(10);
    private static final int RANKS = 4;

    @TempDir
    private static Path folder;

    private static Path jar;

    @BeforeAll
    static void packRankProgram() throws IOException {
        jar = RankProgram.jar(folder);
    }

    private static Job job(String... arguments) {
        String[] all = Stream.concat(
                        Stream.of("-np", Integer.toString(RANKS), "--device", "niodev"), Stream.of(arguments))
                .toArray(String[]::new);
        return Job.dht(all).with("DHT_JAR", jar.toString());
    }

    /** Starts a job that runs until it is killed, and waits until all its ranks have joined. */
    private static Job.Running waiting() {
        Job.Running running = job("wait").start();
        running.awaitErr("a line of the command rank");
        return running;
    }

    @Test
    void resultsAreByteExactAndAloneOnStandardOutput() {
        Job.Result result = job("print").run();

        assertThat(result.err()).isEqualTo("a line of the command rank\n");
        assertThat(result.out()).isEqualTo(RankProgram.AWKWARD);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void hybridRanksShareAProcessAndSpeakEachForItself() {
        Job.Result result = job("print", "x", "--device", "hybdev").run();

        assertThat(result.err()).isEqualTo("a line of the command rank\n");
        assertThat(result.out()).isEqualTo(RankProgram.AWKWARD);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void argumentsArriveAsTheUserGaveThem() {
        Job.Result result = job("--", "arguments", "-h", "-cp", "", "a b", "é%,*", "$HOME", "-np=3", "-np")
                .run();

        assertThat(result.text()).isEqualTo("arguments|-h|-cp||a b|é%,*|$HOME|-np=3|-np\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void thousandsOfArgumentsArrive() {
        Random random = new Random(1);
        List<String> files = random.ints(4_000)
                .mapToObj(i -> "/a/folder/of/command-files/" + i + "-" + random.nextLong() + ".dht")
                .toList();

        Job.Result result = job(Stream.concat(Stream.of("--", "arguments"), files.stream())
                        .toArray(String[]::new))
                .run();

        assertThat(result.text()).isEqualTo("arguments|" + String.join("|", files) + "\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void argumentsThatAreWrongAreRefusedBeforeAnythingStarts() {
        Job.Result result = job("--window", "0", "print").run();

        assertThat(result.err()).startsWith("mpj-dht: --window: 0 is out of range");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void standardInputReachesTheCommandRank() {
        byte[] input = new byte[300_000];
        new Random(1).nextBytes(input);

        Job.Result result = job("cat", "-").stdin(input).run();

        assertThat(result.out()).isEqualTo(input);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void manyResultsArriveWhole() {
        Job.Result result = job("flood").run();

        assertThat(result.out()).hasSize(1_000_000 * "GET 15 -> 673 @40\n".length());
        assertThat(result.text().lines().distinct()).containsExactly("GET 15 -> 673 @40");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theCommandRanksExitCodeIsTheJobs(int code) {
        assertThat(job("code", Integer.toString(code)).run().exitCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, RANKS - 1})
    void aRankThatFailsIsNamedWithItsReason(int rank) throws IOException {
        Job.Result result = job("fail", Integer.toString(rank)).run();

        assertThat(result.err())
                .endsWith("mpj-dht: rank " + rank + " on host " + ownName() + " failed: out of memory\n");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, RANKS - 1})
    void aRankThatIsKilledIsNamed(int rank) throws IOException {
        try (Job.Running running = waiting()) {
            long killed = System.nanoTime();
            ofRank(running, rank).forEach(ProcessHandle::destroyForcibly);

            Job.Result result = running.await();

            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(PROMPTLY);
            assertThat(result.err())
                    .isEqualTo(
                            "a line of the command rank\nmpj-dht: rank " + rank + " on host " + ownName() + " died\n");
            assertThat(result.exitCode()).isEqualTo(3);
            running.leavesNothing();
        }
    }

    @Test
    void aRankThatIsStoppedIsSilent() throws IOException {
        try (Job.Running running = job("--timeout", "4", "wait").start()) {
            running.awaitErr("a line of the command rank");
            ofRank(running, 1).forEach(rank -> signal(rank, "STOP"));

            Job.Result result = running.await();

            assertThat(result.err()).endsWith("\nmpj-dht: rank 1 on host " + ownName() + " fell silent\n");
            assertThat(result.exitCode()).isEqualTo(3);
            running.leavesNothing();
        }
    }

    @Test
    void aDaemonThatDiesIsNamedAndTheOutputEndsAtALine() throws IOException {
        try (Job.Running running = job("endless").start()) {
            running.awaitErr("a line of the command rank");
            running.process()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains("LocalDaemon"))
                    .forEach(ProcessHandle::destroyForcibly);

            Job.Result result = running.await();

            assertThat(result.err())
                    .matches("a line of the command rank\nmpj-dht: the MPJ daemon on host " + ownName()
                            + " \\(port \\d+\\) is gone, and ranks 0, 1, 2, 3 with it\n");
            assertThat(result.text()).endsWith(RankProgram.LINE);
            assertThat(result.text().lines().distinct()).containsExactly(RankProgram.LINE.strip());
            assertThat(result.exitCode()).isEqualTo(3);
            running.leavesNothing();
        }
    }

    private static List<ProcessHandle> ofRank(Job.Running running, int rank) {
        return running.processes("runtime.daemon.Wrapper", " " + rank + " " + RankProgram.class.getName());
    }

    private static String ownName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT 130", "TERM 143"})
    void aSignalEndsTheWholeJob(String signalAndCode) throws IOException {
        String[] words = signalAndCode.split(" ", -1);
        try (Job.Running running = waiting()) {
            signal(running.process().toHandle(), words[0]);

            Job.Result result = running.await();

            assertThat(result.exitCode()).isEqualTo(Integer.parseInt(words[1]));
            assertThat(result.err().lines().filter(line -> line.startsWith("mpj-dht:")))
                    .allMatch(line -> line.startsWith("mpj-dht: told to end"));
            assertThat(running.processes()).isEmpty();
        }
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLauncherThatIsKilledLeavesNothing() throws IOException {
        try (Job.Running running = waiting()) {
            signal(running.process().toHandle(), "KILL");
            running.await();

            running.leavesNothing();
        }
    }

    @Test
    void aReaderThatGoesAwayEndsTheJob() {
        String script = "scripts/dht -np 4 --device niodev flood | head -n 1; exit ${PIPESTATUS[0]}";

        Job.Result result = Job.command(List.of("bash", "-c", script))
                .with("DHT_JAR", jar.toString())
                .run();

        assertThat(result.text()).isEqualTo("GET 15 -> 673 @40\n");
        assertThat(result.err()).contains("mpj-dht: results cannot be written to standard output: Broken pipe\n");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @Test
    void ranksThatCannotBeStartedAreTold() throws IOException {
        Path broken = folder.resolve("broken.jar");
        Files.write(broken, "no jar".getBytes(StandardCharsets.US_ASCII));

        Job.Result result = job("print").with("DHT_JAR", broken.toString()).run();

        assertThat(result.err()).contains("mpj-dht: ");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @Test
    void aJvmOptionThatDoesNotExistIsAUsageError() {
        Job.Result result = job("print").javaOption("-XX:NoSuchOption").run();

        assertThat(result.err()).startsWith("mpj-dht: DHT_JAVA_OPTS: the JVM does not start with '");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @Test
    void filesOfAJobGoWithIt() {
        job("print").run();

        assertThat(Job.ROOT.resolve("target/run"))
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("job."));
    }
}
