package mpjdht.cli;

import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import mpjdht.runtime.Progress;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.Transport;
import mpjdht.runtime.console.Console;

/** What the command rank does for its user beside its machine: results reach them before it waits, and they see how far it is. */
final class UserSide implements RankLoop.Surroundings {
    private final Settings settings;
    private final Console console;
    private final Progress progress;
    private final boolean showsProgress;
    private Conclusion conclusion;

    /**
     * The side of a user who has seen nothing.
     *
     * @param share share of the input that has been read, 0 to 1; negative when that is not known
     * @param commands commands that have run
     */
    UserSide(Settings settings, Console console, DoubleSupplier share, LongSupplier commands) {
        this.settings = settings;
        this.console = console;
        this.progress = new Progress(System::nanoTime, share, commands, this::display);
        this.showsProgress = switch (settings.progress()) {
            case AUTO -> console.interactive() && !settings.isQuiet();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** Shows how far the job is, and how long it has taken. */
    Progress progress() {
        return progress;
    }

    /**
     * Runs the rank to its end.
     *
     * @param outputs what it writes
     * @param concluding brings that to the user
     * @param rescue brings out what is ready when the process is told to end
     * @return the job's exit code
     */
    int run(
            RankLoop loop,
            Outputs outputs,
            Conclusion concluding,
            Ending.Rescue rescue,
            Ending ending,
            Transport transport)
            throws InterruptedException {
        conclusion = concluding;
        ending.protect(rescue);
        try {
            loop.run();
        } catch (UncheckedIOException e) {
            outputs.giveUp();
            throw e;
        }
        if (settings.loggingLevel() == Settings.LoggingLevel.DEBUG) {
            console.line("rank " + transport.rank() + ": handled " + loop.messages() + " messages");
        }
        return concluding.exitCode();
    }

    @Override
    public void stepped() {
        if (showsProgress && conclusion != null && !conclusion.isReached()) {
            progress.update();
        }
    }

    @Override
    public void beforeWaiting() {
        if (conclusion != null) {
            conclusion.flush();
        }
    }

    @Override
    public void quiet() {
        progress.pause();
    }

    /** Shows progress in one place on a terminal; elsewhere as lines, for those who ask for it always. */
    private void display(String text) {
        if (console.interactive()) {
            console.progress(text);
        } else if (!text.isEmpty()) {
            console.line(text);
        }
    }
}
