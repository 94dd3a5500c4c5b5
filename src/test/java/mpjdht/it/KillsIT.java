package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mpjdht.Campaign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that are killed at moments that the seed draws ({@code kill -9}): what they have told anybody is true for ever. */
class KillsIT {
    private static final int KILLS = Integer.getInteger("mpjdht.kills", 200);
    private static final int FIRST_SEED = Integer.getInteger("mpjdht.kills.seed", 1);
    private static final int ROUNDS = 9;
    private static final Path KEPT = Job.ROOT.resolve("target/kills");

    private final Map<String, Integer> killed = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"1, multicore", "2, multicore", "3, niodev"})
    void whatWasAcknowledgedIsThereAfterAnyKill(long seed, String device) throws Exception {
        losesNothing(seed, device, 3, 4);
    }

    @Campaign
    @Test
    void whatWasAcknowledgedIsThereAfterManyKills() throws Exception {
        int kills = 0;
        for (long seed = FIRST_SEED; kills < KILLS; seed++) {
            kills += losesNothing(seed, seed % 3 == 0 ? "niodev" : "multicore", ROUNDS, 1);
        }
        System.out.println(killed);
    }

    /** Jobs one after another, each with commands of its own. */
    private int losesNothing(long seed, String device, int rounds, int shorter) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = Files.createDirectories(KEPT.resolve("acknowledged-" + seed));
        Trees.delete(folder);
        Files.createDirectories(folder);
        MortalJob job = new MortalJob(folder, device, random);
        Map<String, String> before = Map.of();
        int kills = 0;
        for (int round = 1; round <= rounds; round++) {
            DrawnCommands commands = job.draw(round, before, shorter);
            Victim victim = Victim.draw(random, device);
            Moment moment = Moment.draw(random);
            String what = "seed %d, round %d: %s at %s; %s".formatted(seed, round, victim, moment, job);
            int acknowledged;
            boolean isKilled;
            try (Job.Running running =
                    job.durable(commands.write(folder, 1 + random.nextInt(3))).start()) {
                isKilled = job.kill(running, victim, moment, running::outBytes, commands.count() * 20L);
                Job.Result result = running.await();
                if (!isKilled) {
                    assertThat(result.exitCode()).as(what + "\n" + result.err()).isZero();
                }
                acknowledged = (int) result.text().chars().filter(c -> c == '\n').count();
            }
            System.out.printf(
                    "%s: %s with %d of %d results%n",
                    what, isKilled ? "killed" : "ended", acknowledged, commands.count());
            before = job.table();
            try {
                commands.requireOutcome(acknowledged, before);
            } catch (AssertionError e) {
                throw new AssertionError(what, e);
            }
            if (isKilled) {
                kills++;
                killed.merge(device + ' ' + victim, 1, Integer::sum);
            }
        }
        Trees.delete(folder);
        return kills;
    }
}
