package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients of a door, each with a key of its own, who ask all at once and look at each answer, over and over. */
final class BusyClients {
    private static final int OF_ONE_THREAD = 50;

    /** Between two answers to a client, so that there is time for others on a host of two processors. */
    private static final long PAUSE_MILLIS = 200;

    private final BesiegedDoor door;
    private final int clients;
    private final ExecutorService threads;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong answers = new AtomicLong();
    private final List<Future<?>> running = new ArrayList<>();

    private BusyClients(BesiegedDoor door, int clients) {
        this.door = door;
        this.clients = clients;
        this.threads = Executors.newFixedThreadPool((clients + OF_ONE_THREAD - 1) / OF_ONE_THREAD);
    }

    /** So many come in and begin. */
    static BusyClients start(BesiegedDoor door, int clients) {
        BusyClients busy = new BusyClients(door, clients);
        for (int first = 0; first < clients; first += OF_ONE_THREAD) {
            int from = first;
            busy.running.add(busy.threads.submit(() -> {
                busy.use(from, Math.min(from + OF_ONE_THREAD, clients));
                return null;
            }));
        }
        return busy;
    }

    private void use(int from, int to) throws IOException, InterruptedException {
        List<Talk> talks = new ArrayList<>();
        try {
            for (int client = from; client < to; client++) {
                talks.add(door.talk().apply(client));
            }
            long number = 0;
            do {
                round(talks, from, number);
                number++;
            } while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            talks.forEach(Talk::close);
        }
    }

    private void round(List<Talk> talks, int first, long number) throws IOException {
        for (Talk talk : talks) {
            talk.write(number);
        }
        for (Talk talk : talks) {
            talk.awaitWritten();
        }
        for (Talk talk : talks) {
            talk.read();
        }
        for (int i = 0; i < talks.size(); i++) {
            String key = Talk.key(door.name().toLowerCase(Locale.ROOT), first + i);
            assertThat(talks.get(i).awaitRead()).isEqualTo(Talk.value(key, number));
        }
        answers.addAndGet(2L * talks.size());
    }

    /** Has them end, and returns how many answers they have looked at; at least some for each. */
    long stop() throws Exception {
        end.countDown();
        threads.shutdown();
        for (Future<?> each : running) {
            each.get();
        }
        assertThat(answers.get()).isGreaterThanOrEqualTo(2L * clients);
        return answers.get();
    }
}
