package mpjdht.service;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import mpjdht.command.Limits;
import mpjdht.message.RequestBatch;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.ResultSink;
import mpjdht.ring.KeySpace;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.ResultPrinter;

/**
 * Where those who come in by a door have whole command files run, one file after another, by a client that keeps many commands in flight.
 * Results go out as they come, as JSON lines; an error is a line among them, behind the results of the commands before it.
 */
public final class BatchDesk implements CommandSource {
    private final Executor doors;
    private final Inbox.Slot files;
    private final Inbox.Slot readers;
    private final Grid grid;
    private final Runnable whenEnded;
    private final ConcurrentLinkedQueue<Batch> queue = new ConcurrentLinkedQueue<>();
    private volatile boolean isClosed;

    /** The file whose turn it is; null between two. Of the rank's thread. */
    private BatchRun run;

    /** Batches that were brought and are not over. Of the doors' thread. */
    private int underWay;

    /**
     * What a command file may ask for.
     *
     * @param limits ranks and ids that it may name
     * @param space makes the circle anew for each file
     * @param bounds what the errors name
     * @param mayPlayFaults whether it may crash and part ranks, and wait
     */
    public record Grid(Limits limits, Supplier<KeySpace> space, ResultPrinter.Bounds bounds, boolean mayPlayFaults) {}

    /**
     * A desk to which nobody has brought anything.
     *
     * @param inbox of the rank
     * @param doors runs what is for the doors' thread
     * @param whenEnded is told that nothing more will be run; called by the rank's thread
     */
    public BatchDesk(Inbox inbox, Executor doors, Grid grid, Runnable whenEnded) {
        this.doors = doors;
        this.files = inbox.slot();
        this.readers = inbox.slot();
        this.grid = grid;
        this.whenEnded = whenEnded;
    }

    /**
     * Brings a command file, whose bytes come later. For the doors' thread.
     *
     * @param stopsOnError whether nothing is run behind a line that cannot be read or a command that fails
     */
    public Batch bring(boolean stopsOnError, Batch.Reader reader) {
        underWay++;
        Batch batch = new Batch(stopsOnError, reader, doors, files, readers);
        queue.add(batch);
        files.post();
        return batch;
    }

    /** How many files were brought that are not over. For the doors' thread. */
    public int underWay() {
        return underWay;
    }

    /** Nothing more is brought. For any thread. */
    void end() {
        isClosed = true;
        files.post();
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        while (run != null || begins()) {
            if (run.isOver()) {
                finish();
                continue;
            }
            Next next = run.next(batch, sequence);
            if (next != Next.END) {
                return next;
            }
            if (!run.isOver()) {
                // Its last answers are under way; they wake the rank.
                return Next.NOTHING_YET;
            }
        }
        return isClosed && queue.isEmpty() ? Next.END : Next.NOTHING_YET;
    }

    private boolean begins() {
        Batch next = queue.poll();
        if (next == null) {
            files.awaitNext();
            next = queue.poll();
        }
        if (next != null || isClosed) {
            files.settle();
        }
        if (next == null) {
            return false;
        }
        run = new BatchRun(next, grid);
        return true;
    }

    private void finish() {
        run.finish();
        run = null;
        files.settle();
        readers.settle();
        doors.execute(() -> underWay--);
    }

    @Override
    public long location() {
        return run == null ? 0 : run.script().location();
    }

    @Override
    public Fence fence() {
        return run.fence();
    }

    /** Takes the results. */
    public ResultSink sink() {
        return new SinkInTurn() {
            @Override
            ResultSink sink() {
                return run.printer();
            }

            @Override
            void passed() {
                run.passed();
            }

            @Override
            public void passed(long location, Fence fence) {
                if (BatchRun.isNothing(fence)) {
                    passed();
                } else {
                    super.passed(location, fence);
                }
            }

            @Override
            public boolean isReady() {
                return run == null || run.takesResults();
            }

            @Override
            public void ended(long location) {}

            @Override
            public boolean conclude(int nodes) {
                whenEnded.run();
                return true;
            }
        };
    }
}
