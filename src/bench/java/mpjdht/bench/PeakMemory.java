package mpjdht.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Watches how much memory a process and those it starts have at most, each for itself, until it is closed. */
final class PeakMemory implements AutoCloseable {
    private static final long EVERY_MILLIS = 50;

    private final ProcessHandle root;
    private final Predicate<String> counts;
    private final Map<Long, Long> peaks = new HashMap<>();
    private final Map<Long, Boolean> counted = new HashMap<>();
    private final Thread thread = new Thread(this::watch, "peak-memory");

    /**
     * Begins to watch.
     *
     * @param root the process, whose descendants are watched too
     * @param counts which of them count, by their command lines
     */
    PeakMemory(ProcessHandle root, Predicate<String> counts) {
        this.root = root;
        this.counts = counts;
        thread.setDaemon(true);
        thread.start();
    }

    /** The sum of what each process had at most, in bytes. */
    long bytes() {
        synchronized (peaks) {
            return peaks.entrySet().stream()
                    .filter(peak -> counted.getOrDefault(peak.getKey(), false))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look(root.pid());
                root.descendants().forEach(process -> look(process.pid()));
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long pid) {
        ProcFiles.peakBytes(pid).ifPresent(bytes -> {
            // A process may become another program by exec, so its name is asked for each time.
            String name = ProcFiles.commandLine(pid);
            synchronized (peaks) {
                peaks.merge(pid, bytes, Math::max);
                if (!name.isEmpty()) {
                    counted.put(pid, counts.test(name));
                }
            }
        });
    }
}
