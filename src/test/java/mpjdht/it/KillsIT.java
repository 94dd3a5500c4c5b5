package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import mpjdht.Campaign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jobs that are killed with {@code kill -9} at moments that the seed draws. The campaign kills as often as {@code -Dmpjdht.kills} says, from the seed
 * {@code -Dmpjdht.kills.seed} on, and tells of each kill. What a seed that failed has left is in target/kills.
 */
class KillsIT {
    private static final int KILLS = Integer.getInteger("mpjdht.kills", 200);
    private static final int FIRST_SEED = Integer.getInteger("mpjdht.kills.seed", 1);
    private static final Scale GATE = new Scale(16, 2, 2);
    private static final Scale CAMPAIGN = new Scale(1, 4, DrawnCommands.MOST_ROUNDS);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(4);
    private static final String DOES_NOT_BEGIN = "mpj-dht: the job does not begin; it is not started again\n";
    private static final String IN_USE = " is in use by another job\n";

    private final Map<String, Integer> tally = new TreeMap<>();

    /** What a seed stands for. */
    private interface Scenario {
        /** Returns how often something was killed. */
        int run(long seed, String device, Scale scale) throws Exception;
    }

    /**
     * How much a seed stands for.
     *
     * @param shorter one of so many commands is run
     * @param kills most kills until a job has its end
     * @param rounds jobs with commands of their own on one folder
     */
    private record Scale(int shorter, int kills, int rounds) {}

    @ParameterizedTest
    @CsvSource({"16, multicore", "30, niodev"})
    void whatWasAcknowledgedIsThereAfterAnyKill(long seed, String device) throws Exception {
        assertThat(losesNothing(seed, device, GATE)).isPositive();
    }

    @Campaign
    @Test
    void whatWasAcknowledgedIsThereAfterManyKills() throws Exception {
        manySeeds(this::losesNothing);
    }

    @ParameterizedTest
    @CsvSource({"6, multicore", "27, niodev"})
    void aJobThatGoesOnHasTheResultsOfOneThatWasNotKilled(long seed, String device) throws Exception {
        assertThat(goesOn(seed, device, GATE)).isPositive();
    }

    @Campaign
    @Test
    void manyJobsThatGoOnHaveTheResultsOfOnesThatWereNotKilled() throws Exception {
        manySeeds(this::goesOn);
    }

    @ParameterizedTest
    @CsvSource({"17, multicore"})
    void aJobThatIsStartedAgainHasTheResultsOfOneThatWasNotKilled(long seed, String device) throws Exception {
        assertThat(startsAgain(seed, device, GATE)).isPositive();
    }

    @Campaign
    @Test
    void manyJobsThatAreStartedAgainHaveTheResultsOfOnesThatWereNotKilled() throws Exception {
        manySeeds(this::startsAgain);
    }

    private void manySeeds(Scenario scenario) throws Exception {
        List<String> failures = new ArrayList<>();
        int kills = 0;
        for (long seed = FIRST_SEED; kills < KILLS; seed++) {
            try {
                kills += scenario.run(seed, seed % 2 == 0 ? "niodev" : "multicore", CAMPAIGN);
            } catch (AssertionError e) {
                System.out.println("seed " + seed + " failed: " + e);
                failures.add("seed " + seed + ": " + e);
            }
        }
        System.out.println(kills + " kills: " + tally);
        assertThat(failures).isEmpty();
    }

    private static Path folder(String scenario, long seed) throws IOException {
        Path folder = Job.ROOT.resolve("target/kills").resolve(scenario + '-' + seed);
        Trees.delete(folder);
        Files.createDirectories(folder.resolve(DrawnCommands.TABLE).getParent());
        return folder;
    }

    private void tell(long seed, Object job, Victim victim, Moment moment, String outcome) {
        System.out.printf("seed %d, %s: %s at %s: %s%n", seed, job, victim, moment, outcome);
        tally.merge(victim.toString(), 1, Integer::sum);
    }

