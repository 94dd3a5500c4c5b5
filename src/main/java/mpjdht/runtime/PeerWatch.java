package mpjdht.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import mpjdht.node.Grid;

/**
 * Notices in a rank of its own process that another one is gone, even while the rank itself waits or works: a thread that
 * sends a sign of life twice a second and listens for those of others. Every rank shows itself to the head, and the head to
 * every rank.
 *
 * <p>A process that dies closes its connections, and the next send fails. A host that vanishes closes nothing, and is found
 * out by its silence.
 */
public final class PeerWatch {
    /**
     * The shortest silence that tells, in seconds: eight signs of life. On a busy machine one or two come late in good
     * health.
     */
    public static final int LEAST_SILENCE_SECONDS = 4;

    private static final String SILENCE = "nothing was heard of rank ";
    private static final long BEAT_MILLIS = 500;
    private static final long STOP_LIMIT_MILLIS = 2000;

    private final Transport transport;
    private final int silenceLimitSeconds;
    private final Consumer<String> onLoss;
    private final LongSupplier clock;
    private final SilenceLimit silenceLimit;
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stopped;

    /**
     * Begins to watch.
     *
     * @param silenceLimitSeconds silence after which a rank counts as dead, at least {@value #LEAST_SILENCE_SECONDS}
     * @param onLoss called once, on the watching thread, with how the loss showed
     * @param clock the time, in nanoseconds
     */
    public PeerWatch(Transport transport, int silenceLimitSeconds, Consumer<String> onLoss, LongSupplier clock) {
        this.transport = transport;
        this.silenceLimitSeconds = silenceLimitSeconds;
        this.onLoss = onLoss;
        this.clock = clock;
        this.silenceLimit = new SilenceLimit(TimeUnit.SECONDS.toNanos(silenceLimitSeconds), clock.getAsLong());
        this.thread = new Thread(this::watch, "peer-watch-" + transport.rank());
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns whether a loss showed as silence alone, which a rank that is stopped keeps as well as a dead one. */
    public static boolean isSilence(String loss) {
        return loss.startsWith(SILENCE);
    }

    /**
     * Stops watching, before the ranks part on purpose. The thread is not interrupted: in the middle of a sign of life that
     * would close the connection. One that does not come to its end is not waited for.
     */
    public void stop() throws InterruptedException {
        stopped = true;
        over.countDown();
        thread.join(STOP_LIMIT_MILLIS);
    }

    private void watch() {
        try {
            do {
                beatAndListen();
            } while (!stopped && !over.await(BEAT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                onLoss.accept(e instanceof PeerLostException ? e.getMessage() : "the watch over it failed: " + e);
            }
        }
    }

    private void beatAndListen() {
        if (transport.rank() == Grid.HEAD) {
            for (int peer = 1; peer < transport.size(); peer++) {
                beatAndListen(peer);
            }
        } else {
            beatAndListen(Grid.HEAD);
        }
    }

    private void beatAndListen(int peer) {
        transport.beat(peer);
        long silenceNanos = transport.silenceNanos(peer);
        if (silenceLimit.isExceeded(silenceNanos, clock.getAsLong()) && !stopped) {
            stopped = true;
            onLoss.accept(SILENCE + peer + " for " + silenceLimitSeconds + " s");
        }
    }
}
