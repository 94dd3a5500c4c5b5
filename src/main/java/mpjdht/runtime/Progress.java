package mpjdht.runtime;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The line that shows how far a long run is: share of the file, commands/s, time left. It appears once a run has lasted two
 * seconds, changes a few times a second, and is wiped at the end.
 */
public final class Progress {
    private static final long FIRST_NANOS = 2_000_000_000L;
    private static final long EVERY_NANOS = 250_000_000L;

    private final LongSupplier clockNanos;
    private final DoubleSupplier share;
    private final LongSupplier commands;
    private final Consumer<String> display;
    private final long startNanos;
    private long nextNanos;
    private boolean shown;

    /**
     * Begins now.
     *
     * @param clockNanos time, in nanoseconds since any moment
     * @param share share of the input that has been read, negative when unknown
     * @param commands commands done so far
     * @param display shows a text in place of the one before
     */
    public Progress(LongSupplier clockNanos, DoubleSupplier share, LongSupplier commands, Consumer<String> display) {
        this.clockNanos = clockNanos;
        this.share = share;
        this.commands = commands;
        this.display = display;
        this.startNanos = clockNanos.getAsLong();
        this.nextNanos = startNanos + FIRST_NANOS;
    }

    /** Shows the line if it is time to. */
    public void update() {
        long now = clockNanos.getAsLong();
        if (now - nextNanos >= 0) {
            nextNanos = now + EVERY_NANOS;
            shown = true;
            display.accept(text((now - startNanos) / 1e9));
        }
    }

    /** Wipes the line, until the next update: somebody is typing, or the run is over. */
    public void pause() {
        if (shown) {
            shown = false;
            display.accept("");
        }
        nextNanos = Math.max(nextNanos, clockNanos.getAsLong() + EVERY_NANOS);
    }

    /** Seconds since the beginning. */
    public double seconds() {
        return (clockNanos.getAsLong() - startNanos) / 1e9;
    }

    private String text(double seconds) {
        String rate = String.format(Locale.ROOT, "%,d commands/s", Math.round(commands.getAsLong() / seconds));
        double done = share.getAsDouble();
        if (done <= 0) {
            return String.format(Locale.ROOT, "%,d commands, %s", commands.getAsLong(), rate);
        }
        long left = Math.round(seconds * (1 - done) / done);
        return String.format(Locale.ROOT, "%d %%, %s, %d s left", (int) (done * 100), rate, left);
    }
}
