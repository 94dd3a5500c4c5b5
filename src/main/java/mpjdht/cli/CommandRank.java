package mpjdht.cli;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.ByteOutput;
import mpjdht.command.CommandError;
import mpjdht.command.ResultFormat;
import mpjdht.command.ResultWriter;
import mpjdht.command.Summary;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.ResultSink;
import mpjdht.runtime.DealtCommands;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.Outlet;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.runtime.Transport;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.data.Checkpoint;
import mpjdht.runtime.data.ClientJournal;
import mpjdht.runtime.data.ScriptCheckpoints;
import mpjdht.runtime.transfer.Tables;

/** The command rank with its surroundings: command files, results, the user's terminal. */
final class CommandRank {
    private static final long METRICS_LIMIT_MILLIS = 100;

    /** How long what is under way may take, when the job is told to end. */
    private static final long LAST_COMMANDS_LIMIT_MILLIS = 1500;

    private final JobGrid job;
    private final Settings settings;
    private final Console console;
    private final Ending ending;
    private final Transport transport;
    private final UnaryOperator<StateMachine> wrapping;
    private final Summary summary = new Summary();
    private final List<String> heldErrors = new ArrayList<>();
    private final Inbox inbox;
    private final Inputs inputs;
    private final Script script;
    private final UserSide user;
    private ClientHost host;
    private JobHistory history = JobHistory.none();
    private MetricsFile metrics = MetricsFile.none();
    private final Optional<Serving> serving;
    private final Optional<EndPort> endPort;
    private volatile boolean isOutOfTime;
    /** Deals the commands to several clients; null when there is one. */
    private DealtCommands dealt;
    /** Where it writes down how far it is; empty where nothing outlives the job. */
    private Optional<ScriptCheckpoints> checkpoints = Optional.empty();
    /** Tells the results; null when the commands are dealt to several clients. */
    private ResultPrinter printer;

    CommandRank(
            JobGrid job, Console console, Ending ending, Transport transport, UnaryOperator<StateMachine> wrapping) {
        this.job = job;
        this.settings = job.settings();
        this.console = console;
        this.ending = ending;
        this.transport = transport;
        this.wrapping = wrapping;
        this.inbox = new Inbox(transport::wake);
        this.inputs = Job.inputs(inbox);
        this.script = new Script(
                settings.files(),
                inputs,
                job.commandLanguage(),
                job.space(),
                new Tables(job.transfers(), settings.importOrder(), settings.exportOrder()),
                stopsOnError(),
                this::report);
        this.serving = settings.isServing()
                ? Optional.of(new Serving(job, inbox, console, transport.distributed()))
                : Optional.empty();
        this.endPort = transport.distributed() && console.tellsExitCode() && serving.isEmpty()
                ? Optional.of(new EndPort(this::stopReading))
                : Optional.empty();
        this.user = new UserSide(settings, console, script::share, summary::commands);
    }

    /** Runs the script and returns the job's exit code. */
    int run() throws InterruptedException {
        if (settings.isDryRun()) {
            return runNothing(new DryRun(job, inputs, console::line).run());
        }
        Optional<Checkpoint> from = job.clientJournal().flatMap(ClientJournal::last);
        if (from.filter(Checkpoint::isOver).isPresent()) {
            remarkOnResuming("everything has been run already");
            return runNothing(from.get().exitCode());
        }
        JobResults results;
        try {
            results = from.isPresent() ? goOn(from.get()) : JobResults.open(settings, console, inputs);
            openBeside(results);
        } catch (UsageException e) {
            console.line("mpj-dht: " + e.getMessage());
            return runNothing(Job.USAGE);
        }
        checkpoints = job.clientJournal().map(journal -> checkpoints(journal, results));
        Outputs outputs = new JobOutputs(results, history);
        Conclusion conclusion =
                new Conclusion(settings, console, outputs, this::remark, summary, user.progress(), script::isStopped);
        ResultWriter writer = settings.format().writer(results.output(), settings.isVerbose(), script.severalFiles());
        Outlet atEnd = nodes -> {
            conclusion.reach(ending, nodes, host);
            checkpoints.filter(known -> printer.hasEnded()).ifPresent(known -> known.over(conclusion.exitCode()));
            serving.ifPresent(doors -> doors.begin(conclusion.exitCode() == 0));
            return true;
        };
        RankLoop loop = loop(writer, atEnd, () -> conclusion.isReached() && !isAnswering());
        Ending.Rescue rescue = isTold -> {
            boolean isOut = bringOut(isTold, conclusion, loop);
            script.abandonTable();
            metrics.drop();
            return isOut;
        };
        EndOfTime.of(settings, System::currentTimeMillis).ifPresent(end -> end.await(this::stop));
        int exitCode = user.run(loop, outputs, conclusion, rescue, ending, transport);
        if (serving.isPresent()) {
            serving.get().awaitEnd();
        }
        // Who was out of time when all commands had run missed nothing.
        return isOutOfTime && isServing() ? Ending.TOLD_TO_END : exitCode;
    }

    /** Opens the results of the job that is resumed, and passes by what it has run. */
    private JobResults goOn(Checkpoint from) throws UsageException {
        String gathered =
                job.clientJournal().flatMap(ClientJournal::run).orElseThrow().gathered();
        JobResults results = JobResults.goOn(settings, console, inputs, gathered, from.outputBytes());
        script.goOnBehind(from.place());
        summary.add(from.figures());
        remarkOnResuming(script.placeText(from.place())
                .map(place -> "the job goes on behind " + place)
                .orElse("the job begins with the first command"));
        if (settings.output().isEmpty() && from.place() > 0) {
            remarkOnResuming(
                    "results that came last before the job was interrupted may come again; with --output they do not");
        }
        return results;
    }

