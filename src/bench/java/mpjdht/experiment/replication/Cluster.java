package mpjdht.experiment.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mpjdht.metric.Figure;
import mpjdht.node.FlowLimits;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.ServiceTimes;
import mpjdht.sim.Simulation;
import mpjdht.sim.grid.Copies;
import mpjdht.sim.grid.EventualCopies;
import mpjdht.sim.grid.GridClient;
import mpjdht.sim.grid.GridParts;
import mpjdht.sim.grid.GridPlan;
import mpjdht.sim.grid.SimulatedGrid;
import mpjdht.sim.grid.WorldRouting;
import mpjdht.store.Conflicts;

/**
 * A grid of the product in virtual time, whose storage ranks take time for what they do, with clients on the command rank. The arc of a node is what the paper calls a volume.
 */
final class Cluster {
    /** How long a message takes in section 5 of van Renesse and Schneider, OSDI 2004. */
    static final long LATENCY_MICROS = Micros.MILLI;

    static final long NO_FAILURE_MICROS = 600 * Micros.SECOND;
    private static final long KEYS_OF_VOLUME = 1_000;
    private static final int SEGMENT_SLOTS = 1 << 10;
    private static final int DIGEST_LEVELS = 2;
    private static final long NETWORK_CHANCE = 0;
    private static final long SERVE = -1;

    private final Shape shape;
    private final SeededRandom chance;
    private final AnswerLog log = new AnswerLog();
    private final List<GridClient> clients = new ArrayList<>();
    private final SimulatedGrid grid;
    private final ServiceCosts costs;

    /**
     * What it looks like.
     *
     * @param servers storage ranks
     * @param volumes nodes on the circle, whose arcs are equal, on the servers in turn; 0 for as many as there are servers
     * @param copies of each key
     * @param copying how they are kept equal
     * @param timeoutMicros after which a server that is silent is taken to be dead
     * @param hasDispatcher whether requests go by the head, or else straight to the server
     * @param window of each client
     * @param latencyMicros of every message
     */
    record Shape(
            int servers,
            int volumes,
            int copies,
            Copying copying,
            long timeoutMicros,
            boolean hasDispatcher,
            int window,
            long latencyMicros) {

        /** One chain of servers that never fail, which clients speak to without a dispatcher. */
        static Shape oneChain(int servers, Copying copying, int window, long latencyMicros) {
            return new Shape(servers, servers, servers, copying, NO_FAILURE_MICROS, false, window, latencyMicros);
        }

        /** Many volumes, of three copies each, by chains, which clients reach by a dispatcher, one request after another. */
        static Shape manyVolumes(int servers, int volumes, long timeoutMicros) {
            return new Shape(servers, volumes, 3, Copying.CHAIN, timeoutMicros, true, 1, LATENCY_MICROS);
        }
    }

    /** How copies are kept equal. */
    enum Copying {
        /** By a chain, whose first replica answers queries, and holds the answer until the whole chain has confirmed. */
        CHAIN,
        /** A leader tells all others, and has heard of all before it answers an update; a query is answered by any one replica. */
        ALL_ACKNOWLEDGE,
        /** A leader tells all others, and has heard of one before it answers an update; a query asks two replicas. */
        TWO_ACKNOWLEDGE
    }

    /** A cluster at time 0. */
    Cluster(Shape shape, ServiceCosts costs, long seed) {
        this.shape = shape;
        this.chance = new SeededRandom(seed);
        this.grid = new SimulatedGrid(
                chance.split(NETWORK_CHANCE),
                Latency.constant(shape.latencyMicros()),
                FaultRates.NONE,
                plan(),
                new GridParts(),
                clients);
        this.costs = costs;
    }

    private GridPlan plan() {
        return new GridPlan(
                shape.servers() + 2,
                rank -> space(),
                shape.volumes(),
                shape.volumes(),
                shape.hasDispatcher() ? AssignedOverlay.oneHop() : AssignedOverlay.direct(),
                FlowLimits.ofWindow(shape.window()),
                SEGMENT_SLOTS,
                false,
                Optional.of(new Copies(shape.copies(), 1, shape.timeoutMicros(), eventual())));
    }

    private Optional<EventualCopies> eventual() {
        return switch (shape.copying()) {
            case CHAIN -> Optional.empty();
            case ALL_ACKNOWLEDGE -> Optional.of(eventual(shape.copies(), 1));
            case TWO_ACKNOWLEDGE -> Optional.of(eventual(2, 2));
        };
    }

    private EventualCopies eventual(int writeAcks, int readReplicas) {
        return new EventualCopies(
                writeAcks,
                readReplicas,
                shape.timeoutMicros(),
                DIGEST_LEVELS,
                Conflicts.LWW,
                shape.hasDispatcher() ? WorldRouting.ONE_HOP : WorldRouting.DIRECT,
                1);
    }

    private KeySpace space() {
        return new DirectKeySpace(shape.volumes() * KEYS_OF_VOLUME);
    }

    /** Some keys of a volume, from 0. */
    static List<String> keysOf(int volume, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Long.toString((volume + 1) * KEYS_OF_VOLUME - i))
                .toList();
    }

    /** Some keys of each volume. */
    List<String> keysOfAll(int ofEach) {
        return IntStream.range(0, shape.volumes())
                .mapToObj(volume -> keysOf(volume, ofEach))
                .flatMap(List::stream)
                .toList();
    }

    /** The server that is at a place in the chain of a volume when nothing has failed; both from 0. */
    int server(int volume, int place) {
        return shape.servers() - (shape.volumes() - 1 - volume - place) % shape.servers();
    }

    /** Adds a client, before the start. */
    void add(Load load) {
        int rank = grid.grid().command();
        int number = clients.size();
        LoadClient client = new LoadClient(
                number,
                load,
                space(),
                chance.split(number + 1L),
                simulation()::nowMicros,
                micros -> simulation().at(
                        simulation().nowMicros() + micros, number, () -> simulation().wake(rank)),
                log);
        clients.add(new GridClient(rank, client, client));
    }

    /** Starts it; servers take time for what they do from the start. */
    void start() {
        startServingAt(0);
    }

    /** Starts it; servers take no time for what they do until a time. */
    void startServingAt(long micros) {
        ServiceTimes times = costs.onRanksUpTo(shape.servers());
        simulation().at(micros, SERVE, () -> simulation().serve(times));
        grid.start();
    }

    /** Runs until a time. */
    void run(long untilMicros) {
        simulation().runUntil(untilMicros);
    }

    /** A server dies with its memory at a time. */
    void crashAt(long micros, int server) {
        simulation().at(micros, server, () -> grid.mortal(server).crash());
    }

    /** A server that died comes back at a time, without its memory. */
    void recoverAt(long micros, int server) {
        simulation().at(micros, server, () -> {
            grid.mortal(server).recover();
            simulation().wake(server);
        });
    }

    /** Shows every message that is sent, by the rank that sends it and its kind. */
    void watch(Watcher watcher) {
        simulation().filter((from, to, bytes, offset, length, detour) -> {
            watcher.sent(from, bytes[offset]);
            return true;
        });
    }

    /** Is shown messages. */
    interface Watcher {
        /** A rank sends a message of a kind. */
        void sent(int from, byte kind);
    }

    /** What the clients have heard. */
    AnswerLog log() {
        return log;
    }

    /** How often something was counted up to now, on all servers and by the master. */
    long counted(Figure figure) {
        return IntStream.rangeClosed(0, shape.servers())
                .mapToLong(rank -> grid.counted(rank).of(figure))
                .sum();
    }

    /** Where time passes. */
    Simulation simulation() {
        return grid.simulation();
    }
}
