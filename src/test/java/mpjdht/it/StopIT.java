package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that is told to end has its commands end where they are, and brings out what they came to. */
class StopIT {
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private static void signal(Job.Running running, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(running.process().pid()))
                .start()
                .waitFor();
    }

    private Path pipe() {
        Path pipe = folder.resolve("pipe");
        Job.command(List.of("mkfifo", pipe.toString())).run();
        return pipe;
    }

    /** A command file that has a few lines, and is never at its end. */
    private static Writer open(Path pipe, String lines) throws IOException {
        Writer writer = Files.newBufferedWriter(pipe, StandardCharsets.US_ASCII);
        writer.write(lines);
        writer.flush();
        return writer;
    }

    @ParameterizedTest
    @CsvSource({
        "multicore, TERM, 143, 1",
        "multicore, INT, 130, 1",
        "multicore, TERM, 143, 3",
        "niodev, TERM, 143, 1",
        "niodev, INT, 130, 2"
    })
    void aJobThatWaitsForItsInputEndsWithWhatItHasRead(String device, String signal, int exitCode, int clients)
            throws Exception {
        Path pipe = pipe();
        try (Job.Running running = Job.dht(
                                "-np",
                                "4",
                                "--quiet",
                                "--device",
                                device,
                                "--clients",
                                Integer.toString(clients),
                                pipe.toString())
                        .start();
                Writer commands = open(pipe, "GET a\nGET b\n")) {
            commands.flush();
            running.awaitOut("GET b -> (not found) @1000\n");
            signal(running, signal);

            Job.Result result = running.await();
            assertThat(result.exitCode()).isEqualTo(exitCode);
            assertThat(result.text()).isEqualTo("GET a -> (not found) @1000\nGET b -> (not found) @1000\n");
            assertThat(result.err())
                    .isEqualTo(
                            "mpj-dht: told to end: everything up to " + pipe + ":2 was run, and nothing behind it\n");
            running.leavesNothing();
        }
    }

    /** Writes commands for ever, until nobody reads them. */
    private static void feed(Path pipe) {
        try (Writer out = Files.newBufferedWriter(pipe, StandardCharsets.US_ASCII)) {
            for (int i = 0; ; i += 2) {
                out.write("PUT k" + i % 1000 + " v" + i + "\nGET k" + i % 1000 + "\n");
            }
        } catch (IOException e) {
            // The job has ended.
            return;
        }
    }

    @ParameterizedTest
    @CsvSource({"multicore, TERM, 143", "niodev, INT, 130"})
    void aBusyJobEndsSoonWithTheResultsOfAllThatItSaysWasRun(String device, String signal, int exitCode)
            throws Exception {
        Path pipe = pipe();
        Path output = folder.resolve("results");
        Path metrics = folder.resolve("metrics");
        Thread feeder = new Thread(() -> feed(pipe), "feeder");
        feeder.start();
        try (Job.Running running = Job.dht(
                        "-np",
                        "4",
                        "--device",
                        device,
                        "--progress",
                        "always",
                        "--output",
                        output.toString(),
                        "--metrics",
                        metrics.toString(),
                        pipe.toString())
                .start()) {
            running.awaitErr("commands");
            long told = System.nanoTime();
            signal(running, signal);
            Job.Result result = running.await();

            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(SOON);
            assertThat(result.exitCode()).isEqualTo(exitCode);
            String line = result.err()
                    .lines()
                    .filter(said -> said.startsWith("mpj-dht: told to end: everything up to " + pipe + ":"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(result.err()));
            int last = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1, line.indexOf(" was run")));
            List<String> results = Files.readAllLines(output, StandardCharsets.US_ASCII);
            assertThat(results).hasSize(last / 2).hasSizeGreaterThan(1000);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i)).startsWith("GET k" + 2 * i % 1000 + " -> v" + 2 * i + " @");
            }
            assertThat(metrics).content().startsWith("{\"ranks\":4,");
            running.leavesNothing();
        } finally {
            feeder.join();
        }
    }

    @Test
    void whatTakesTooLongIsNotWaitedFor() throws Exception {
        Path pipe = pipe();
        try (Job.Running running = Job.dht("-np", "4", "--quiet", "--replicas", "2", pipe.toString())
                        .start();
                Writer commands = open(pipe, "PUT a 1\nGET a\nWAIT 60000\nGET a\n")) {
            commands.flush();
            running.awaitOut("GET a -> 1 @1000\n");
            long told = System.nanoTime();
            signal(running, "TERM");
            Job.Result result = running.await();

            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(SOON);
            assertThat(result.exitCode()).isEqualTo(143);
            assertThat(result.text()).isEqualTo("GET a -> 1 @1000\n");
            assertThat(result.err())
                    .isEqualTo("mpj-dht: told to end while commands were under way, the last of them at " + pipe
                            + ":3; the results that were ready are out\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"multicore", "niodev"})
    void aJobEndsByItselfBeforeItsTimeIsOver(String device) throws IOException {
        Path pipe = pipe();
        long now = Instant.now().getEpochSecond();
        Job job = Job.dht("-np", "4", "--quiet", "--device", device, "--stop-before", "600", pipe.toString())
                .with("SLURM_JOB_END_TIME", Long.toString(now + 603));
        try (Job.Running running = job.start();
                Writer commands = open(pipe, "PUT a 1\nGET a\n")) {
            commands.flush();
            Job.Result result = running.await();

            assertThat(result.exitCode()).isEqualTo(143);
            assertThat(result.text()).isEqualTo("GET a -> 1 @1000\n");
            assertThat(result.err())
                    .isEqualTo(
                            "mpj-dht: told to end: everything up to " + pipe + ":2 was run, and nothing behind it\n");
        }
    }

    @Test
    void withoutTheTimeOfItsEndThereIsNothingBeforeIt() {
        Job.Result result =
                Job.dht("--stop-before", "600", "-").stdin("PUT a 1\n").run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("mpj-dht: --stop-before: SLURM_JOB_END_TIME does not say in seconds when the job ends;"
                        + " right is a job of Slurm that is told its end, or --stop-at\n");
    }
}
