package mpjdht.sim.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.MessageKind;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.node.flood.FloodMachine;
import mpjdht.node.flood.FloodRules;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.KindSet;
import mpjdht.sim.Micros;
import mpjdht.sim.NetworkSettings;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;
import mpjdht.sim.flood.SearchClient.Asked;

/**
 * An overlay in the simulator. Its nodes join one after the other; then there are faults and losses, while a client has keys searched for; then it is
 * left in peace, has to come to rest, and answers searches exactly.
 *
 * @see SearchWatch
 * @see ViewWatch
 * @see SearchOracle
 */
public final class SimulatedOverlay {
    /** Rank of the client; the nodes have those from 1 on. */
    static final int CLIENT = 0;

    private static final List<SearchKind> KINDS = List.of(SearchKind.values());
    private static final long JOIN_GAP_MICROS = 200 * Micros.MILLI;
    private static final int BEATS_TO_REST = 28;
    private static final int MOST_BEATS_TO_AGREE = 5;
    private static final long FIRST_FAULT_NAME = 1;
    private static final long SEARCH_NAME = -1;

    private final OverlayPlan plan;
    private final FloodRules rules;
    private final Simulation simulation;
    private final SeededRandom random;
    private final OverlayKeys keys;
    private final SearchOracle oracle;
    private final TroubledNetwork network;
    private final SearchClient client = new SearchClient(this::answered);
    private boolean isAtRest;
    private long answers;
    private long exact;

    /**
     * An overlay in which nothing has happened.
     *
     * @param rules decide; tests plant bugs there
     */
    public SimulatedOverlay(OverlayPlan plan, FloodRules rules) {
        this.plan = plan;
        this.rules = rules;
        SeededRandom seeded = new SeededRandom(plan.seed());
        this.random = seeded.split(3);
        this.simulation = new Simulation(
                seeded.split(4),
                new NetworkSettings(
                        plan.latency(),
                        KindSet.of(MessageKind.SEARCH, MessageKind.NEIGHBOURS),
                        FaultRates.NONE,
                        plan.lateness(),
                        false));
        int processes = plan.nodes() + plan.joiners();
        this.keys = new OverlayKeys(plan.keys(), processes, plan.mostCopies(), seeded.split(5));
        this.oracle = new SearchOracle(keys);
        this.network = new TroubledNetwork(plan.rates(), seeded.split(6), new SearchWatch(plan.ttls()));
        simulation.add(() -> client);
        for (int rank = 1; rank <= processes; rank++) {
            int host = rank;
            simulation.add(() -> node(host));
        }
        simulation.filter(network);
        simulation.observe(new ViewWatch(simulation, plan.neighbours(), processes + 1, noticeMicros()));
    }

    /** A dead node may be made a neighbour again by what was said of it while it lived: a walk of a newcomer, a late answer. */
    private long noticeMicros() {
        return 4 * plan.neighbours().deadAfterMicros();
    }

    private FloodMachine node(int rank) {
        long life = simulation.life(rank);
        SeededRandom chance = new SeededRandom(plan.seed()).split((life << Integer.SIZE) | rank);
        return new FloodMachine(
                new NodeRef((life << Integer.SIZE) | rank, rank),
                plan.neighbours(),
                plan.search(),
                rules,
                life << Integer.SIZE,
                () -> contact(rank, chance),
                key -> keys.value(rank, key),
                chance::nextInt);
    }

    /** Any node that is up. */
    private Optional<NodeRef> contact(int newcomer, SeededRandom chance) {
        List<NodeRef> up = new ArrayList<>();
        for (int rank = 1; rank < simulation.size(); rank++) {
            if (rank != newcomer && simulation.machine(rank) instanceof FloodMachine node) {
                up.add(node.self());
            }
        }
        return up.isEmpty() ? Optional.empty() : Optional.of(up.get(chance.nextInt(up.size())));
    }

