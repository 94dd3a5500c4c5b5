package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Jobs of one drawn kind with one folder of data, and how they are killed. */
final class MortalJob {
    /** From a kill to the end of the job, and from there to that of its last process. */
    private static final Duration PROMPTLY = Duration.ofSeconds(15);

    private static final List<String> WINDOWS = List.of("4", "50", "500", "5000");
    private static final List<String> ROUTINGS = List.of("one-hop", "direct", "ring", "chord");
    private static final List<String> DURABILITIES = List.of("fsync", "fsync", "flush", "interval:50");
    private static final String LARGE = "20000";

    private final Path folder;
    private final SplittableRandom random;
    private final String device;
    private final int copies;
    private final String window;
    private final String durability;
    private final boolean isLarge;
    private final List<String> ring;

    /** Of a kind that {@code random} decides, with everything in {@code folder}. */
    MortalJob(Path folder, String device, SplittableRandom random) {
        this.folder = folder;
        this.random = random;
        this.device = device;
        this.copies = random.nextBoolean() ? 1 : 3;
        this.isLarge = random.nextInt(4) == 0;
        this.window = isLarge ? "500" : WINDOWS.get(random.nextInt(WINDOWS.size()));
        this.durability = DURABILITIES.get(random.nextInt(DURABILITIES.size()));
        this.ring = List.of(
                "--max-id",
                Integer.toString(DrawnCommands.CIRCLE),
                "--nodes",
                Integer.toString(1 + random.nextInt(8)),
                "--routing",
                ROUTINGS.get(random.nextInt(ROUTINGS.size())),
                "--replicas",
                Integer.toString(copies));
    }

    /** Commands that such a job has to do with for a second or a few, but for {@code shorter} ones. */
    DrawnCommands draw(int round, Map<String, String> before, int shorter) {
        int commands = isLarge
                ? 20_000
                : switch (window) {
                    case "4" -> 4000;
                    case "50" -> 40_000;
                    case "500" -> 120_000;
                    default -> 200_000;
                };
        int bytes = isLarge ? Integer.parseInt(LARGE) : 60;
        return DrawnCommands.draw(random, commands / shorter, leastRanks() - 2, round, bytes, before);
    }

    private int leastRanks() {
        return copies + 2 > 4 ? copies + 2 : 4;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** A job on the folder, on as many ranks as are drawn. */
    Job durable(List<String> more) {
        int ranks = leastRanks() + random.nextInt(device.equals("multicore") ? 6 : 2);
        List<String> options = new ArrayList<>(
                List.of("-np", Integer.toString(ranks), "--device", device, "--durability", durability));
        options.addAll(List.of("--data-dir", data().toString(), "--window", window));
        return job(options, more);
    }

    /** A job without a folder, which nobody kills. */
    Job plain(List<String> more) {
        return job(List.of("-np", "8"), more);
    }

    private Job job(List<String> options, List<String> more) {
        List<String> words = new ArrayList<>(options);
        words.addAll(ring);
        words.addAll(List.of("--verbose"));
        words.addAll(more);
        return Job.script(Victim.LEADS_GROUP, "dht", words.toArray(String[]::new))
                .in(folder);
    }

    /** Every key and its value, as a job on other ranks finds them. */
    Map<String, String> table() throws IOException {
        Path file = folder.resolve("table.jsonl");
        Files.deleteIfExists(file);
        Job.Result result = Job.dht(
                        "-np",
                        Integer.toString(leastRanks() + random.nextInt(4)),
                        "--quiet",
                        "--max-id",
                        Integer.toString(DrawnCommands.CIRCLE),
                        "--replicas",
                        Integer.toString(copies),
                        "--data-dir",
                        data().toString(),
                        "--export",
                        file.getFileName().toString())
                .in(folder)
                .run();
        assertThat(result.exitCode()).as(result.err()).isZero();
        Map<String, String> table = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                Map<String, Object> entry = JSON.std.mapFrom(line);
                String twice = table.put((String) entry.get("key"), (String) entry.get("value"));
                assertThat(twice).as("another value of %s", entry).isNull();
            }
        }
        return table;
    }

    /**
     * Waits for the moment, and kills.
     *
     * @return whether there was still something to kill, which has then ended with all its processes
     */
    boolean kill(Job.Running running, Victim victim, Moment moment, LongSupplier results, long all)
            throws IOException, InterruptedException {
        Process process = running.process();
        if (!moment.await(process, results, all, data())) {
            return false;
        }
        int rank = random.nextInt(leastRanks());
        List<ProcessHandle> everything = process.descendants().toList();
        while (!victim.kill(running, rank)) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
                return false;
            }
            everything = process.descendants().toList();
        }
        if (!process.waitFor(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the job goes on without " + victim + " (rank " + rank + ")\n" + running.err()
                    + running.stacks());
        }
        try {
            CompletableFuture.allOf(everything.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("left behind without " + victim + " (rank " + rank + ")\n" + running.stacks(), e);
        }
        running.leavesNothing();
        return true;
    }

    @Override
    public String toString() {
        return device + ", " + durability + ", window " + window + (isLarge ? ", large values, " : ", ")
                + String.join(" ", ring);
    }
}
