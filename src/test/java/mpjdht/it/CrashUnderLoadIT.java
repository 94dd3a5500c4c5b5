package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A replica crashes while six clients write and read keys that all have the same chain. With {@code -Dmpjdht.load.keys=1000000} it is as
 * many keys, and seven commands for each; how long a client had no answer is printed.
 */
class CrashUnderLoadIT {
    private static final int FEW = 2000;
    private static final int KEYS = Integer.getInteger("mpjdht.load.keys", FEW);

    /** Of each client. */
    private static final int COMMANDS = KEYS / 10 * 12;

    /** The nodes right before the last one on the circle own nearly every key one after another. */
    private static final String NODES = "ADD 1 997\nADD 2 998\nADD 3 999\n";

    private static final int CLIENTS = 6;
    private static final Duration LIMIT = Duration.ofSeconds(60 + KEYS / 1000);
    private static final Pattern RETURN =
            Pattern.compile("\"client\":(\\d+).*\"event\":\"return\".*\"time_ns\":(\\d+)");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"multicore, 997", "niodev, 998"})
    void noWriteIsLostAndTheHistoryIsLinearizable(String device, int crashed) throws IOException {
        List<String> files = new ArrayList<>();
        files.add(Files.writeString(folder.resolve("control.cmd"), NODES + "WAIT 3000\nCRASH " + crashed + "\n")
                .toString());
        for (int client = 0; client < CLIENTS; client++) {
            StringBuilder commands = new StringBuilder("WAIT 1500\n");
            // Some at once, so that chains have something to do before the crash, and the others while it is not yet
            // known.
            draw(client, COMMANDS / 2, commands);
            commands.append(KEYS > FEW ? "" : "WAIT 2000\n");
            draw(CLIENTS + client, COMMANDS / 2, commands);
            files.add(Files.writeString(folder.resolve("client" + client + ".cmd"), commands)
                    .toString());
        }
        Job job = Job.dht(arguments(files, "--device", device, "--parallel"));
        run(job, Job.script("check-history", history().toString()), device + ", " + crashed);
    }

    /** Clients on several hosts have no common clock, so all of them are on the command rank. */
    @Test
    void norIsAnyOnThreeHosts() throws IOException {
        NamespaceCluster.assumePossible();
        try (NamespaceCluster cluster = NamespaceCluster.start(3)) {
            for (int crashed : KEYS > FEW ? new int[] {997, 998, 999} : new int[] {999}) {
                StringBuilder commands = new StringBuilder(NODES);
                draw(1, CLIENTS * COMMANDS / 2, commands);
                commands.append("CRASH ").append(crashed).append('\n');
                draw(2, CLIENTS * COMMANDS / 2, commands);
                Path file = Files.writeString(folder.resolve("all.cmd"), commands);
                String hosts = cluster.hostfile().toString();
                Job job = cluster.script(
                        "dht", arguments(List.of(file.toString()), "--hosts", hosts, "--clients", "" + CLIENTS));
                run(job, Job.script("check-history", history().toString()), "three hosts, " + crashed);
            }
        }
    }

    private Path history() {
        return folder.resolve("history.jsonl");
    }

    private String[] arguments(List<String> files, String... options) {
        List<String> all = new ArrayList<>(List.of("-np", "8", "--replicas", "3", "--timeout", "4", "--quiet"));
        all.addAll(List.of("--history", history().toString()));
        all.addAll(List.of("--output", folder.resolve("out").toString()));
        all.addAll(List.of(options));
        all.addAll(files);
        return all.toArray(String[]::new);
    }

    private static void draw(int seed, int count, StringBuilder commands) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            String key = "k" + random.nextInt(KEYS);
            commands.append(random.nextBoolean() ? "GET " + key : "PUT " + key + " v" + seed + "n" + i)
                    .append('\n');
        }
    }

    private void run(Job job, Job check, String what) throws IOException {
        Job.Result result = job.deadline(LIMIT).run();
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(check.deadline(LIMIT).run().text()).isEqualTo(history() + "\tlinearizable\n");

        Map<Integer, Long> last = new HashMap<>();
        long answers = 0;
        long longest = 0;
        try (BufferedReader in = Files.newBufferedReader(history())) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher matcher = RETURN.matcher(line);
                if (matcher.find()) {
                    long nanos = Long.parseLong(matcher.group(2));
                    answers++;
                    Long before = last.put(Integer.parseInt(matcher.group(1)), nanos);
                    longest = before == null ? longest : Math.max(longest, nanos - before);
                }
            }
        }
        assertThat(answers).isEqualTo((long) CLIENTS * COMMANDS);
        if (KEYS > FEW) {
            System.out.printf("%s: a client had no answer for %.3f s%n", what, longest / 1e9);
        }
    }
}
