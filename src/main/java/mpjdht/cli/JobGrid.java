package mpjdht.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.message.Origin;
import mpjdht.metric.JobMetrics;
import mpjdht.node.Detection;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.chord.ChordOverlay;
import mpjdht.node.chord.ChordSettings;
import mpjdht.node.client.AnswerSink;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.GridAccess;
import mpjdht.node.client.LastMetrics;
import mpjdht.node.client.OpenFront;
import mpjdht.node.client.RequestSource;
import mpjdht.node.client.ResultSink;
import mpjdht.node.eventual.ChordPointers;
import mpjdht.node.eventual.EventualMachine;
import mpjdht.node.eventual.EventualRules;
import mpjdht.node.eventual.EventualSettings;
import mpjdht.node.eventual.NodePointers;
import mpjdht.node.eventual.RingPointers;
import mpjdht.node.flood.SearchedTables;
import mpjdht.node.flood.SearchingRank;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.head.MembershipRules;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.replica.ChainRules;
import mpjdht.node.replica.ConfigurationMaster;
import mpjdht.node.replica.Keeping;
import mpjdht.node.replica.MortalReplica;
import mpjdht.node.replica.ReplicaMachine;
import mpjdht.node.replica.RunMemory;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.Configuration;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.runtime.OpenedAs;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.data.ClientJournal;
import mpjdht.runtime.data.DurableStart;
import mpjdht.runtime.data.Run;
import mpjdht.runtime.transfer.Transfers;
import mpjdht.service.DoorThread;
import mpjdht.store.Conflicts;
import mpjdht.store.NodeTable;
import mpjdht.store.VersionedTable;

/** What all ranks of a job agree on before it begins: the circle, who is on it, where the copies are. Makes their roles and clients. */
final class JobGrid {
    private static final int DEFAULT_WINDOW = 1 << 16;

    private static final int PATIENCE = 4;

    private final Settings settings;
    private final Grid grid;
    private final IntUnaryOperator hostOfRank;
    private final KeySpace space;
    private final RingView view;
    /** Where the copies are; empty when every key has one, and nothing needs to be kept equal. */
    private final Optional<Configuration> configuration;

    /** With what it begins, if its keys outlive it. */
    private final Optional<DurableStart> start;

    /**
     * The grid of a job, as one of its ranks sees it.
     *
     * @param hostOfRank a number for the host of each rank
     */
    JobGrid(Settings settings, Grid grid, IntUnaryOperator hostOfRank) {
        this(settings, grid, hostOfRank, Optional.empty());
    }

    private JobGrid(Settings settings, Grid grid, IntUnaryOperator hostOfRank, Optional<DurableStart> start) {
        this.settings = settings;
        this.hostOfRank = hostOfRank;
        this.grid = grid;
        this.start = start;
        this.space = Circles.of(settings);
        this.view = start.map(begun -> begun.configuration().ring())
                .orElseGet(
                        () -> RingView.of(0, space.initialIds(settings.nodes()), grid.initialRanks(settings.nodes())));
        boolean hasChains = settings.keepsCopies() && !settings.isEventual();
        this.configuration = start.map(DurableStart::configuration)
                .or(() -> hasChains ? Optional.of(Configuration.initial(view, placement())) : Optional.empty());
    }

    /** What a rank has to know to begin with keys that outlive the job. */
    DurableStart.Plan plan(Path folder, Consumer<String> remarks) {
        return new DurableStart.Plan(
                folder,
                Circles.name(settings),
                settings.durability(),
                placement(),
                view,
                settings.isResumable() ? Optional.of(run()) : Optional.empty(),
                settings.resumes(),
                () -> new NodeTable(newSpace()),
                remarks);
    }

    /** What its command files are, for a job that may go on with them. */
    Run run() {
        return new Run(settings.files(), settings.output().map(Path::toString).orElse(""), "", limits().window());
    }

    /** Where the command rank writes down how far its files are, if they can be resumed. */
    Optional<ClientJournal> clientJournal() {
        return start.flatMap(DurableStart::client);
    }

    /** The same job, which begins with that. */
    JobGrid beginning(DurableStart begun) {
        return new JobGrid(settings, grid, hostOfRank, Optional.of(begun));
    }

    /** Whether the ranks are on several hosts. */
    boolean hasSeveralHosts() {
        int first = hostOfRank.applyAsInt(Grid.HEAD);
        return IntStream.range(0, grid.size()).anyMatch(rank -> hostOfRank.applyAsInt(rank) != first);
    }

