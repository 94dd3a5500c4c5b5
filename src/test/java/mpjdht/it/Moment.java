package mpjdht.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** When in its life something happens to a job: so long after its start, at a change of its folder, or when so many results are out. */
final class Moment {
    private static final int SOON_MILLIS = 1200;
    private static final int MOST_CHANGES = 14;
    private static final int MOST_MILLIS_BEHIND = 20;
    private static final int POLL_MILLIS = 1;

    private enum Kind {
        TIME,
        FOLDER,
        RESULTS
    }

    private final Kind kind;
    private final double fraction;
    private final int behindMillis;

    private Moment(Kind kind, double fraction, int behindMillis) {
        this.kind = kind;
        this.fraction = fraction;
        this.behindMillis = behindMillis;
    }

    /** Draws one; half of them are while commands are run. */
    static Moment draw(SplittableRandom random) {
        Kind kind =
                switch (random.nextInt(4)) {
                    case 0 -> Kind.TIME;
                    case 1 -> Kind.FOLDER;
                    default -> Kind.RESULTS;
                };
        return new Moment(kind, random.nextDouble(), random.nextInt(MOST_MILLIS_BEHIND));
    }

    /**
     * Waits for it.
     *
     * @param results bytes of results that are out
     * @param all bytes of results that there will be
     * @param folder of the job's data
     * @return whether the job is still there
     */
    boolean await(Process job, LongSupplier results, long all, Path folder) throws InterruptedException {
        long begin = System.nanoTime();
        long from = results.getAsLong();
        Set<String> names = names(folder);
        int changes = 0;
        while (true) {
            Set<String> now = kind == Kind.FOLDER ? names(folder) : names;
            if (!now.equals(names)) {
                names = now;
                changes++;
            }
            boolean isThere =
                    switch (kind) {
                        case TIME -> System.nanoTime() - begin >= SOON_MILLIS * 1e6 * fraction;
                        case FOLDER -> changes > MOST_CHANGES * fraction;
                        case RESULTS -> results.getAsLong() > from + (all - from) * fraction;
                    };
            if (job.waitFor(isThere ? behindMillis : POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (isThere) {
                return true;
            }
        }
    }

    /** Names of files in a folder that another process changes. */
    private static Set<String> names(Path folder) {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> names.add(file.toString()));
        } catch (IOException | UncheckedIOException e) {
            // One of them has just gone.
            return names;
        }
        return names;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.3f + %d ms", kind, fraction, behindMillis);
    }
}