    private void remarkOnResuming(String what) {
        if (!settings.isQuiet()) {
            console.line("mpj-dht: --resume: " + what);
        }
    }

    private ScriptCheckpoints checkpoints(ClientJournal journal, JobResults results) {
        return new ScriptCheckpoints(
                journal,
                job.run().gatheredIn(results.gathered()),
                settings.durability(),
                script,
                stopsOnError() ? summary::figuresBeforeError : summary::figures,
                results::bringOut);
    }

    private boolean bringOut(boolean isTold, Conclusion conclusion, RankLoop loop) throws InterruptedException {
        if (isServing()) {
            return stopServing();
        }
        return isTold ? stopCommands(conclusion, loop) : conclusion.rescue(loop);
    }

    /** No more commands are read, and nobody is let in; what is under way goes on. For any thread. */
    private void stop() {
        isOutOfTime = true;
        stopReading();
        serving.ifPresent(Serving::close);
    }

    private void stopReading() {
        script.stopReading();
        transport.wake();
    }

    /** Has the commands end where they are, and returns when their results are out. When that takes too long, those that are ready are brought out. */
    private boolean stopCommands(Conclusion conclusion, RankLoop loop) throws InterruptedException {
        stopReading();
        if (conclusion.awaitReached(LAST_COMMANDS_LIMIT_MILLIS)) {
            metrics.awaitEnd(METRICS_LIMIT_MILLIS);
            return true;
        }
        boolean isOut = conclusion.rescue(loop);
        console.line("mpj-dht: told to end while commands were under way" + readUpTo()
                + "; the results that were ready are out");
        return isOut;
    }

    private String readUpTo() {
        return script.lastPlace().map(place -> ", the last of them at " + place).orElse("");
    }

    /** Opens what is written beside the results, and takes the ports. */
    private void openBeside(JobResults results) throws UsageException {
        try {
            history = JobHistory.open(settings);
            metrics = MetricsFile.open(settings);
            if (serving.isPresent()) {
                serving.get().listen();
            }
            endPort.ifPresent(port -> {
                port.listen();
                port.open(console);
            });
        } catch (UsageException e) {
            results.close(true);
            history.close(true);
            metrics.drop();
            metrics = MetricsFile.none();
            throw e;
        }
    }

    /** Whether somebody may have been let in. */
    private boolean isServing() {
        return serving.isPresent() && serving.get().hasBegun();
    }

    private boolean isAnswering() {
        return serving.isPresent() && serving.get().isAnswering();
    }

    private boolean stopServing() throws InterruptedException {
        boolean isOut = serving.orElseThrow().stop();
        if (!metrics.awaitEnd(METRICS_LIMIT_MILLIS)) {
            console.line("mpj-dht: the metrics were not written: commands were under way at the end");
        }
        return isOut;
    }

    /** Plays the role without a command, so that the other ranks wait until here and then end with this one. */
    private int runNothing(int exitCode) throws InterruptedException {
        script.abandon();
        serving.ifPresent(doors -> doors.begin(false));
        ResultWriter nobody = ResultFormat.TEXT.writer(new ByteOutput(OutputStream.nullOutputStream()), false, false);
        loop(nobody, nodes -> true, () -> true).run();
        return exitCode;
    }

    private RankLoop loop(ResultWriter writer, Outlet atEnd, BooleanSupplier isDone) {
        List<Client> clients =
                new ArrayList<>(settings.clients() == 1 ? List.of(client(writer, atEnd)) : dealtClients(writer, atEnd));
        serving.ifPresent(doors -> clients.addAll(doors.clients(clients.size())));
        clients.addAll(job.lastMetrics(clients.size(), isDone, metrics::write));
        host = job.host(Optional.empty(), clients);
        return new RankLoop(wrapping.apply(host), transport, inbox, user, System::nanoTime);
    }

    private Client client(ResultWriter writer, Outlet atEnd) {
        printer = printer(script::column, writer, atEnd);
        return client(0, script, printer);
    }

    private List<Client> dealtClients(ResultWriter writer, Outlet atEnd) {
        ResultPrinter printer = printer(() -> dealt.column(), writer, atEnd);
        dealt = new DealtCommands(settings.clients(), script, script::column, printer, stopsOnError());
        if (script.isAbandoned()) {
            dealt.abandon();
        }
        List<Client> clients = new ArrayList<>();
        for (int number = 0; number < settings.clients(); number++) {
            clients.add(dealt.asked(client(number, dealt.source(number), dealt.sink(number))));
        }
        return clients;
    }

    private ResultPrinter printer(IntSupplier column, ResultWriter writer, Outlet atEnd) {
        return new ResultPrinter(script, column, writer, summary, job.bounds(), this::report, atEnd);
    }

    private Client client(int number, CommandSource source, ResultSink sink) {
        CommandFront front = job.front(job.grid().command(), number, history.asking(number, source), sink);
        history.hear(number, front);
        checkpoints.ifPresent(
                known -> front.resume(known, known.point(job.limits().window())));
        return front;
    }

    private void remark(Consumer<String> warnings, Consumer<String> errors) {
        if (script.isStopped()) {
            errors.accept("mpj-dht: told to end"
                    + script.lastPlace()
                            .map(place -> ": everything up to " + place + " was run, and nothing behind it")
                            .orElse(" before the first command"));
        }
        script.warnOfCutValues(warnings);
        script.warnOfUnreadRest("the job", warnings);
        if (dealt != null) {
            dealt.warnOfDropped(warnings);
        }
        heldErrors.forEach(errors);
    }

    private void report(CommandError error) {
        if (dealt != null) {
            dealt.noteError(error);
        }
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
}