    /** Jobs one after another on one folder, each with commands of its own. */
    private int losesNothing(long seed, String device, Scale scale) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = folder("acknowledged", seed);
        MortalJob job = new MortalJob(folder, device, random);
        Map<String, String> table = Map.of();
        int kills = 0;
        for (int round = 1; round <= scale.rounds(); round++) {
            DrawnCommands commands = job.draw(round, table, false, scale.shorter());
            Victim victim = Victim.draw(random, device);
            Moment moment = Moment.draw(random);
            try (Job.Running running =
                    job.telling(commands.write(folder, 1 + random.nextInt(3))).start()) {
                boolean isKilled = job.kills(running, victim, moment, running::outBytes, commands.count() * 20L);
                Job.Result result = isKilled ? job.endOf(running) : running.await();
                job.requireNothingLeft(running);
                if (!isKilled) {
                    assertThat(result.exitCode()).as(result.err()).isZero();
                }
                int acknowledged = (int) Arrays.stream(result.text().split("(?<=\n)"))
                        .filter(line -> line.endsWith("\n"))
                        .count();
                table = job.table();
                commands.requireOutcome(acknowledged, table);
                if (isKilled) {
                    kills++;
                    tell(seed, job, victim, moment, acknowledged + " of " + commands.count() + " results");
                }
            }
        }
        Trees.delete(folder);
        return kills;
    }

    /** Somebody starts a job that was killed again, with {@code --resume}, at once or when it has gone. */
    private int goesOn(long seed, String device, Scale scale) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = folder("resumed", seed);
        MortalJob job = new MortalJob(folder, device, random);
        DrawnCommands commands = job.draw(1, Map.of(), true, scale.shorter());
        List<String> words = new ArrayList<>(List.of("--resume", "--output", MortalJob.RESULTS));
        List<String> files = commands.write(folder, 1 + random.nextInt(3));
        words.addAll(files);
        byte[] expected = whole(job, files, folder);
        int most = 1 + random.nextInt(scale.kills());
        int kills = 0;
        boolean isOver = false;
        while (!isOver) {
            Victim victim = Victim.draw(random, device);
            Moment moment = Moment.draw(random);
            try (Job.Running running = job.going(words).start()) {
                boolean isKilled =
                        kills < most && job.kills(running, victim, moment, job::gatheredBytes, expected.length);
                Job.Result result = isKilled ? job.endOf(running) : running.await();
                isOver = result.exitCode() == 0;
                boolean isEarly = result.err().endsWith(IN_USE);
                if (isKilled) {
                    kills++;
                    tell(seed, job, victim, moment, job.gatheredBytes() + " of " + expected.length + " B");
                } else if (!isEarly) {
                    String after =
                            "behind %d of %d kills, and before %s at %s: ".formatted(kills, most, victim, moment);
                    assertThat(result.exitCode()).as(after + result.err()).isZero();
                }
                if (isEarly || isOver || random.nextBoolean()) {
                    job.requireNothingLeft(running);
                    job.requireBeginning(expected);
                }
            }
        }
        MortalJob.requireSame(Files.readAllBytes(folder.resolve(MortalJob.RESULTS)), expected);
        requireEnd(job, commands, folder);
        return kills;
    }

    /** {@code --restarts} starts a job again. */
    private int startsAgain(long seed, String device, Scale scale) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = folder("restarted", seed);
        MortalJob job = new MortalJob(folder, device, random);
        DrawnCommands commands = job.draw(1, Map.of(), true, scale.shorter());
        boolean toFile = random.nextBoolean();
        List<String> words = new ArrayList<>(List.of("--resume", "--restarts", "20"));
        List<String> files = commands.write(folder, 1 + random.nextInt(3));
        words.addAll(files);
        byte[] expected = whole(job, files, folder);
        int most = 1 + random.nextInt(scale.kills());
        int kills = 0;
        if (toFile) {
            words.addAll(List.of("--output", MortalJob.RESULTS));
        }
        boolean isOver = false;
        while (!isOver) {
            try (Job.Running running = job.going(words)
                    .with("TMPDIR", folder.toString())
                    .deadline(LONGEST_RUN)
                    .start()) {
                int before = kills;
                boolean isKilled = true;
                while (isKilled && kills < most) {
                    Victim victim = Victim.drawBelowScript(random, device);
                    Moment moment = Moment.draw(random);
                    isKilled = job.kills(running, victim, moment, job::gatheredBytes, expected.length);
                    if (isKilled) {
                        kills++;
                        tell(seed, job, victim, moment, job.gatheredBytes() + " of " + expected.length + " B");
                    }
                }
                Job.Result result = running.await();
                job.requireNothingLeft(running);
                // Nobody starts a job for ever that dies before it has begun.
                isOver = kills < before + 2 || !result.err().endsWith(DOES_NOT_BEGIN);
                if (isOver) {
                    assertThat(result.exitCode()).as(result.err()).isZero();
                    byte[] results = toFile ? Files.readAllBytes(folder.resolve(MortalJob.RESULTS)) : result.out();
                    MortalJob.requireSame(results, expected);
                }
            }
        }
        requireEnd(job, commands, folder);
        return kills;
    }

    /** The results of a job with the same commands that nobody kills. */
    private static byte[] whole(MortalJob job, List<String> files, Path folder) throws IOException {
        Job.Result result = job.whole(files).run();
        assertThat(result.exitCode()).as(result.err()).isZero();
        Trees.delete(folder.resolve("whole"));
        Files.deleteIfExists(folder.resolve(DrawnCommands.TABLE));
        return result.out();
    }

    private static void requireEnd(MortalJob job, DrawnCommands commands, Path folder) throws IOException {
        assertThat(job.table()).isEqualTo(commands.table());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("commands-.*|data|results|table.jsonl|tables"));
        }
        Trees.delete(folder);
    }
}
