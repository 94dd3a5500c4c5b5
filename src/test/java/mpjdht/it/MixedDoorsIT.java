package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import mpjdht.history.Report;
import mpjdht.history.Verdict;
import org.junit.jupiter.api.Test;

/** What clients of all doors see together while the ring changes. */
class MixedDoorsIT {
    private static final int CLIENTS = 16;
    private static final int NODES = 6;
    private static final int CRASHING = 2;
    private static final int KEYS = 400;
    private static final long CALLS_BETWEEN_CHANGES = 4000;
    private static final int LONGEST_ANSWER_MILLIS =
            (int) Duration.ofSeconds(30).toMillis();

    @Test
    void staysLinearizableWhileNodesComeAndGoAndARankCrashes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        DoorHistory history = new DoorHistory();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        String[] options = {
            "-np",
            "6",
            "--nodes",
            Integer.toString(NODES),
            "--replicas",
            "3",
            "--timeout",
            "4",
            "--resp",
            "0",
            "--http",
            "0",
            "--grpc",
            "0",
            "--allow-faults"
        };
        try (Job.Running job = Job.script("serve", options).start()) {
            ThreeDoors doors = ThreeDoors.of(job, LONGEST_ANSWER_MILLIS).without(CRASHING);
            assertThat(doors.nodes()).hasSize(NODES - 1);
            List<Future<?>> users = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                users.add(threads.submit(() -> use(doors.client(number), number, history, goesOn)));
            }
            Web changes = new Web(doors.http());
            history.awaitCalls(CALLS_BETWEEN_CHANGES);
            done(changes.post("/nodes", "{\"rank\":1,\"id\":4000000000}").statusCode());
            history.awaitCalls(CALLS_BETWEEN_CHANGES);
            done(changes.post("/faults", "CRASH RANK " + CRASHING).statusCode());
            history.awaitCalls(CALLS_BETWEEN_CHANGES);
            done(changes.post("/nodes", "{\"rank\":3,\"id\":\"5000000000\"}").statusCode());
            done(changes.post("/faults", "RECOVER RANK " + CRASHING).statusCode());
            history.awaitCalls(CALLS_BETWEEN_CHANGES);
            done(changes.delete("/nodes/4000000000").statusCode());
            history.awaitCalls(CALLS_BETWEEN_CHANGES);
            goesOn.set(false);
            for (Future<?> user : users) {
                user.get();
            }
            assertThat(Served.terminate(job).exitCode()).isEqualTo(Served.TERMINATED);
        } finally {
            threads.shutdownNow();
        }
        Report report = history.check();
        assertThat(report.windows()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.LINEARIZABLE);
    }

    private static void done(int status) {
        assertThat(status).isEqualTo(200);
    }

    /** Reads and writes a few keys, as the number of the client draws it. */
    private static void use(KeyClient door, int client, DoorHistory history, AtomicBoolean goesOn) {
        SplittableRandom random = new SplittableRandom(client);
        try (door) {
            for (long sequence = 0; goesOn.get(); sequence++) {
                String key = "key" + random.nextInt(KEYS);
                String value = client + "." + sequence;
                switch (random.nextInt(9)) {
                    case 0 -> history.delete(client, sequence, key, () -> door.delete(key));
                    case 1, 2, 3 -> history.put(client, sequence, key, value, () -> door.put(key, value));
                    case 4 -> {
                        if (door.canCreate()) {
                            history.create(client, sequence, key, value, () -> door.create(key, value));
                        }
                    }
                    default -> history.get(client, sequence, key, () -> door.get(key));
                }
            }
        }
    }
}
