package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.List;
import mpjdht.history.Outcome;
import mpjdht.history.SearchLimits;
import mpjdht.history.Verb;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;
import mpjdht.sim.SimulationException;
import mpjdht.store.NodeTable;

/**
 * A grid in virtual time whose clients read and write the same few keys while nodes come and go, ranks are slow and ranks pause.
 * At the end every command has been answered once, every key is at its owner and nowhere else, and what the clients heard is
 * checked for linearizability, together with what is in the tables then.
 */
public final class SimulatedWorld {
    private static final long NETWORK_CHANCE = 101;
    private static final long KEY_CHANCE = 102;
    private static final long CLIENT_CHANCE = 103;
    private static final long WAKING = -2;

    /** Far more than any drawn world takes. */
    private static final long LONGEST_RUN_MICROS = 24 * 3600 * Micros.SECOND;

    private final WorldPlan plan;
    private final SimulatedGrid grid;
    private final Recorder recorder;
    private final WorldKeys keys;
    private final WorldTables tables;
    private final List<ClientResults> results = new ArrayList<>();

    /**
     * A world at time 0.
     *
     * @param parts makes its machines
     */
    public SimulatedWorld(WorldPlan plan, GridParts parts) {
        this.plan = plan;
        SeededRandom chance = new SeededRandom(plan.seed());
        this.keys = new WorldKeys(plan, chance.split(KEY_CHANCE), plan.space());
        List<GridClient> clients = new ArrayList<>();
        this.grid = new SimulatedGrid(
                chance.split(NETWORK_CHANCE), plan.latency(), plan.chordRates(), plan.grid(), parts, clients);
        this.recorder = new Recorder(grid.simulation());
        this.tables = new WorldTables(keys, this::table, plan.ranks());
        for (int client = 0; client < plan.clients(); client++) {
            clients.add(client(client, chance.split(CLIENT_CHANCE + client)));
        }
    }

    private GridClient client(int client, SeededRandom chance) {
        Simulation simulation = grid.simulation();
        int rank = plan.clientRanks().get(client);
        int all = plan.workload().commands();
        int commands = all / plan.clients() + (client < all % plan.clients() ? 1 : 0);
        KnownValues known = new KnownValues();
        ClientResults heard = new ClientResults(client, commands, recorder, known);
        results.add(heard);
        ClientCommands[] source = new ClientCommands[1];
        source[0] = new ClientCommands(
                client,
                commands,
                plan,
                keys,
                chance,
                recorder,
                known,
                micros -> simulation.at(simulation.nowMicros() + micros, WAKING, () -> {
                    source[0].goOn();
                    simulation.wake(rank);
                }));
        return new GridClient(rank, source[0], heard);
    }

    /**
     * Runs to the end of the commands, and checks everything.
     *
     * @throws BrokenInvariant if a command is not answered once, a key is not at its owner, a rank fails, or nothing goes on
     */
    public WorldReport run() {
        try {
            begin();
            grid.run(LONGEST_RUN_MICROS);
        } catch (IllegalStateException e) {
            throw new BrokenInvariant(e.getMessage() + whoWaits(), e);
        } catch (SimulationException e) {
            throw new BrokenInvariant(e.getMessage(), e);
        } catch (BrokenInvariant e) {
            throw new BrokenInvariant("at " + Micros.text(simulation().nowMicros()) + ": " + e.getMessage(), e);
        }
        results.forEach(ClientResults::requireAll);
        RingView view = view();
        tables.requireInPlace(view);
        tables.readAll(view, plan.clients() + 1, recorder);
        return new WorldReport(this, recorder.check(SearchLimits.standard()));
    }

    private void begin() {
        grid.start();
        RingView view = plan.grid().view();
        for (int i = 0; i < plan.workload().keys(); i += 2) {
            WorldKeys.Key key = keys.contended().get(i);
            tables.put(view, key, key.bytes());
            recorder.invoked(plan.clients(), i, Verb.PUT, key, key.bytes());
            recorder.answered(plan.clients(), i, Outcome.STORED, null);
        }
        for (WorldKeys.Key key : keys.others()) {
            tables.put(view, key, keys.valueOfOther(key));
        }
        WorldFaults faults = new WorldFaults(grid.simulation());
        for (int i = 0; i < plan.faults().size(); i++) {
            Fault fault = plan.faults().get(i);
            grid.simulation().at(fault.atMicros(), i, () -> fault.happen(faults));
        }
    }

    private String whoWaits() {
        StringBuilder text = new StringBuilder();
        for (ClientResults heard : results) {
            text.append(heard.complete() ? "" : "; " + heard.progress());
        }
        return text.toString();
    }

    private RingView view() {
        return grid.view();
    }

    private NodeTable table(int rank, long id) {
        StorageMachine storage = grid.storage(rank);
        return storage == null ? null : storage.table(id);
    }

    /** The plan. */
    public WorldPlan plan() {
        return plan;
    }

    /** The processes. */
    public Simulation simulation() {
        return grid.simulation();
    }

    Recorder recorder() {
        return recorder;
    }

    List<ClientResults> results() {
        return results;
    }
}
