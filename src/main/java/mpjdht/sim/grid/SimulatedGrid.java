package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.MessageKind;
import mpjdht.metric.Snapshot;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.node.eventual.EventualMachine;
import mpjdht.node.flood.SearchingRank;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.replica.ConfigurationMaster;
import mpjdht.node.replica.MortalReplica;
import mpjdht.node.replica.ReplicaMachine;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.RingView;
import mpjdht.sim.FaultRates;
import mpjdht.sim.KindSet;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.NetworkSettings;
import mpjdht.sim.OrderedLinks;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;

/**
 * The whole grid in virtual time. Its messages travel as MPI promises: delayed as the latencies and slow ranks will have it,
 * but whole, once, and in order between two ranks. Those by which Chord nodes keep their pointers may fare worse. On a grid that keeps
 * copies all may, and {@link OrderedLinks} make of that what MPI promises, only later.
 */
public final class SimulatedGrid {
    /** After so many times the longest latency what is not acknowledged is sent again. */
    private static final int RETRY_LATENCIES = 4;

    /** What may be lost, doubled and overtaken as it is, or in the hands of {@link OrderedLinks}. */
    private static final KindSet PUT_IN_ORDER = KindSet.of(MessageKind.CHORD, OrderedLinks.KIND);

    /** The same where copies become equal in the end: whatever storage ranks say to each other of who they are and what they have. */
    private static final KindSet BETWEEN_REPLICAS =
            KindSet.of(MessageKind.SPREAD, MessageKind.DIFFERENCES, MessageKind.TO_PEER, MessageKind.COMPARISON);

    private final Simulation simulation;
    private final Grid grid;

    /**
     * A grid at time 0.
     *
     * @param random decides all delays
     * @param latency of every message
     * @param rates what happens to messages of the Chord protocol, and to all on a grid that keeps copies
     * @param plan the grid
     * @param parts makes its machines
     * @param clients give the commands and take the results; looked at when the grid starts
     */
    public SimulatedGrid(
            SeededRandom random,
            Latency latency,
            FaultRates rates,
            GridPlan plan,
            GridParts parts,
            List<GridClient> clients) {
        this.grid = plan.grid();
        this.simulation = new Simulation(
                random, new NetworkSettings(latency, isEventual(plan) ? BETWEEN_REPLICAS : PUT_IN_ORDER, rates));
        boolean isLossy = plan.copies().isPresent() && !isEventual(plan) && !rates.equals(FaultRates.NONE);
        long retryMicros = RETRY_LATENCIES * latency.mostMicros();
        RingView view = plan.view();
        for (int rank = 0; rank < grid.size(); rank++) {
            int self = rank;
            simulation.add(() -> {
                ClientHost host = rank(plan, parts, view, self, clients);
                return isLossy ? new OrderedLinks(host, retryMicros) : host;
            });
        }
    }

    private static boolean isEventual(GridPlan plan) {
        return plan.copies().flatMap(Copies::eventual).isPresent();
    }

    private ClientHost rank(GridPlan plan, GridParts parts, RingView view, int rank, List<GridClient> all) {
        List<Client> clients = new ArrayList<>();
        for (GridClient client : all) {
            if (client.rank() == rank) {
                clients.add(parts.client(plan, view, rank, clients.size(), client));
            }
        }
        if (rank == grid.command()) {
            return new ClientHost(view, Optional.empty(), clients);
        }
        StateMachine role = rank == Grid.HEAD ? parts.head(plan, view, all.size()) : parts.storage(plan, view, rank);
        return new ClientHost(view, Optional.of(role), clients);
    }

    /** Starts every rank. */
    public void start() {
        simulation.startAll();
    }

    /**
     * Runs to the end of the commands.
     *
     * @param limitMicros virtual time that they may take
     * @throws IllegalStateException if they take longer, or every rank waits for ever
     */
    public void run(long limitMicros) {
        if (!simulation.runUntil(this::hasEnded, limitMicros)) {
            throw new IllegalStateException(
                    "the grid has not come to its end at " + Micros.text(simulation.nowMicros()));
        }
    }

    private boolean hasEnded() {
        for (int rank = grid.size() - 1; rank >= 0; rank--) {
            if (simulation.up(rank)) {
                return false;
            }
        }
        return true;
    }

    /** The ring in force, as the command rank knows it. */
    public RingView view() {
        return host(grid.command()).view();
    }

    /** The storage machine of a rank; null when it has another role, or another kind of machine. */
    StorageMachine storage(int rank) {
        ClientHost host = host(rank);
        StateMachine role = host == null ? null : host.role().orElse(null);
        StateMachine searched = role instanceof SearchingRank searching ? searching.role() : role;
        return searched instanceof StorageMachine machine ? machine : null;
    }

    private ClientHost host(int rank) {
        StateMachine machine = simulation.machine(rank);
        return (ClientHost) (machine instanceof OrderedLinks links ? links.machine() : machine);
    }

    /** A storage rank that keeps copies; it can die and come back. */
    public MortalReplica<?> mortal(int rank) {
        return (MortalReplica<?>) host(rank).role().orElseThrow();
    }

    /** A storage rank that keeps copies, as it is in its present life; there is one. */
    ReplicaMachine replica(int rank) {
        return (ReplicaMachine) mortal(rank).present();
    }

    /** A storage rank whose copies become equal in the end, as it is in its present life; there is one. */
    EventualMachine eventual(int rank) {
        return (EventualMachine) mortal(rank).present();
    }

    /** The head, as the master of a grid that keeps copies. */
    ConfigurationMaster master() {
        HeadMachine head = (HeadMachine) host(Grid.HEAD).role().orElseThrow();
        return (ConfigurationMaster) head.authority();
    }

    /** What a rank has counted, in all its lives. */
    public Snapshot counted(int rank) {
        return host(rank).metrics().snapshot();
    }

    /** The processes; rank by rank. */
    public Simulation simulation() {
        return simulation;
    }

    /** The ranks and their roles. */
    public Grid grid() {
        return grid;
    }
}
