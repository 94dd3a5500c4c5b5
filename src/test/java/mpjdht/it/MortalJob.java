package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** From a kill to the end of the job, and from there to that of its last process; a rank that has not joined is missed after 15 s. */
    private static final Duration PROMPTLY = Duration.ofSeconds(20);

    private static final List<String> WINDOWS = List.of("4", "50", "500", "5000");
    private static final List<String> ROUTINGS = List.of("one-hop", "direct", "ring", "chord");
    private static final List<String> DURABILITIES = List.of("fsync", "fsync", "flush", "interval:50");
    private static final int LARGE = 20_000;
    private static final int POLL_MILLIS = 2;

    /** The file of the results. */
    static final String RESULTS = "results";

    private final Path folder;
    private final SplittableRandom random;
    private final String device;
    private final int copies;
    private final String window;
    private final String durability;
    private final boolean isLarge;
    private final boolean isAlike;
    private final int most;
    private final List<String> ring;
    private final List<ProcessHandle> killed = new ArrayList<>();

    /** Of a kind that {@code random} decides, with everything in {@code folder}. */
    MortalJob(Path folder, String device, SplittableRandom random) {
        this.folder = folder;
        this.random = random;
        this.device = device;
        this.copies = random.nextBoolean() ? 1 : 3;
        this.isLarge = random.nextInt(4) == 0;
        this.window = isLarge ? "500" : WINDOWS.get(random.nextInt(WINDOWS.size()));
        this.durability = DURABILITIES.get(random.nextInt(DURABILITIES.size()));
        this.isAlike = random.nextBoolean();
        this.most = leastRanks() + (device.equals("multicore") ? 5 : 1);
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
    DrawnCommands draw(int round, Map<String, String> before, boolean looks, int shorter) {
        int commands = isLarge
                ? 20_000
                : switch (window) {
                    case "4" -> 4000;
                    case "50" -> 40_000;
                    case "500" -> 120_000;
                    default -> 200_000;
                };
        int bytes = isLarge ? LARGE : 60;
        return DrawnCommands.draw(random, commands / shorter, leastRanks() - 2, round, bytes, looks, before);
    }

    private int leastRanks() {
        return Math.max(copies + 2, 4);
    }

    Path data() {
        return folder.resolve("data");
    }

    /** A job on the folder, whose results are one line for each command. */
    Job telling(List<String> more) {
        List<String> words = new ArrayList<>(more);
        words.add("--verbose");
        return job(device, ranks(), data(), words);
    }

    /** A job on the folder, which goes on where one before was. How many keys a node takes over depends on the ranks, and is told only where they stay the same. */
    Job going(List<String> more) {
        return job(device, isAlike ? most : ranks(), data(), told(more));
    }

    /** A job with the results that one which goes on is to have in the end. */
    Job whole(List<String> more) {
        return job("multicore", isAlike ? most : ranks(), folder.resolve("whole"), told(more));
    }

    private int ranks() {
        return leastRanks() + random.nextInt(most - leastRanks() + 1);
    }

    private List<String> told(List<String> more) {
        return isAlike ? Stream.concat(more.stream(), Stream.of("--verbose")).toList() : more;
    }

    private Job job(String onDevice, int ranks, Path data, List<String> more) {
        List<String> words = new ArrayList<>(
                List.of("-np", Integer.toString(ranks), "--device", onDevice, "--durability", durability));
        words.addAll(List.of("--data-dir", data.toString(), "--window", window));
        words.addAll(ring);
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

    /** Bytes of results that a job with {@code --output} has gathered, wherever it does below the folder. */
    long gatheredBytes() {
        return gathered().stream()
                .mapToLong(file -> file.toFile().length())
                .max()
                .orElse(0);
    }

    /** The folder of tables has parts of tables. */
    private List<Path> gathered() {
        Path tables = folder.resolve(DrawnCommands.TABLE).getParent();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> !file.startsWith(tables))
                    .filter(file -> file.endsWith(RESULTS) || file.toString().endsWith(".part"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // A file has gone since its folder was read.
            return List.of();
        }
    }

    /** Requires that nothing is gathered but the beginning of these results. */
    void requireBeginning(byte[] expected) throws IOException {
        for (Path file : gathered()) {
            byte[] results = Files.readAllBytes(file);
            requireSame(results, Arrays.copyOf(expected, Math.min(expected.length, results.length)));
        }
    }

    /** Requires that results are what they should be, byte for byte. */
    static void requireSame(byte[] results, byte[] expected) {
        int same = Arrays.mismatch(results, expected);
        if (same >= 0) {
            throw new AssertionError("of %d B of results, where %d B should be, these differ from byte %d on:%n%s%n%s"
                    .formatted(results.length, expected.length, same, around(results, same), around(expected, same)));
        }
    }

    private static String around(byte[] text, int at) {
        int from = Math.max(0, at - 100);
        return new String(text, from, Math.min(text.length, at + 100) - from, StandardCharsets.UTF_8);
    }

    /**
     * Waits for the moment, and kills.
     *
     * @param results tells how many bytes of results are out
     * @param all how many there will be
     * @return whether there was still something to kill
     */
    boolean kills(Job.Running running, Victim victim, Moment moment, LongSupplier results, long all)
            throws IOException, InterruptedException {
        Process process = running.process();
        int rank = random.nextInt(leastRanks());
        if (!moment.await(process, results, all, data())) {
            return false;
        }
        List<ProcessHandle> everything = process.descendants().toList();
        while (!victim.kill(running, rank)) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            everything = process.descendants().toList();
        }
        killed.addAll(everything);
        return true;
    }

    /** Requires that a job ends which has lost one of its processes. */
    Job.Result endOf(Job.Running running) throws InterruptedException {
        if (!running.process().waitFor(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the job goes on\n" + running.err() + running.stacks());
        }
        return running.await();
    }

    /** Requires that nothing goes on of the jobs that were killed. */
    void requireNothingLeft(Job.Running last) throws InterruptedException {
        try {
            CompletableFuture.allOf(killed.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(
                    "left behind: "
                            + killed.stream()
                                    .filter(ProcessHandle::isAlive)
                                    .map(process -> process.info().toString())
                                    .toList()
                            + last.stacks(),
                    e);
        }
        killed.clear();
        last.leavesNothing();
    }

    @Override
    public String toString() {
        return device + ", " + durability + ", window " + window + (isLarge ? ", large values, " : ", ")
                + (isAlike ? most + " ranks, " : "") + String.join(" ", ring);
    }
}
