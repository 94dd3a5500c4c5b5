package mpjdht.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import mpjdht.cli.setting.UsageException;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.ring.RingView;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.PeerWatch;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.Transport;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;
import mpjdht.runtime.data.DurableStart;
import mpjdht.runtime.data.RefusedException;

/**
 * One rank's share of a job: understands the arguments, as every rank does for itself, takes its role and plays it to the
 * end.
 */
public final class Job {
    /** Exit code of a command line, or a line of a command file, that cannot be understood. */
    static final int USAGE = 2;

    /** Shared by all ranks that are threads of this process. */
    private static final SettingsParser.TextReader CONFIG_READER = new ReadOnce(ConfigFile::readFromDisk);

    private final Transport transport;
    private final Console console;
    private final Ending ending;
    private final Map<String, String> environment;
    private final UnaryOperator<StateMachine> wrapping;

    /**
     * A job that has not begun.
     *
     * @param transport reaches the other ranks
     * @param console reaches the user
     * @param ending ends this rank
     * @param environment variables of this process
     * @param wrapping makes of the rank's role what really runs
     */
    public Job(
            Transport transport,
            Console console,
            Ending ending,
            Map<String, String> environment,
            UnaryOperator<StateMachine> wrapping) {
        this.transport = transport;
        this.console = console;
        this.ending = ending;
        this.environment = environment;
        this.wrapping = wrapping;
    }

    /**
     * Runs this rank to its end.
     *
     * @return the exit code: of the job on the command rank, and on the others 0 unless no rank can begin
     */
    public int run(String[] arguments) throws InterruptedException, IOException {
        console.started(transport.rank(), ending.host());
        boolean speaks = transport.rank() == transport.size() - 1;
        if (transport.size() < Grid.MIN_SIZE) {
            return refuse(
                    speaks,
                    "-np " + transport.size() + ": too few ranks; a head, a storage rank and a command rank make 3");
        }
        Settings settings;
        try {
            settings = new SettingsParser(environment, CONFIG_READER).parse(arguments);
        } catch (UsageException e) {
            return refuse(speaks, e.getMessage());
        }
        if (settings.action() != Settings.Action.RUN) {
            return tell(speaks, settings.action());
        }
        if (settings.readsStandardInput() && !hasStandardInput()) {
            return refuse(speaks, "-: plain mpjrun forwards no standard input; right is a file, or scripts/dht");
        }
        if (settings.showsStackTraces()) {
            ending.showStackTraces();
        }
        IntUnaryOperator hosts = Hosts.ofRanks(System.getProperty(Hosts.PROPERTY), transport.size());
        return play(new JobGrid(settings, new Grid(transport.size()), hosts));
    }

    private int refuse(boolean speaks, String why) {
        if (speaks) {
            console.line("mpj-dht: " + why);
        }
        return USAGE;
    }

    private int tell(boolean speaks, Settings.Action action) throws IOException {
        if (speaks) {
            String text = action == Settings.Action.SHOW_HELP
                    ? SettingsParser.helpText()
                    : Standalone.version() + System.lineSeparator();
            OutputStream out = console.results();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return 0;
    }

    private int play(JobGrid job) throws InterruptedException, IOException {
        if (!transport.distributed()) {
            return begin(job);
        }
        PeerWatch watch = new PeerWatch(transport, job.settings().timeoutSeconds(), ending::lostPeer, System::nanoTime);
        try {
            return begin(job);
        } finally {
            watch.stop();
        }
    }

    private int begin(JobGrid job) throws InterruptedException, IOException {
        Optional<Path> folder = job.settings().dataDir();
        if (folder.isEmpty()) {
            return playRole(job, transport);
        }
        DurableStart.Plan plan = job.plan(folder.get(), remark -> console.line("mpj-dht: warning: " + remark));
        try (DurableStart start = DurableStart.begin(plan, job.grid(), transport)) {
            return playRole(job.beginning(start), start.transport());
        } catch (RefusedException e) {
            if (transport.rank() == job.grid().command()) {
                console.line("mpj-dht: --data-dir " + folder.get() + ": " + e.getMessage());
            }
            return transport.rank() == job.grid().command() ? Ending.JOB_FAILED : 0;
        }
    }

    private int playRole(JobGrid job, Transport way) throws InterruptedException {
        Settings settings = job.settings();
        int rank = transport.rank();
        if (settings.loggingLevel().compareTo(Settings.LoggingLevel.INFO) >= 0) {
            console.line("rank " + rank + " on host " + ending.host() + ": " + describe(job));
        }
        boolean parallel = settings.isParallel() && !settings.isDryRun();
        if (rank == job.grid().command()) {
            return parallel
                    ? new GatheringRank(job, console, ending, way, wrapping).run()
                    : new CommandRank(job, console, ending, way, wrapping).run();
        }
        Inbox inbox = new Inbox(way::wake);
        List<Client> clients = parallel ? new FileClients(job, inputs(inbox)).on(rank) : List.of();
        RankLoop loop = new RankLoop(
                wrapping.apply(job.host(Optional.of(job.role(rank)), clients)),
                way,
                inbox,
                RankLoop.Surroundings.NONE,
                System::nanoTime);
        loop.run();
        if (settings.loggingLevel() == Settings.LoggingLevel.DEBUG) {
            console.line("rank " + rank + " on host " + ending.host() + ": handled " + loop.messages() + " messages");
        }
        return 0;
    }

    /** The user's files, as this process reaches them. */
    static Inputs inputs(Inbox inbox) {
        String place = System.getProperty(Consoles.STANDARD_INPUT, Inputs.STANDARD_INPUT);
        Path spooled = place.equals(Inputs.STANDARD_INPUT) ? null : Path.of(place);
        return new Inputs(inbox, new FileInputStream(FileDescriptor.in), spooled);
    }

    private String describe(JobGrid job) {
        int rank = transport.rank();
        if (rank == Grid.HEAD) {
            return "head";
        }
        if (rank == job.grid().command()) {
            return "command rank";
        }
        int nodes = 0;
        RingView view = job.view();
        for (int i = 0; i < view.size(); i++) {
            nodes += view.rank(i) == rank ? 1 : 0;
        }
        return "storage rank with " + nodes + (nodes == 1 ? " node" : " nodes");
    }

    private static boolean hasStandardInput() {
        return System.getProperty(Consoles.STANDARD_INPUT) != null;
    }
}
