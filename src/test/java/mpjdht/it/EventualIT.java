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
import java.util.TreeMap;
import mpjdht.Campaign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three hundred nodes keep the ring by the Chord protocol, and no head, while clients write and read, one of them adds and removes nodes, and
 * ranks crash one after another.
 */
class EventualIT {
    private static final int NODES = 300;
    private static final int MOST_HOPS = (int) (Math.log(NODES) / Math.log(2)) + 2;
    private static final int CLIENTS = 4;
    private static final int KEYS = 40;
    private static final int KEYS_EXPLAINED = 20;
    private static final int COMMANDS = 600;
    private static final int STORAGE_RANKS = 6;
    private static final Duration LIMIT = Duration.ofSeconds(100);

    @TempDir
    private Path folder;

    @Test
    void copiesAreEqualInTheEndHoweverRanksCrashAndNodesComeAndGo() throws IOException {
        copiesAreEqualInTheEnd("multicore", 2);
    }

    @Campaign
    @Test
    void soAreThoseOfRanksThatAreProcesses() throws IOException {
        copiesAreEqualInTheEnd("niodev", 1);
    }

    private void copiesAreEqualInTheEnd(String device, int crashes) throws IOException {
        Path history = folder.resolve("history.jsonl");
        List<String> arguments = new ArrayList<>(List.of(("-np " + (STORAGE_RANKS + 2) + " --device " + device
                        + " --nodes " + NODES + " --routing chord --consistency eventual --replicas 3 --write-acks 2"
                        + " --timeout 4 --ids xxh3 --on-error continue --format json --quiet --parallel --history "
                        + history + " --output " + folder.resolve("out"))
                .split(" ")));
        for (int client = 0; client < CLIENTS; client++) {
            String commands = client == 0 ? controlled(crashes) : load(client, COMMANDS);
            arguments.add(Files.writeString(folder.resolve("f" + client + ".cmd"), commands)
                    .toString());
        }

        Job.Result job =
                Job.dht(arguments.toArray(String[]::new)).deadline(LIMIT).run();
        assertThat(job.exitCode()).as(job.err()).isBetween(0, 1);
        // What a crash leads to, and nothing that the commands did wrong.
        assertThat(job.err().lines())
                .allMatch(line ->
                        line.matches(".*: error: (it is unknown whether .*|.* failed: .*|.* does not answer.*)"));

        Job.Result check =
                Job.script("check-history", "--eventual", history.toString()).run();
        assertThat(check.text().lines().findFirst()).as(check.text()).contains(history + "\teventual");
        requireThatAllIsWell(Files.readAllLines(folder.resolve("out/f0.out")), job.err());
    }

    /** Commands on few keys; they take some seconds, so that there are some while a rank is dead and nobody knows yet. */
    private static String load(int seed, int commands) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < commands; i++) {
            int key = random.nextInt(KEYS);
            text.append(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> "PUT k" + key + " v" + seed + "-" + i;
                        case 3, 4, 5 -> "GET k" + key;
                        case 6 -> "INCR n" + key;
                        default -> "DELETE k" + key;
                    });
            text.append(i % 50 == 49 ? "\nWAIT 400\n" : "\n");
        }
        return text.toString();
    }

    /** What the others do, and nodes that come and go, ranks that crash and come back, and a look at everything at the end. */
    private static String controlled(int crashes) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder();
        for (int crash = 0; crash < crashes; crash++) {
            int crashed = 1 + random.nextInt(STORAGE_RANKS);
            int other = 1 + crashed % STORAGE_RANKS;
            long id = random.nextLong(Long.MAX_VALUE);
            text.append("ADD " + other + " " + id + "\n").append(load(100 + crash, 40));
            text.append("CRASH RANK " + crashed + "\n").append(load(200 + crash, 40));
            text.append("RECOVER RANK " + crashed + "\nSYNC\nREMOVE " + id + "\n")
                    .append(load(300 + crash, 40));
        }
        text.append("WAIT 2000\nSYNC\n");
        for (int again = 0; again < 2; again++) {
            for (int key = 0; key < KEYS; key++) {
                text.append("GET k" + key + "\nGET n" + key + "\n");
            }
        }
        text.append("RING\n");
        for (int key = 0; key < KEYS_EXPLAINED; key++) {
            text.append("EXPLAIN k" + key + "\n");
        }
        return text.toString();
    }

    private static void requireThatAllIsWell(List<String> lines, String errors) throws IOException {
        List<Map<String, Object>> results = new ArrayList<>();
        for (String line : lines) {
            results.add(JSON.std.mapFrom(line));
        }
        int end = results.size() - KEYS_EXPLAINED;
        int begin = end - 1 - 4 * KEYS;
        assertThat(results.get(begin - 1)).as(errors).containsEntry("op", "SYNC");
        Map<Object, Object> values = new HashMap<>();
        for (Map<String, Object> read : results.subList(begin, end - 1)) {
            Object value = List.of(read.get("found"), read.getOrDefault("value", ""));
            assertThat(value).isEqualTo(values.computeIfAbsent(read.get("key"), key -> value));
        }
        assertThat(values).hasSize(2 * KEYS);

        TreeMap<Long, Object> ring = new TreeMap<>(Long::compareUnsigned);
        for (Object node : (List<?>) results.get(end - 1).get("nodes")) {
            ring.put(number((Map<?, ?>) node, "id"), ((Map<?, ?>) node).get("rank"));
        }
        assertThat(ring).hasSize(NODES);
        for (Map<String, Object> explained : results.subList(end, results.size())) {
            Map.Entry<Long, Object> owner = ring.ceilingEntry(number(explained, "position"));
            owner = owner == null ? ring.firstEntry() : owner;
            assertThat(number(explained, "node")).isEqualTo(owner.getKey());
            assertThat(explained).containsEntry("rank", owner.getValue());
            assertThat((Integer) explained.get("hops")).isLessThanOrEqualTo(MOST_HOPS);
        }
    }

    private static long number(Map<?, ?> object, String name) {
        return ((Number) object.get(name)).longValue();
    }
}