    Settings settings() {
        return settings;
    }

    Grid grid() {
        return grid;
    }

    /** The circle, for this rank alone. */
    KeySpace space() {
        return space;
    }

    /** The ring at the start. */
    RingView view() {
        return view;
    }

    /** A rank with its role, if it has one, and its clients. */
    ClientHost host(Optional<StateMachine> role, List<Client> clients) {
        return new ClientHost(view, role, clients);
    }

    /** The role of the head, or of a storage rank. */
    StateMachine role(int rank) {
        if (rank == Grid.HEAD) {
            return head();
        }
        if (settings.isEventual()) {
            return new MortalReplica<>(life -> {
                EventualMachine machine = eventual(rank, life);
                return searching(rank, life, machine, machine.searched());
            });
        }
        if (configuration.isPresent()) {
            return new MortalReplica<>(life -> {
                ReplicaMachine machine = replica(rank, life, configuration.get());
                return searching(rank, life, machine, machine.searched());
            });
        }
        StorageMachine machine = new StorageMachine(grid, rank, space, view, limits(), overlay());
        return searching(rank, 0, machine, machine.searched());
    }

    private SearchingRank searching(int rank, int life, StateMachine role, SearchedTables tables) {
        return new SearchingRank(
                grid.size(),
                rank,
                life,
                role,
                tables,
                settings.graphs(),
                settings.usualSearch(),
                overlay().routing().searchesReads());
    }

    private HeadMachine head() {
        if (settings.isEventual()) {
            return HeadMachine.ofLifeAlone(grid, headClients());
        }
        if (configuration.isEmpty()) {
            return new HeadMachine(grid, space, view, overlay(), settings.maxNodes(), headClients());
        }
        ConfigurationMaster master = new ConfigurationMaster(
                grid,
                new MembershipRules(space, settings.maxNodes()),
                placement(),
                detection(),
                new ChainRules(),
                overlay(),
                configuration.get(),
                start.isPresent());
        return new HeadMachine(grid, master, overlay().routing(), headClients());
    }

    private ReplicaMachine replica(int rank, int life, Configuration initial) {
        // Who begins anew knows of no configuration that could be in force.
        Configuration known = life == 0 ? initial : Configuration.initial(view.atEpoch(view.epoch() - 1), placement());
        ReplicaMachine machine = new ReplicaMachine(
                grid,
                rank,
                life,
                known,
                limits(),
                settings.minReplicas(),
                detection(),
                new ChainRules(),
                overlay().host(rank, space),
                () -> life == 0 ? start.flatMap(DurableStart::table).orElseGet(this::newTable) : newTable(),
                start.isPresent() ? Keeping.EVERYTHING : Keeping.NOTHING);
        if (settings.isResumable()) {
            Optional<RunMemory> memory = life == 0 ? start.flatMap(DurableStart::memory) : Optional.empty();
            machine.makeResumable(Origin.of(grid.command(), 0), limits().window(), memory);
        }
        return machine;
    }

    private NodeTable newTable() {
        return new NodeTable(space);
    }

    private EventualMachine eventual(int rank, int life) {
        EventualSettings shared = new EventualSettings(
                placement(),
                settings.writeAcks(),
                settings.readReplicas(),
                detection(),
                detection().timeoutMicros(),
                NodeTable.USUAL_SEGMENT_SLOTS,
                VersionedTable.USUAL_LEVELS,
                settings.conflicts());
        SplittableRandom chance = new SplittableRandom(rank + ((long) life << Integer.SIZE));
        return new EventualMachine(
                grid,
                rank,
                life,
                view,
                limits(),
                space,
                settings.maxNodes(),
                shared,
                new EventualRules(),
                pointers(rank, life),
                chance::nextInt);
    }

    private Optional<NodePointers> pointers(int rank, int life) {
        return switch (settings.routing()) {
            case ONE_HOP, DIRECT, FLOOD -> Optional.empty();
            case RING -> Optional.of(new RingPointers(rank));
            case CHORD -> {
                long timeout = detection().timeoutMicros();
                ChordSettings times = ChordSettings.headless(settings.successors(), timeout);
                yield Optional.of(ChordPointers.of(rank, life, view, space, times));
            }
        };
    }

    private Placement placement() {
        return new Placement(settings.replicas(), hostOfRank);
    }

    private Detection detection() {
        return new Detection(TimeUnit.SECONDS.toMicros(settings.timeoutSeconds()));
    }

