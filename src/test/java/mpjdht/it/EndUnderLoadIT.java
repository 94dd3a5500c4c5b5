package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import mpjdht.history.Report;
import mpjdht.history.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server is told to end, at a moment that the seed draws, while clients of all doors write and read; with {@code -Dmpjdht.end.times=20} as
 * many seeds. Each client has keys of its own, and writes one after another; some keys are shared by all. A last client reads all of them when the
 * others have gone.
 */
class EndUnderLoadIT {
    private static final int FEW = 3;
    private static final int TIMES = Integer.getInteger("mpjdht.end.times", FEW);
    private static final int CLIENTS = 24;
    private static final int PIPELINES = 4;
    private static final int ALL = CLIENTS + PIPELINES;
    private static final int SHARED_KEYS = 100;
    private static final int AT_ONCE = 32;
    private static final int WARM_UPS = 5;

    /** Of each client; so many of its last writes are seen one by one at the end. */
    private static final int OWN_KEYS = 25;

    /** How soon the last client reads for the first time when the server is told to end. */
    private static final int SOON_MILLIS = 600;

    private static final int LONGEST_ANSWER_MILLIS = 20_000;
    private static final String CUT =
            "mpj-dht: at the end a command was under way, and who asked for it has not been answered";
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private final ExecutorService threads = Executors.newFixedThreadPool(ALL);
    private final DoorHistory history = new DoorHistory();
    private final AtomicBoolean isTold = new AtomicBoolean();

