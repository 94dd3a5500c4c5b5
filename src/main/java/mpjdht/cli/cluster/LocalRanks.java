package mpjdht.cli.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The ranks of one job that run on this host, told from all other processes by a mark on their command line. The daemons
 * end abandoned ranks within seconds; those of this host can be ended, and waited for, at once.
 */
final class LocalRanks {
    private static final Duration TERM_PATIENCE = Duration.ofSeconds(2);

    private static final String RANK_CLASS = "runtime.daemon.Wrapper";
    /** Where a rank's number stands on its command line, from the class that MPJ Express' daemon starts. */
    private static final int RANK_WORD = 6;

    private final boolean allAreHere;
    private final String mark = "-Dmpjdht.job=" + UUID.randomUUID();

    /**
     * Makes the mark of a job.
     *
     * @param allAreHere whether all ranks of the job run on this host
     */
    LocalRanks(boolean allAreHere) {
        this.allAreHere = allAreHere;
    }

    /** Returns the JVM option that marks a rank; to be the first, because a long command line is not seen whole. */
    String mark() {
        return mark;
    }

    /** Returns what is known here of the process of {@code rank}; a process that is stopped lives. */
    JobWatch.Life life(int rank) {
        if (processes().anyMatch(process -> runs(commandLine(process), rank))) {
            return JobWatch.Life.LIVES;
        }
        return allAreHere ? JobWatch.Life.GONE : JobWatch.Life.UNKNOWN;
    }

    private boolean runs(List<String> words, int rank) {
        int rankWord = words.indexOf(RANK_CLASS) + RANK_WORD;
        // Ranks that are threads have one process on a host.
        return rankWord < RANK_WORD
                ? allAreHere
                : rankWord < words.size() && words.get(rankWord).equals(Integer.toString(rank));
    }

    private Stream<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(mark));
    }

    /** Returns the words of a process' command line, whole; none when it is gone. */
    private static List<String> commandLine(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** Ends what is left of the job on this host, and returns when it is gone. */
    void end() {
        List<ProcessHandle> ranks = processes().toList();
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
