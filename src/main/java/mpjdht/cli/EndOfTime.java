package mpjdht.cli;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The time at which a job ends by itself, because whoever gave it its hosts takes them back. */
final class EndOfTime {
    private final long atMillis;
    private final LongSupplier clock;

    private EndOfTime(long atMillis, LongSupplier clock) {
        this.atMillis = atMillis;
        this.clock = clock;
    }

    /**
     * That of a job, if it has one.
     *
     * @param clock tells the milliseconds since the epoch
     */
    static Optional<EndOfTime> of(Settings settings, LongSupplier clock) {
        return settings.stopAt().map(seconds -> new EndOfTime(TimeUnit.SECONDS.toMillis(seconds), clock));
    }

    /** Has something done when it is time, on a thread of its own; at once if that has passed. */
    void await(Runnable end) {
        Thread thread = new Thread(() -> run(end), "end-of-time");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Runnable end) {
        try {
            for (long left = left(); left > 0; left = left()) {
                Thread.sleep(left);
            }
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long left() {
        return atMillis - clock.getAsLong();
    }
}
