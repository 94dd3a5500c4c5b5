package mpjdht.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.ByteOutput;
import mpjdht.command.CommandError;
import mpjdht.command.ResultFormat;
import mpjdht.command.ResultWriter;
import mpjdht.command.Summary;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.client.ClientHost;
import mpjdht.node.client.CommandFront;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.Progress;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.runtime.Transport;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;

/** The command rank with its surroundings: command files, results, the user's terminal. */
final class CommandRank implements RankLoop.Surroundings {
    private final Settings settings;
    private final Grid grid;
    private final RingView view;
    private final Console console;
    private final Ending ending;
    private final Transport transport;
    private final UnaryOperator<StateMachine> wrapping;
    private final Summary summary = new Summary();
    private final List<String> heldErrors = new ArrayList<>();
    private final Inbox inbox;
    private final Inputs inputs;
    private final Script script;
    private final Progress progress;
    private final boolean showsProgress;
    private JobHistory history = JobHistory.none();
    private Conclusion conclusion;

    CommandRank(
            Settings settings,
            Grid grid,
            KeySpace space,
            RingView view,
            Console console,
            Ending ending,
            Transport transport,
            UnaryOperator<StateMachine> wrapping) {
        this.settings = settings;
        this.grid = grid;
        this.view = view;
        this.console = console;
        this.ending = ending;
        this.transport = transport;
        this.wrapping = wrapping;
        this.inbox = new Inbox(transport::wake);
        this.inputs = inputs(inbox);
        this.script = new Script(
                settings.files(), inputs, settings.limits(grid.lastStorage()), space, stopsOnError(), this::report);
        this.progress = new Progress(System::nanoTime, script::share, summary::commands, this::display);
        this.showsProgress = switch (settings.progress()) {
            case AUTO -> console.interactive() && !settings.isQuiet();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** Runs the script and returns the job's exit code. */
    int run() throws InterruptedException {
        if (settings.isDryRun()) {
            return runNothing(new DryRun(settings, grid, inputs, console::line).run());
        }
        JobResults results;
        try {
            results = JobResults.open(settings, console, inputs);
            history = openHistory(results);
        } catch (UsageException e) {
            console.line("mpj-dht: " + e.getMessage());
            return runNothing(Job.USAGE);
        }
        conclusion = new Conclusion(settings, console, results, history, script, summary, progress, heldErrors);
        ResultWriter writer = settings.format().writer(results.output(), settings.isVerbose(), script.severalFiles());
        RankLoop loop = loop(writer, nodes -> conclusion.reach(ending, nodes));
        ending.protect(() -> conclusion.rescue(loop));
        try {
            loop.run();
        } catch (UncheckedIOException e) {
            if (!history.isBroken()) {
                results.giveUp();
            }
            throw e;
        }
        if (settings.loggingLevel() == Settings.LoggingLevel.DEBUG) {
            console.line("rank " + transport.rank() + ": handled " + loop.messages() + " messages");
        }
        return conclusion.exitCode();
    }

    private JobHistory openHistory(JobResults results) throws UsageException {
        try {
            return JobHistory.open(settings);
        } catch (UsageException e) {
            results.close(true);
            throw e;
        }
    }

    /** Plays the role without a command, so that the other ranks wait until here and then end with this one. */
    private int runNothing(int exitCode) throws InterruptedException {
        script.abandon();
        loop(ResultFormat.TEXT.writer(new ByteOutput(OutputStream.nullOutputStream()), false, false), nodes -> {})
                .run();
        return exitCode;
    }

    private RankLoop loop(ResultWriter writer, IntConsumer atEnd) {
        ResultPrinter printer = new ResultPrinter(script, writer, summary, settings.maxNodes(), this::report, atEnd);
        CommandFront machine = new CommandFront(
                grid,
                grid.command(),
                0,
                view,
                Job.overlay(settings),
                history.asking(script),
                printer,
                Job.limits(settings),
                stopsOnError());
        StateMachine rank = new ClientHost(view, Optional.empty(), List.of(history.hearing(machine)));
        return new RankLoop(wrapping.apply(rank), transport, inbox, this, System::nanoTime);
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

    private void report(CommandError error) {
        summary.count(error);
        if (stopsOnError()) {
            heldErrors.add(error.text());
        } else {
            console.line(error.text());
        }
    }

    private boolean stopsOnError() {
        return settings.onError() == Settings.OnError.STOP;
    }

    /** The user's files, as this process reaches them. */
    private static Inputs inputs(Inbox inbox) {
        String place = System.getProperty(Consoles.STANDARD_INPUT, Inputs.STANDARD_INPUT);
        Path spooled = place.equals(Inputs.STANDARD_INPUT) ? null : Path.of(place);
        return new Inputs(inbox, new FileInputStream(FileDescriptor.in), spooled);
    }
}
