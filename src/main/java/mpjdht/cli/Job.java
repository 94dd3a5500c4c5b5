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
import java.util.function.UnaryOperator;
import mpjdht.cli.setting.UsageException;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.chord.ChordOverlay;
import mpjdht.node.chord.ChordSettings;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.PeerWatch;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.Transport;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;

/**
 * One rank's share of a job: understands the arguments, as every rank does for itself, takes its role and plays it to the
 * end.
 */
public final class Job {
    /** Exit code of a command line, or a line of a command file, that cannot be understood. */
    static final int USAGE = 2;

    private static final int DEFAULT_WINDOW = 1 << 16;

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
        return play(settings, new Grid(transport.size()));
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

    private int play(Settings settings, Grid grid) throws InterruptedException {
        KeySpace space = keySpace(settings);
        RingView view = initialView(settings, grid, space);
        if (!transport.distributed()) {
            return play(settings, grid, space, view);
        }
        PeerWatch watch = new PeerWatch(transport, settings.timeoutSeconds(), ending::lostPeer, System::nanoTime);
        try {
            return play(settings, grid, space, view);
        } finally {
            watch.stop();
        }
    }

    private int play(Settings settings, Grid grid, KeySpace space, RingView view) throws InterruptedException {
        int rank = transport.rank();
        if (settings.loggingLevel().compareTo(Settings.LoggingLevel.INFO) >= 0) {
            console.line("rank " + rank + " on host " + ending.host() + ": " + describe(grid, view));
        }
        boolean parallel = settings.isParallel() && !settings.isDryRun();
        if (rank == grid.command()) {
            return parallel
                    ? new GatheringRank(settings, grid, space, view, console, ending, transport, wrapping).run()
                    : new CommandRank(settings, grid, space, view, console, ending, transport, wrapping).run();
        }
        Overlay overlay = overlay(settings);
        StateMachine role = rank == Grid.HEAD
                ? new HeadMachine(
                        grid,
                        space,
                        view,
                        overlay,
                        settings.maxNodes(),
                        parallel ? settings.files().size() + 1 : settings.clients())
                : new StorageMachine(grid, rank, space, view, limits(settings), overlay);
        Inbox inbox = new Inbox(transport::wake);
        List<Client> clients =
                parallel ? new FileClients(settings, grid, space, view, inputs(inbox)).on(rank) : List.of();
        RankLoop loop = new RankLoop(
                wrapping.apply(new ClientHost(view, Optional.of(role), clients)),
                transport,
                inbox,
                RankLoop.Surroundings.NONE,
                System::nanoTime);
        loop.run();
        if (settings.loggingLevel() == Settings.LoggingLevel.DEBUG) {
            console.line("rank " + rank + " on host " + ending.host() + ": handled " + loop.messages() + " messages");
        }
        return 0;
    }

    /** How much may be under way; the same on every rank. */
    static FlowLimits limits(Settings settings) {
        int clients = settings.isParallel() ? settings.files().size() : settings.clients();
        FlowLimits share =
                FlowLimits.ofWindow(settings.window().orElse(DEFAULT_WINDOW)).dividedBy(clients);
        return settings.window().isEmpty()
                ? share
                : new FlowLimits(settings.window().get(), share.inFlightBytes(), share.creditBytes());
    }

    /** The user's files, as this process reaches them. */
    static Inputs inputs(Inbox inbox) {
        String place = System.getProperty(Consoles.STANDARD_INPUT, Inputs.STANDARD_INPUT);
        Path spooled = place.equals(Inputs.STANDARD_INPUT) ? null : Path.of(place);
        return new Inputs(inbox, new FileInputStream(FileDescriptor.in), spooled);
    }

    private String describe(Grid grid, RingView view) {
        int rank = transport.rank();
        if (rank == Grid.HEAD) {
            return "head";
        }
        if (rank == grid.command()) {
            return "command rank";
        }
        int nodes = 0;
        for (int i = 0; i < view.size(); i++) {
            nodes += view.rank(i) == rank ? 1 : 0;
        }
        return "storage rank with " + nodes + (nodes == 1 ? " node" : " nodes");
    }

    private static boolean hasStandardInput() {
        return System.getProperty(Consoles.STANDARD_INPUT) != null;
    }

    /** How the nodes hang together; the same on every rank. */
    static Overlay overlay(Settings settings) {
        return switch (settings.routing()) {
            case ONE_HOP -> AssignedOverlay.oneHop();
            case DIRECT -> AssignedOverlay.direct();
            case RING -> AssignedOverlay.ring();
            case CHORD -> new ChordOverlay(ChordSettings.ofGrid(settings.successors()));
        };
    }

    /** The ring at the start of a run. */
    static RingView initialView(Settings settings, Grid grid, KeySpace space) {
        return RingView.of(0, space.initialIds(settings.nodes()), grid.initialRanks(settings.nodes()));
    }

    static KeySpace keySpace(Settings settings) {
        return switch (settings.ids()) {
            case DIRECT -> new DirectKeySpace(settings.highestId());
            case SHA1 -> new Sha1KeySpace(settings.hashSizeBits());
            case XXH3 -> new Xxh3KeySpace(settings.hashSizeBits());
        };
    }
}
