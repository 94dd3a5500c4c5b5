package mpjdht.cli.cluster;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The ranks of one job that run on this host, told from all other processes by a mark on their command line. The daemons
 * end abandoned ranks within seconds; those of this host can be ended, and waited for, at once.
 */
final class LocalRanks {
    private static final Duration TERM_PATIENCE = Duration.ofSeconds(2);

    private final String mark = "-Dmpjdht.job=" + UUID.randomUUID();

    /** Returns the JVM option that marks a rank; to be the first, because a long command line is not seen whole. */
    String mark() {
        return mark;
    }

    /** Ends what is left of the job on this host, and returns when it is gone. */
    void end() {
        List<ProcessHandle> ranks = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .toList();
        ranks.forEach(ProcessHandle::destroy);
        CompletableFuture<?> gone = CompletableFuture.allOf(
                ranks.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(TERM_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            ranks.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            ranks.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
