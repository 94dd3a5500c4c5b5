package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Clients of Redis that count up, each its own counter, until the server goes; every answer has to follow the one before. */
final class Counters implements AutoCloseable {
    private static final int UNDER_WAY = 100;
    private static final int PATIENCE_MILLIS = 30_000;

    private final ExecutorService threads;
    private final CountDownLatch underWay;
    private final List<Future<Long>> counts = new ArrayList<>();

    /** Starts so many of them. */
    Counters(int port, int clients) {
        threads = Executors.newFixedThreadPool(clients);
        underWay = new CountDownLatch(clients);
        for (int client = 0; client < clients; client++) {
            String key = "counter" + client;
            counts.add(threads.submit(() -> count(port, key)));
        }
    }

    private long count(int port, String key) {
        long count = 0;
        try (Jedis jedis = new Jedis("127.0.0.1", port, PATIENCE_MILLIS)) {
            while (true) {
                long next = jedis.incr(key);
                assertThat(next).isEqualTo(count + 1);
                count = next;
                if (count == UNDER_WAY) {
                    underWay.countDown();
                }
            }
        } catch (JedisConnectionException gone) {
            return count;
        } finally {
            if (count < UNDER_WAY) {
                underWay.countDown();
            }
        }
    }

    /** Waits until all have counted for a while, or have given up. */
    void awaitUnderWay() throws InterruptedException {
        underWay.await();
    }

    /** Requires that each has counted for a while, and was told no wrong number. */
    void requireRightAnswers() throws InterruptedException, ExecutionException {
        for (Future<Long> count : counts) {
            assertThat(count.get()).isGreaterThanOrEqualTo(UNDER_WAY);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
