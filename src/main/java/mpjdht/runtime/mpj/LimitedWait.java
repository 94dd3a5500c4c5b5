package mpjdht.runtime.mpj;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import mpi.Status;

/**
 * A wait for a request that can be left and taken up again: it ends at a limit or by a {@link Wakeup}. MPJ's own has neither,
 * and on niodev not even a message of the rank to itself ends it: that completes the receive, but wakes nobody. So a second
 * thread waits for MPJ, and the rank for that thread. From {@link #begin} until the result is taken the request belongs to
 * the thread.
 *
 * <p>The thread starts with the first wait, in the thread group of the rank, by which MPJ knows whose it is. It keeps no
 * process from ending. It is not interrupted: MPJ would go on waiting and print a stack trace.
 */
final class LimitedWait {
    private final ExecutorService thread;
    private final Wakeup wakeup;
    private CompletableFuture<Status> result;

    LimitedWait(String name, Wakeup wakeup) {
        this.wakeup = wakeup;
        thread = Executors.newSingleThreadExecutor(waiting -> {
            Thread made = new Thread(waiting, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Whether a wait is under way, or its result not taken yet. */
    boolean begun() {
        return result != null;
    }

    /** Begins to wait. */
    void begin(Supplier<Status> request) {
        CompletableFuture<Status> begun = new CompletableFuture<>();
        result = begun;
        thread.execute(() -> {
            try {
                begun.complete(request.get());
            } catch (RuntimeException | Error e) {
                begun.completeExceptionally(e);
            }
            wakeup.stir();
        });
    }

    /** Takes the result of the wait that has begun; null when there is none yet. */
    Status poll() {
        try {
            Status status = result.getNow(null);
            if (status != null) {
                result = null;
            }
            return status;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits for the result and takes it, but no longer than asked; null when there is none by then, or a wake came first. */
    Status await(long limitNanos) throws InterruptedException {
        long begin = System.nanoTime();
        wakeup.readyToSleep();
        while (true) {
            Status status = poll();
            long leftNanos = limitNanos - (System.nanoTime() - begin);
            if (status != null || wakeup.taken() || leftNanos <= 0) {
                return status;
            }
            wakeup.sleep(leftNanos);
        }
    }
}
