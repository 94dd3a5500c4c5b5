package mpjdht.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import mpjdht.cli.Main;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * The product with timers: the system property {@value #MODE} says whether they are all that a rank has, or tick beside its
 * role.
 */
public final class TickingProgram {
    static final String MODE = "mpjdht.test.timers";
    static final String ALONE = "alone";
    static final String BESIDE = "beside";

    private TickingProgram() {}

    /** One rank. */
    public static void main(String[] arguments) {
        Main.runRank(arguments, role -> System.getProperty(MODE).equals(ALONE) ? new Patient() : new Ticking(role));
    }

    /** The program as a jar for ranks of their own processes. */
    static Path jar(Path folder) throws IOException {
        return Jars.with(folder.resolve("ticking.jar"), TickingProgram.class, "target/mpj-dht.jar");
    }

    /** The program as a jar for ranks that are threads, which share the classes that do not touch MPI. */
    static Path multicoreJar(Path folder) throws IOException {
        return Jars.with(
                folder.resolve("ticking-ranks.jar"), TickingProgram.class, "target/multicore/mpj-dht-ranks.jar");
    }

    /**
     * Has nothing to do but to wait for timers, one after another, and ends with the last. Fails if they come too early, or
     * so late that something else must have woken the rank: the signs of life, twice a second.
     */
    private static final class Patient implements StateMachine {
        private static final int TIMERS = 40;
        private static final long DELAY_MICROS = 5000;
        private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(5);

        private final long beginNanos = System.nanoTime();
        private long expired;
        private boolean begun;

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            throw new IllegalStateException("nobody speaks in this test");
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox outbox) {
            expired++;
            long tookNanos = System.nanoTime() - beginNanos;
            if (timer != expired || tookNanos < TimeUnit.MICROSECONDS.toNanos(expired * DELAY_MICROS)) {
                throw new IllegalStateException("timer " + timer + " came after " + tookNanos + " ns");
            }
            if (tookNanos > LATEST_NANOS) {
                throw new IllegalStateException(expired + " timers of 5 ms took " + tookNanos + " ns");
            }
            if (!finished()) {
                outbox.setTimer(DELAY_MICROS, expired + 1);
            }
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            if (begun) {
                return false;
            }
            begun = true;
            outbox.setTimer(DELAY_MICROS, 1);
            return true;
        }

        @Override
        public boolean finished() {
            return expired == TIMERS;
        }
    }

    /** A role with a timer that is always pending. */
    private static final class Ticking implements StateMachine {
        private static final long PERIOD_MICROS = Long.getLong("mpjdht.test.period", 1000);

        private final StateMachine role;
        private boolean begun;

        Ticking(StateMachine role) {
            this.role = role;
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            role.onMessage(nowMicros, from, bytes, offset, length, outbox);
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox outbox) {
            outbox.setTimer(PERIOD_MICROS, timer);
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            if (!begun) {
                begun = true;
                outbox.setTimer(PERIOD_MICROS, 1);
            }
            return role.onIdle(nowMicros, outbox);
        }

        @Override
        public boolean finished() {
            return role.finished();
        }
    }
}
