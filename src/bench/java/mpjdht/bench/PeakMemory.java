package mpjdht.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Watches how much memory a process and those it starts have at most, each for itself, until it is closed. It looks seldom,
 * and reads little, because it runs beside what is measured: Linux itself keeps the most that was resident, so only what a
 * process gains after the last look at it is missed.
 */
final class PeakMemory implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final Processes processes;
    private final Predicate<String> counts;
    private final Map<Long, Boolean> descends = new HashMap<>();
    private final Set<Long> counted = new HashSet<>();
    private final Map<Long, Long> peaks = new HashMap<>();
    private final Thread thread = new Thread(this::watch, "peak-memory");

    /** What there is to know of processes. */
    interface Processes {
        /** All that run now. */
        Set<Long> running();

        /** The parent of a process, 0 when there is none or it is gone. */
        long parent(long pid);

        /** The command line, empty when it is gone. */
        String commandLine(long pid);

        /** Most resident memory so far in bytes, 0 when it is gone. */
        long peakBytes(long pid);
    }

    private PeakMemory(long root, Predicate<String> counts, Processes processes) {
        this.processes = processes;
        this.counts = counts;
        descends.put(root, true);
    }

    /**
     * Begins to watch.
     *
     * @param root the process, whose descendants are watched too
     * @param counts which of them count, by their command lines
     */
    static PeakMemory watch(long root, Predicate<String> counts) {
        PeakMemory memory = of(root, counts, new ProcFiles.Live());
        memory.thread.setDaemon(true);
        memory.thread.start();
        return memory;
    }

    /** One that looks only when it is told to. */
    static PeakMemory of(long root, Predicate<String> counts, Processes processes) {
        return new PeakMemory(root, counts, processes);
    }

    /** The sum of what each process had at most, in bytes. */
    synchronized long bytes() {
        return peaks.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at all of them once. */
    synchronized void look() {
        Set<Long> running = processes.running();
        descends.keySet().retainAll(running);
        for (long pid : running) {
            if (descends(pid) && isCounted(pid)) {
                peaks.merge(pid, processes.peakBytes(pid), Math::max);
            }
        }
    }

    /** Asked of the system once for each process: one whose parent dies keeps its place here. */
    private boolean descends(long pid) {
        Boolean known = descends.get(pid);
        if (known == null) {
            long parent = processes.parent(pid);
            known = parent > 0 && descends(parent);
            descends.put(pid, known);
        }
        return known;
    }

    /** A process may become one that counts by exec, so the others are asked again. */
    private boolean isCounted(long pid) {
        if (counted.contains(pid)) {
            return true;
        }
        String line = processes.commandLine(pid);
        boolean counts = !line.isEmpty() && this.counts.test(line);
        if (counts) {
            counted.add(pid);
        }
        return counts;
    }
}