    private static IntStream seeds() {
        return IntStream.rangeClosed(1, TIMES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyWriteThatWasAcknowledgedIsThereAndNobodyIsAnsweredFalsely(int seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> options = new ArrayList<>(List.of("-np", "8", "--nodes", "6", "--allow-faults"));
        options.addAll(List.of("--http", "0", "--resp", "0", "--grpc", "0", "--replicas", seed % 2 == 0 ? "3" : "1"));
        try (Job.Running job =
                Job.script("serve", options.toArray(String[]::new)).start()) {
            ThreeDoors doors = ThreeDoors.of(job, LONGEST_ANSWER_MILLIS);
            List<String> keys = keys();
            warmUp(doors.http(), keys);
            List<Future<?>> users = begin(doors);
            history.awaitCalls(1000);
            long toldNanos;
            Optional<Map<String, String>> values;
            try (LastClient last = LastClient.begin(doors.http(), keys)) {
                last.awaitReads(SOON_MILLIS + random.nextInt(150), job.process());
                isTold.set(true);
                toldNanos = System.nanoTime();
                job.process().toHandle().destroy();
                for (Future<?> user : users) {
                    user.get(LONGEST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                }
                values = last.valuesAfter(history.lastAnswerNanos(), keys.size());
            }
            Job.Result result = job.await();
            Duration end = Duration.ofNanos(System.nanoTime() - toldNanos);
            assertThat(end).isLessThan(LONGEST_END);
            assertThat(result.exitCode()).isEqualTo(Served.TERMINATED);
            assertThat(result.err().lines()).allMatch(line -> line.startsWith("mpj-dht: serving ") || line.equals(CUT));
            // The file of the last client may be longer than the server takes to its end, which it tells.
            assertThat(values.isPresent() || result.err().contains(CUT)).isTrue();
            values.ifPresent(there -> readAtTheEnd(keys, there));
            if (TIMES > FEW) {
                System.out.printf(
                        "seed %d: %,d calls, keys there at the end: %s, ended in %.2f s%n",
                        seed,
                        history.calls(),
                        values.map(there -> String.valueOf(there.size())).orElse("not read in time"),
                        end.toNanos() / 1e9);
            }
            job.leavesNothing();
        } finally {
            threads.shutdownNow();
        }
        Report report = history.check();
        assertThat(report.windows()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.LINEARIZABLE);
    }

    /** What the last client does has been done before, so that it takes little of the time that is left to it. */
    private static void warmUp(int http, List<String> keys) {
        Web web = new Web(http);
        String file = "GET " + String.join("\nGET ", keys) + "\n";
        for (int i = 0; i < WARM_UPS; i++) {
            assertThat(Web.text(web.post("/batch", file)).lines()).hasSize(keys.size());
        }
    }

    private List<Future<?>> begin(ThreeDoors doors) {
        List<Future<?>> users = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            users.add(threads.submit(() -> use(doors.client(number), number)));
        }
        for (int client = CLIENTS; client < ALL; client++) {
            int number = client;
            users.add(threads.submit(() -> {
                writeManyAtOnce(doors.resp(), number);
                return null;
            }));
        }
        return users;
    }

    private static String own(int client, long number) {
        return "own" + client + '.' + number % OWN_KEYS;
    }

    /** Keys that all share, and those that each has for itself. */
    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        IntStream.range(0, SHARED_KEYS).forEach(key -> keys.add("key" + key));
        for (int client = 0; client < ALL; client++) {
            for (int number = 0; number < OWN_KEYS; number++) {
                keys.add(own(client, number));
            }
        }
        return keys;
    }

    private void use(KeyClient door, int client) {
        SplittableRandom random = new SplittableRandom(client);
        try (EndingKeys keys = new EndingKeys(door, isTold::get)) {
            long lastOwn = 0;
            for (long sequence = 0; !keys.isOver(); sequence++) {
                String shared = "key" + random.nextInt(SHARED_KEYS);
                String before = own(client, lastOwn);
                String value = client + "." + sequence;
                switch (random.nextInt(10)) {
                    case 0 -> history.delete(client, sequence, shared, () -> keys.delete(shared));
                    case 1, 2 -> history.put(client, sequence, shared, value, () -> keys.put(shared, value));
                    case 3 -> {
                        if (keys.canCreate()) {
                            history.create(client, sequence, shared, value, () -> keys.create(shared, value));
                        }
                    }
                    case 4, 5 -> history.get(client, sequence, shared, () -> keys.get(shared));
                    case 6 -> history.get(client, sequence, before, () -> keys.get(before));
                    default -> {
                        lastOwn++;
                        String key = own(client, lastOwn);
                        history.put(client, sequence, key, value, () -> keys.put(key, value));
                    }
                }
            }
        }
    }

    /** Writes, and hears what has become of it only when more has been written. */
    private void writeManyAtOnce(int port, int client) throws IOException {
        try (Socket socket = BesiegedDoor.connect(port)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long sequence = 0; ; sequence += AT_ONCE) {
                StringBuilder commands = new StringBuilder();
                for (int i = 0; i < AT_ONCE; i++) {
                    String key = own(client, sequence + i);
                    String value = client + "." + (sequence + i);
                    history.putBegins(client, sequence + i, key, value);
                    commands.append("SET ")
                            .append(key)
                            .append(' ')
                            .append(value)
                            .append("\r\n");
                }
                if (!isWritten(socket, in, client, sequence, commands.toString())) {
                    assertThat(isTold).isTrue();
                    return;
                }
            }
        }
    }

    /** Whether all has been answered; else the connection has ended. */
    private boolean isWritten(Socket socket, InputStream in, int client, long first, String commands)
            throws IOException {
        long sequence = first;
        try {
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            for (; sequence < first + AT_ONCE; sequence++) {
                assertThat(Lines.next(in)).isEqualTo("+OK");
                history.putEnds(client, sequence, true);
            }
            return true;
        } catch (EOFException | SocketException e) {
            for (; sequence < first + AT_ONCE; sequence++) {
                history.putEnds(client, sequence, false);
            }
            return false;
        }
    }

    /** What the last client has read becomes part of the history, behind everything that the others have heard. */
    private void readAtTheEnd(List<String> keys, Map<String, String> values) {
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            history.get(ALL, i, key, () -> values.get(key));
        }
    }
}
