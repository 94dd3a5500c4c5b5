package mpjdht.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mpjdht.command.ByteOutput;
import mpjdht.command.CheckedOutput;
import mpjdht.command.CommandError;
import mpjdht.command.ResultFormat;
import mpjdht.command.ResultWriter;
import mpjdht.command.Summary;
import mpjdht.node.CommandMachine;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.Progress;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.runtime.Transport;
import mpjdht.runtime.WipingOutput;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;

/** The command rank with its surroundings: command files, results, the user's terminal, the summary. */
final class CommandRank implements RankLoop.Surroundings {
    private static final int CHECK_DIFFERED = 1;
    private static final long FLUSH_AT_EXIT_MILLIS = 1000;

    private final Settings settings;
    private final Grid grid;
    private final RingView view;
    private final Console console;
    private final Transport transport;
    private final UnaryOperator<StateMachine> wrapping;
    private final Summary summary = new Summary();
    private final List<String> heldErrors = new ArrayList<>();
    private final Script script;
    private final Progress progress;
    private final boolean showsProgress;
    private ByteOutput output;

    CommandRank(
            Settings settings,
            Grid grid,
            KeySpace space,
            RingView view,
            Console console,
            Transport transport,
            UnaryOperator<StateMachine> wrapping) {
        this.settings = settings;
        this.grid = grid;
        this.view = view;
        this.console = console;
        this.transport = transport;
        this.wrapping = wrapping;
        this.script = new Script(
                settings.files(), inputs(), settings.limits(grid.lastStorage()), space, stopsOnError(), this::report);
        this.progress = new Progress(System::nanoTime, script::share, summary::commands, this::display);
        this.showsProgress = switch (settings.progress()) {
            case AUTO -> console.interactive() && !settings.isQuiet();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** Runs the script and returns the job's exit code. */
    int run() throws InterruptedException {
        CheckedOutput checked = null;
        OutputStream results;
        try {
            results = openResults();
            if (settings.check().isPresent()) {
                checked =
                        new CheckedOutput(results, openExpected(settings.check().get()));
                results = checked;
            }
        } catch (IOException e) {
            console.line("mpj-dht: " + e.getMessage());
            script.abandon();
            drive(ResultFormat.TEXT.writer(new ByteOutput(OutputStream.nullOutputStream()), false, false));
            return Job.USAGE;
        }
        output = new ByteOutput(results);
        ResultWriter writer = settings.format().writer(output, settings.isVerbose(), script.severalFiles());
        int nodes = drive(writer);
        return conclude(nodes, checked);
    }

    @Override
    public void stepped() {
        if (showsProgress) {
            progress.update();
        }
    }

    @Override
    public void beforeWaiting() {
        if (output != null) {
            flushResults();
        }
    }

    @Override
    public void awaitInput(long millis) throws InterruptedException {
        boolean ready = script.awaitInput(millis);
        if (!ready) {
            progress.pause();
        }
    }

    /** Plays the role to its end; results that are ready get out even when the process is told to stop. */
    private int drive(ResultWriter writer) throws InterruptedException {
        ResultPrinter printer = new ResultPrinter(script, writer, summary, settings.maxNodes(), this::report);
        CommandMachine machine = new CommandMachine(
                grid, view, Job.overlay(settings), script, printer, Job.limits(settings), stopsOnError());
        RankLoop loop = new RankLoop(wrapping.apply(machine), transport, this, System::nanoTime);
        Thread lastFlush = new Thread(() -> flushBetweenSteps(loop), "flush-at-exit");
        Runtime.getRuntime().addShutdownHook(lastFlush);
        try {
            loop.run();
        } catch (RuntimeException e) {
            removeHook(lastFlush);
            if (!(e instanceof UncheckedIOException)) {
                beforeWaiting();
            }
            throw e;
        }
        removeHook(lastFlush);
        if (settings.loggingLevel() == Settings.LoggingLevel.DEBUG) {
            console.line("rank " + transport.rank() + ": handled " + loop.messages() + " messages");
        }
        return machine.view().size();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is being stopped, and the hook runs already.
            return;
        }
    }

    private void flushBetweenSteps(RankLoop loop) {
        try {
            if (loop.halt(FLUSH_AT_EXIT_MILLIS)) {
                beforeWaiting();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            console.line("mpj-dht: " + e.getMessage());
        }
    }

    private int conclude(int nodes, CheckedOutput checked) throws InterruptedException {
        double seconds = progress.seconds();
        progress.pause();
        flushResults();
        script.warnOfCutValues(this::warn);
        script.warnOfUnreadRest(this::warn);
        heldErrors.forEach(console::line);
        int exitCode = summary.exitCode();
        if (checked != null) {
            Optional<CheckedOutput.Difference> difference = difference(checked);
            if (difference.isPresent()) {
                console.line("mpj-dht: " + settings.check().get() + ": "
                        + difference.get().text());
                exitCode = exitCode == 0 ? CHECK_DIFFERED : exitCode;
            }
        }
        closeResults();
        if (!settings.isQuiet()) {
            summary.lines(nodes, seconds).forEach(console::line);
        }
        return exitCode;
    }

    /** Shows progress in one place on a terminal; elsewhere as lines, for those who ask for it always. */
    private void display(String text) {
        if (console.interactive()) {
            console.progress(text);
        } else if (!text.isEmpty()) {
            console.line(text);
        }
    }

    private void report(CommandError error) {
        summary.count(error);
        if (stopsOnError()) {
            heldErrors.add(error.text());
        } else {
            console.line(error.text());
        }
    }

    private void warn(String text) {
        if (!settings.isQuiet()) {
            console.line(text);
        }
    }

    private boolean stopsOnError() {
        return settings.onError() == Settings.OnError.STOP;
    }

    private OutputStream openResults() throws IOException {
        if (settings.output().isEmpty()) {
            return Boolean.getBoolean(Consoles.RESULTS_ON_TERMINAL)
                    ? new WipingOutput(console.results(), () -> console.progress(""))
                    : console.results();
        }
        Path file = settings.output().get();
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw new IOException(
                    "--output " + file + ": cannot be written: " + reason(e)
                            + "; right is a file in a folder that you may write to",
                    e);
        }
    }

    private static InputStream openExpected(Path file) throws IOException {
        try {
            return new BufferedInputStream(Files.newInputStream(file));
        } catch (IOException e) {
            throw new IOException(
                    "--check " + file + ": cannot be read: " + reason(e)
                            + "; right is a file with the results expected",
                    e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    }

    private static Optional<CheckedOutput.Difference> difference(CheckedOutput checked) {
        try {
            return checked.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("the file of --check cannot be read: " + e.getMessage(), e);
        }
    }

    private void flushResults() {
        try {
            output.flush();
        } catch (IOException e) {
            throw ResultPrinter.unwritable(e);
        }
    }

    private void closeResults() {
        try {
            output.close();
        } catch (IOException e) {
            throw ResultPrinter.unwritable(e);
        }
    }

    /** The user's files, as this process reaches them. */
    static Inputs inputs() {
        String place = System.getProperty(Consoles.STANDARD_INPUT, Inputs.STANDARD_INPUT);
        Path spooled = place.equals(Inputs.STANDARD_INPUT) ? null : Path.of(place);
        return new Inputs(new FileInputStream(FileDescriptor.in), spooled);
    }
}