    /** Those of which the head hears that they are done. */
    private int headClients() {
        int atTheEnd = settings.metrics().isPresent() ? 1 : 0;
        if (settings.isParallel() && !settings.isDryRun()) {
            return settings.files().size() + 1 + atTheEnd;
        }
        return settings.clients()
                + atTheEnd
                + (settings.isServing() ? DoorThread.clients(settings.doors().speaksJson()) : 0);
    }

    /** A client on a rank that runs commands. */
    CommandFront front(int rank, int number, CommandSource source, ResultSink sink) {
        return new CommandFront(
                access(rank, number, limits()), source, sink, settings.onError() == Settings.OnError.STOP);
    }

    /** A client on a rank that runs commands one after another, and goes on when one fails. */
    CommandFront oneByOne(int rank, int number, CommandSource source, ResultSink sink) {
        FlowLimits shared = limits();
        FlowLimits one = new FlowLimits(1, shared.inFlightBytes(), shared.creditBytes());
        return new CommandFront(access(rank, number, one), source, sink, false);
    }

    /** A client on a rank that keeps many commands in flight, and goes on when one fails. */
    CommandFront goingOn(int rank, int number, CommandSource source, ResultSink sink) {
        return new CommandFront(access(rank, number, limits()), source, sink, false);
    }

    /** A client on a rank that asks for those who come in by a door. */
    OpenFront openFront(int rank, int number, RequestSource source, AnswerSink sink) {
        return new OpenFront(access(rank, number, limits()), source, sink);
    }

    /**
     * The client that gathers at the end what every rank has counted; none where nobody wants that.
     *
     * @param othersAreDone whether all other clients are
     */
    List<Client> lastMetrics(int number, BooleanSupplier othersAreDone, Consumer<JobMetrics> sink) {
        return settings.metrics().isPresent() ? List.of(new LastMetrics(grid, number, othersAreDone, sink)) : List.of();
    }

    /** A circle for another thread. */
    KeySpace newSpace() {
        return Circles.of(settings);
    }

    /** The way of a client on a rank to the grid. */
    private GridAccess access(int rank, int number, FlowLimits limits) {
        if (settings.isEventual()) {
            return GridAccess.eventual(
                    grid, rank, number, overlay(), limits, detection().timeoutMicros(), settings.conflicts());
        }
        return configuration
                .map(known -> GridAccess.replicated(grid, rank, number, known, overlay(), limits, patienceMicros()))
                .orElseGet(() -> GridAccess.plain(grid, rank, number, view, overlay(), limits));
    }

    /** How long a client waits for an answer before the command fails: longer than it takes to notice a few crashes, one after another. */
    private long patienceMicros() {
        return PATIENCE * detection().timeoutMicros();
    }

    /** What a command file may ask for. */
    Limits commandLimits() {
        return settings.limits(grid.lastStorage());
    }

    /** What command files may have written and read. */
    Transfers transfers() {
        return Transfers.below(OpenedAs.path("."), settings.conflicts());
    }

    /** How command files are written. */
    Language commandLanguage() {
        List<Long> nodes =
                LongStream.of(space.initialIds(settings.nodes())).boxed().toList();
        return settings.language(commandLimits(), nodes);
    }

    /** What errors name that are told of commands. */
    ResultPrinter.Bounds bounds() {
        return settings.isEventual()
                ? new ResultPrinter.Bounds(
                        settings.maxNodes(), "--write-acks", settings.writeAcks(), settings.conflicts())
                : new ResultPrinter.Bounds(
                        settings.maxNodes(), "--min-replicas", settings.minReplicas(), Conflicts.LWW);
    }

    /** How much a client may have under way; the same on every rank. */
    FlowLimits limits() {
        int clients = settings.isParallel() ? settings.files().size() : settings.clients();
        FlowLimits share =
                FlowLimits.ofWindow(settings.window().orElse(DEFAULT_WINDOW)).dividedBy(clients);
        return settings.window().isEmpty()
                ? share
                : new FlowLimits(settings.window().get(), share.inFlightBytes(), share.creditBytes());
    }

    /** How the nodes hang together; the same on every rank. */
    Overlay overlay() {
        return switch (settings.routing()) {
            case ONE_HOP -> AssignedOverlay.oneHop();
            case DIRECT -> AssignedOverlay.direct();
            case RING -> AssignedOverlay.ring();
            case FLOOD -> AssignedOverlay.searched();
            case CHORD -> new ChordOverlay(ChordSettings.ofGrid(settings.successors()));
        };
    }
}
