package mpjdht.cli.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The streams of a job's hosts, each brought by a thread that ends with its stream: whose ranks they carry, and why they end. */
final class HostStreams {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> hosts;
    private final Predicate<String> hasDaemon;
    private final Map<Thread, Set<Integer>> ranksOfThread = new HashMap<>();
    private final Set<Thread> broken = new HashSet<>();
    private final Set<Thread> withoutDaemon = new HashSet<>();

    /** Takes what happened to a rank's stream. */
    @FunctionalInterface
    interface Listener {
        void over(int rank, boolean daemonGone);
    }

    /**
     * Makes streams that have brought nothing yet.
     *
     * @param hosts the host of each rank, as the launcher knows it
     * @param hasDaemon tells of a host, within seconds, whether its MPJ daemon answers
     */
    HostStreams(List<String> hosts, Predicate<String> hasDaemon) {
        this.hosts = List.copyOf(hosts);
        this.hasDaemon = hasDaemon;
    }

    /** This thread's stream brought something of {@code rank}. */
    void brought(int rank) {
        lock.lock();
        try {
            ranksOfThread
                    .computeIfAbsent(Thread.currentThread(), t -> new HashSet<>())
                    .add(rank);
        } finally {
            lock.unlock();
        }
    }

    /**
     * This thread's stream broke off, instead of ending with the daemon's last word; may be called again. That is the death of the
     * daemon only if it answers no longer: its last word may also be mixed up with other lines when the last of its ranks dies.
     */
    void broke() {
        Thread thread = Thread.currentThread();
        String host;
        lock.lock();
        try {
            Set<Integer> ranks = ranksOfThread.getOrDefault(thread, Set.of());
            if (ranks.isEmpty() || !broken.add(thread)) {
                return;
            }
            host = hosts.get(ranks.iterator().next());
        } finally {
            lock.unlock();
        }
        if (!hasDaemon.test(host)) {
            lock.lock();
            try {
                withoutDaemon.add(thread);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Tells, once, of the ranks whose streams are over. */
    void tellEnded(Listener listener) {
        lock.lock();
        try {
            ranksOfThread.entrySet().removeIf(entry -> {
                if (entry.getKey().isAlive()) {
                    return false;
                }
                boolean daemonGone = withoutDaemon.contains(entry.getKey());
                entry.getValue().forEach(rank -> listener.over(rank, daemonGone));
                return true;
            });
        } finally {
            lock.unlock();
        }
    }
}
