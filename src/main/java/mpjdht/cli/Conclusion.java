package mpjdht.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.CheckedOutput;
import mpjdht.command.FileTrouble;
import mpjdht.command.Summary;
import mpjdht.node.client.ClientHost;
import mpjdht.ring.RingView;
import mpjdht.runtime.Progress;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.console.Console;

/** What the command rank brings to its user when no command is left. {@link Ending} says in which order. */
final class Conclusion implements Ending.Results {
    private static final int CHECK_DIFFERED = 1;
    private static final long STEP_LIMIT_MILLIS = 1000;

    private final Settings settings;
    private final Console console;
    private final Outputs outputs;
    private final Remarks remarks;
    private final Summary summary;
    private final Progress progress;
    private final BooleanSupplier isStopped;
    private double seconds;
    private int nodes;

    /** As many as a key could have at the end. */
    private int copies;

    private int exitCode;
    private final CountDownLatch reached = new CountDownLatch(1);

    /** What is to be said about the commands when their results are out. */
    @FunctionalInterface
    interface Remarks {
        /**
         * Says it.
         *
         * @param warnings takes lines that {@code --quiet} silences
         * @param errors takes lines that are always said
         */
        void tell(Consumer<String> warnings, Consumer<String> errors);
    }

    /**
     * A conclusion that is not reached.
     *
     * @param isStopped whether the commands ended before their end, because the job was told to
     */
    Conclusion(
            Settings settings,
            Console console,
            Outputs outputs,
            Remarks remarks,
            Summary summary,
            Progress progress,
            BooleanSupplier isStopped) {
        this.settings = settings;
        this.console = console;
        this.outputs = outputs;
        this.remarks = remarks;
        this.summary = summary;
        this.progress = progress;
        this.isStopped = isStopped;
    }

    /**
     * Concludes, and returns when every result is out.
     *
     * @param nodesAtEnd nodes on the circle
     * @param host knows which ranks they are on, and what was copied because of crashes
     */
    void reach(Ending ending, int nodesAtEnd, ClientHost host) {
        nodes = nodesAtEnd;
        RingView view = host.view();
        copies =
                (int) IntStream.range(0, view.size()).map(view::rank).distinct().count();
        summary.countCopiesMade(host.copiesMade().keys(), host.copiesMade().bytes());
        seconds = progress.seconds();
        progress.pause();
        exitCode = ending.conclude(this);
        reached.countDown();
    }

    /** Whether every result is out. */
    boolean isReached() {
        return reached.getCount() == 0;
    }

    /** Waits until every result is out; returns whether that is so. For any thread. */
    boolean awaitReached(long millis) throws InterruptedException {
        return reached.await(millis, TimeUnit.MILLISECONDS);
    }

    /** The job's, once the conclusion is reached. */
    int exitCode() {
        return exitCode;
    }

    @Override
    public void flush() {
        outputs.flush();
    }

    @Override
    public int judge() {
        remarks.tell(this::warn, console::line);
        if (!settings.isEventual() && copies < settings.replicas()) {
            warn("mpj-dht: warning: at the end the nodes were on " + copies + (copies == 1 ? " rank" : " ranks")
                    + ", so keys had as many copies, and not " + settings.replicas()
                    + "; right is nodes on more ranks, by --nodes, ADD or RECOVER, or fewer --replicas");
        }
        int ofCommands = summary.exitCode();
        if (isStopped.getAsBoolean()) {
            // What was expected is what a whole run brings out.
            return Ending.TOLD_TO_END;
        }
        int ofCheck = compare();
        return ofCommands == 0 || ofCheck == Job.USAGE ? ofCheck : ofCommands;
    }

    private int compare() {
        String file = settings.check().map(Object::toString).orElse("");
        try {
            Optional<CheckedOutput.Difference> difference = outputs.difference();
            difference.ifPresent(found -> console.line("mpj-dht: " + file + ": " + found.text()));
            return difference.isPresent() ? CHECK_DIFFERED : 0;
        } catch (IOException e) {
            console.line(new UsageException(
                            "mpj-dht: --check " + file,
                            "cannot be read: " + FileTrouble.reason(e),
                            "a file with the results expected")
                    .getMessage());
            return Job.USAGE;
        }
    }

    @Override
    public void close(int ended) {
        outputs.close(ended != 0);
    }

    @Override
    public void sumUp() {
        boolean hadNothingToDo = settings.isServing() && settings.files().isEmpty();
        if (!settings.isQuiet() && !hadNothingToDo) {
            summary.lines(nodes, seconds).forEach(console::line);
        }
    }

    /**
     * Brings out what is ready, for a process that ends early; called on another thread.
     *
     * @param loop is stopped between two steps first
     * @return false when the step under way does not end, because nobody takes its results
     */
    boolean rescue(RankLoop loop) throws InterruptedException {
        if (isReached()) {
            return true;
        }
        if (!loop.halt(STEP_LIMIT_MILLIS)) {
            return false;
        }
        outputs.close(true);
        return true;
    }

    private void warn(String text) {
        if (!settings.isQuiet()) {
            console.line(text);
        }
    }
}
