package mpjdht.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.Summary;
import mpjdht.message.ResultPiece;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.Transport;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.gather.ResultGatherer;

/** The command rank of a job whose command files run at the same time: it gathers what their clients bring forth. */
final class GatheringRank implements ResultGatherer.Gathered {
    private static final int WHOLE_SHARE = 1000;

    private final JobGrid job;
    private final Settings settings;
    private final Console console;
    private final Ending ending;
    private final Transport transport;
    private final UnaryOperator<StateMachine> wrapping;
    private final Summary summary = new Summary();
    private final Inbox inbox;
    private final Inputs inputs;
    private final long[] commands;
    private final int[] shares;
    private final SpokenLines words;
    private final UserSide user;
    private GatheredOutputs outputs;
    private MetricsFile metrics = MetricsFile.none();
    private Conclusion conclusion;
    private ClientHost host;

    GatheringRank(
            JobGrid job, Console console, Ending ending, Transport transport, UnaryOperator<StateMachine> wrapping) {
        this.job = job;
        this.settings = job.settings();
        this.console = console;
        this.ending = ending;
        this.transport = transport;
        this.wrapping = wrapping;
        this.inbox = new Inbox(transport::wake);
        this.inputs = Job.inputs(inbox);
        int streams = settings.files().size();
        this.commands = new long[streams];
        this.shares = new int[streams];
        this.words = new SpokenLines(streams, settings.onError() == Settings.OnError.CONTINUE, console::line);
        this.user = new UserSide(
                settings, console, this::share, () -> Arrays.stream(commands).sum());
    }

    /** Runs the files and returns the job's exit code. */
    int run() throws InterruptedException {
        try {
            outputs = GatheredOutputs.open(settings, console, inputs);
            openMetrics();
        } catch (UsageException e) {
            console.line("mpj-dht: " + e.getMessage());
            loop(false).run();
            return Job.USAGE;
        }
        Conclusion.Remarks remarks = (warnings, errors) -> words.tellHeld();
        conclusion = new Conclusion(settings, console, outputs, remarks, summary, user.progress(), () -> false);
        RankLoop loop = loop(true);
        Ending.Rescue rescue = isTold -> {
            boolean isOut = conclusion.rescue(loop);
            metrics.drop();
            return isOut;
        };
        return user.run(loop, outputs, conclusion, rescue, ending, transport);
    }

    private void openMetrics() throws UsageException {
        try {
            metrics = MetricsFile.open(settings);
        } catch (UsageException e) {
            outputs.close(true);
            throw e;
        }
    }

    private RankLoop loop(boolean runs) {
        ResultGatherer gatherer =
                new ResultGatherer(new ParallelFiles(job.grid(), settings.files()).origins(), runs, this);
        FileClients clients = new FileClients(job, inputs);
        List<Client> here = new ArrayList<>(clients.on(job.grid().command()));
        here.addAll(job.lastMetrics(here.size(), () -> !runs || conclusion.isReached(), metrics::write));
        host = job.host(Optional.of(gatherer), here);
        return new RankLoop(wrapping.apply(host), transport, inbox, user, System::nanoTime);
    }

    private double share() {
        return Arrays.stream(shares).anyMatch(share -> share < 0)
                ? -1
                : Arrays.stream(shares).average().orElse(0) / WHOLE_SHARE;
    }

    @Override
    public void take(int stream, int channel, byte[] bytes, int offset, int length) {
        if (channel == ResultPiece.WORDS) {
            words.take(stream, bytes, offset, length);
        } else {
            outputs.take(stream, channel, bytes, offset, length);
        }
    }

    @Override
    public void stands(int stream, long run, int share) {
        commands[stream] = run;
        shares[stream] = share;
    }

    @Override
    public void ended(int stream, List<Long> figures) {
        if (conclusion == null) {
            return;
        }
        Summary own = new Summary();
        own.add(figures);
        summary.add(figures);
        stands(stream, own.commands(), WHOLE_SHARE);
        outputs.end(stream, own.exitCode() != 0);
    }

    @Override
    public void conclude() {
        if (conclusion != null) {
            conclusion.reach(ending, host.view().size(), host);
        }
    }
}
