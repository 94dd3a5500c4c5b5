package mpjdht.experiment.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchedKey;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.node.flood.FloodMachine;
import mpjdht.node.flood.FloodRules;
import mpjdht.node.flood.NeighbourSettings;
import mpjdht.node.flood.SearchSettings;
import mpjdht.ring.NodeRef;
import mpjdht.sim.FaultRates;
import mpjdht.sim.KindSet;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.NetworkSettings;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;

/** Nodes in the simulator whose neighbours HyParView keeps, with the figures of its paper; each key is at one of them. */
final class SearchedOverlay {
    private static final int CLIENT = 0;
    static final long LATENCY_MICROS = 50 * Micros.MILLI;
    private static final long JOIN_GAP_MICROS = 20 * Micros.MILLI;
    private static final long REST_MICROS = 60 * Micros.SECOND;
    static final long SEARCH_GAP_MICROS = 200 * Micros.MILLI;
    private static final int HOP_MILLIS = 500;
    private static final int WAIT_MILLIS = 60_000;
    private static final long DOWN_MICROS = 20 * Micros.SECOND;

    private final Simulation simulation;
    private final SeededRandom random;
    private final int nodes;
    private final Zipf keys;
    private final int[] holders;
    private final Map<Long, Searched> open = new HashMap<>();
    private long questions;

    /** Nodes that have joined and come to rest. */
    SearchedOverlay(int nodes, Zipf keys, long seed) {
        this.nodes = nodes;
        this.keys = keys;
        this.random = new SeededRandom(seed);
        this.simulation = new Simulation(
                random.split(1),
                new NetworkSettings(
                        Latency.constant(LATENCY_MICROS),
                        KindSet.of(MessageKind.SEARCH, MessageKind.NEIGHBOURS),
                        FaultRates.NONE));
        this.holders = new int[keys.size()];
        for (int key = 0; key < holders.length; key++) {
            holders[key] = 1 + random.nextInt(nodes);
        }
        simulation.add(Client::new);
        simulation.start(CLIENT);
        for (int rank = 1; rank <= nodes; rank++) {
            int host = rank;
            simulation.add(() -> node(host, seed));
            simulation.start(rank);
            pass(JOIN_GAP_MICROS);
        }
        pass(REST_MICROS);
    }

    private FloodMachine node(int rank, long seed) {
        long life = simulation.life(rank);
        SeededRandom chance = new SeededRandom(seed).split((life << Integer.SIZE) | rank);
        return new FloodMachine(
                new NodeRef((life << Integer.SIZE) | rank, rank),
                NeighbourSettings.published(Micros.SECOND),
                new SearchSettings(
                        Way.WALKERS, SearchSettings.PUBLISHED_CHECK_STEPS, Way.STEPS, HOP_MILLIS, WAIT_MILLIS),
                new FloodRules(),
                life << Integer.SIZE,
                () -> contact(rank, chance),
                key -> holders[(int) key.position()] == rank ? Optional.of(new byte[1]) : Optional.empty(),
                chance::nextInt);
    }

    private Optional<NodeRef> contact(int newcomer, SeededRandom chance) {
        List<NodeRef> up = new ArrayList<>();
        for (int rank = 1; rank < simulation.size(); rank++) {
            if (rank != newcomer && simulation.machine(rank) instanceof FloodMachine node) {
                up.add(node.self());
            }
        }
        return up.isEmpty() ? Optional.empty() : Optional.of(up.get(chance.nextInt(up.size())));
    }

    private void pass(long micros) {
        simulation.runUntil(simulation.nowMicros() + micros);
    }

    /** Messages of a search by a formula, where there is one, for the neighbours that nodes have now and one copy of each key. */
    OptionalDouble expectedMessages(Way way) {
        double degrees = 0;
        int up = 0;
        for (int rank = 1; rank <= nodes; rank++) {
            if (simulation.machine(rank) instanceof FloodMachine node) {
                degrees += node.active().size();
                up++;
            }
        }
        double everybody = degrees - (up - 1);
        return switch (way.kind()) {
            case FLOOD -> OptionalDouble.of(Math.min(everybody, treeWithin(way.ttl(), degrees / up, up)));
            case WALK -> OptionalDouble.of(up);
            case RING -> OptionalDouble.empty();
        };
    }

    /** Edges within so many hops, while the graph looks like a tree; no more than a tree of all has. */
    private static double treeWithin(int hops, double degree, double most) {
        double edges = 0;
        double last = degree;
        for (int hop = 0; hop < hops && edges < most * degree; hop++) {
            edges += last;
            last *= degree - 1;
        }
        return edges;
    }

    /**
     * Searches one after the other.
     *
     * @param crashGapMicros time between two crashes; each node begins anew after a while. 0 for none
     */
    Searched search(Way way, int count, long crashGapMicros) {
        Searched found = new Searched();
        long nextCrash = simulation.nowMicros() + crashGapMicros;
        for (int i = 0; i < count; i++) {
            pass(SEARCH_GAP_MICROS);
            while (crashGapMicros > 0 && simulation.nowMicros() >= nextCrash) {
                crash();
                nextCrash += crashGapMicros;
            }
            int root = anyUp();
            found.ask();
            long question = questions++;
            open.put(question, found);
            int key = keys.draw(random);
            byte[] seek = new Seek(0, question, 0, Optional.of(way.kind()), way.ttl(), new SearchedKey(key, key, new byte[8]))
                    .encode();
            simulation.send(CLIENT, root, seek, 0, seek.length);
        }
        pass(WAIT_MILLIS * Micros.MILLI);
        return found;
    }

    private void crash() {
        int rank = anyUp();
        simulation.crash(rank);
        simulation.at(simulation.nowMicros() + DOWN_MICROS, rank, () -> simulation.start(rank));
    }

    private int anyUp() {
        int rank = 1 + random.nextInt(nodes);
        while (!simulation.up(rank)) {
            rank = 1 + random.nextInt(nodes);
        }
        return rank;
    }

    /** Is told what came of the searches. */
    private final class Client implements StateMachine {
        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            Sought answer = (Sought) ControlCodec.decode(ClientMessage.class, bytes, offset, length);
            Searched found = open.remove(answer.question());
            long messages = answer.tally().messages();
            answer.tally().hit().ifPresentOrElse(hit -> found.found(messages, hit.hops()), () -> found.missed(messages));
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            return false;
        }

        @Override
        public boolean finished() {
            return false;
        }
    }
}
