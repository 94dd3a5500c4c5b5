package mpjdht.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.CheckedOutput;
import mpjdht.command.FileTrouble;
import mpjdht.command.Summary;
import mpjdht.runtime.Progress;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.Script;
import mpjdht.runtime.console.Console;

/** What the command rank brings to its user when no command is left. {@link Ending} says in which order. */
final class Conclusion implements Ending.Results {
    private static final int CHECK_DIFFERED = 1;
    private static final long STEP_LIMIT_MILLIS = 1000;

    private final Settings settings;
    private final Console console;
    private final JobResults results;
    private final JobHistory history;
    private final Script script;
    private final Summary summary;
    private final Progress progress;
    private final List<String> heldErrors;
    private double seconds;
    private int nodes;
    private int exitCode;
    private volatile boolean reached;

    Conclusion(
            Settings settings,
            Console console,
            JobResults results,
            JobHistory history,
            Script script,
            Summary summary,
            Progress progress,
            List<String> heldErrors) {
        this.settings = settings;
        this.console = console;
        this.results = results;
        this.history = history;
        this.script = script;
        this.summary = summary;
        this.progress = progress;
        this.heldErrors = heldErrors;
    }

    /**
     * Concludes, and returns when every result is out.
     *
     * @param nodesAtEnd nodes on the circle
     */
    void reach(Ending ending, int nodesAtEnd) {
        nodes = nodesAtEnd;
        seconds = progress.seconds();
        progress.pause();
        exitCode = ending.conclude(this);
        reached = true;
    }

    /** Whether every result is out. */
    boolean isReached() {
        return reached;
    }

    /** The job's, once the conclusion is reached. */
    int exitCode() {
        return exitCode;
    }

    @Override
    public void flush() {
        results.flush();
    }

    @Override
    public int judge() {
        script.warnOfCutValues(this::warn);
        script.warnOfUnreadRest(this::warn);
        heldErrors.forEach(console::line);
        int ofCommands = summary.exitCode();
        int ofCheck = compare();
        return ofCommands == 0 || ofCheck == Job.USAGE ? ofCheck : ofCommands;
    }

    private int compare() {
        String file = settings.check().map(Object::toString).orElse("");
        try {
            Optional<CheckedOutput.Difference> difference = results.difference();
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
        results.close(ended != 0);
        history.close(ended != 0);
    }

    @Override
    public void sumUp() {
        if (!settings.isQuiet()) {
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
        if (reached) {
            return true;
        }
        if (!loop.halt(STEP_LIMIT_MILLIS)) {
            return false;
        }
        results.close(true);
        history.close(true);
        return true;
    }

    private void warn(String text) {
        if (!settings.isQuiet()) {
            console.line(text);
        }
    }
}