    /**
     * Runs it from the beginning to the end.
     *
     * @throws BrokenInvariant if something does not hold that must
     */
    public OverlayReport run() {
        simulation.start(CLIENT);
        for (int rank = 1; rank <= plan.nodes(); rank++) {
            simulation.start(rank);
            pass(JOIN_GAP_MICROS);
        }
        OverlayFaults faults = new OverlayFaults(simulation);
        long begin = simulation.nowMicros();
        for (Fault fault : plan.faults()) {
            simulation.at(begin + fault.atMicros(), FIRST_FAULT_NAME, () -> fault.happen(faults));
        }
        search(plan.searches(), plan.troubleMicros());
        network.leaveInPeace();
        pass(BEATS_TO_REST * plan.neighbours().beatMicros());
        isAtRest = true;
        search(plan.searches() / 2, plan.troubleMicros());
        pass(Micros.MILLI * plan.search().waitMillis());
        requireAnswers();
        OverlayGraph graph = graphAtRest();
        graph.requireWholeAndSymmetric();
        return new OverlayReport(
                client.asked(),
                answers,
                exact,
                graph.size(),
                simulation.traffic().events(),
                simulation.traceHash());
    }

    /** The neighbours of all at the end; if two are about to agree that they are neighbours, a little later. */
    private OverlayGraph graphAtRest() {
        OverlayGraph graph = new OverlayGraph(simulation);
        for (int i = 0; i < MOST_BEATS_TO_AGREE && !graph.isSymmetric(); i++) {
            pass(plan.neighbours().beatMicros());
            graph = new OverlayGraph(simulation);
        }
        return graph;
    }

    private void pass(long micros) {
        simulation.runUntil(simulation.nowMicros() + micros);
    }

    /** Asks for so many searches, spread over a time, and lets the time pass. */
    private void search(int count, long micros) {
        long begin = simulation.nowMicros();
        for (int i = 0; i < count; i++) {
            long at = begin + random.between(0, micros);
            SearchKind kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean unlimited = kind != SearchKind.RING && random.nextInt(3) == 0;
            int ttl = unlimited ? SearchMessage.EVERYBODY : 1 + random.nextInt(plan.ttls());
            int key = random.nextInt(keys.size());
            long root = random.nextLong();
            simulation.at(at, SEARCH_NAME, () -> seek(kind, ttl, key, root));
        }
        pass(micros);
    }

    private void seek(SearchKind kind, int ttl, int key, long drawn) {
        List<Integer> up = new ArrayList<>();
        for (int rank = 1; rank < simulation.size(); rank++) {
            if (simulation.up(rank)) {
                up.add(rank);
            }
        }
        int root = up.get((int) Long.remainderUnsigned(drawn, up.size()));
        byte[] seek = client.seek(new Asked(root, simulation.life(root), kind, ttl, keys.key(key), views()));
        simulation.send(CLIENT, root, seek, 0, seek.length);
    }

    private void answered(Asked asked, Sought answer) {
        answers++;
        oracle.requireSound(asked, answer, simulation.size() - 1);
        if (isAtRest && asked.views() == views()) {
            oracle.requireExact(asked, answer, new OverlayGraph(simulation));
            exact++;
        }
    }

    /** Another number whenever anybody has got or lost a neighbour. */
    private long views() {
        long sum = 0;
        for (int rank = 1; isAtRest && rank < simulation.size(); rank++) {
            sum += simulation.machine(rank) instanceof FloodMachine node ? node.activeVersion() : 0;
        }
        return sum;
    }

    /** Whoever has been asked, and lives, has answered. */
    private void requireAnswers() {
        for (Asked asked : client.unanswered()) {
            if (simulation.up(asked.root()) && simulation.life(asked.root()) == asked.life()) {
                throw new BrokenInvariant("rank " + asked.root() + " has not answered a search, " + asked.kind());
            }
        }
    }
}
