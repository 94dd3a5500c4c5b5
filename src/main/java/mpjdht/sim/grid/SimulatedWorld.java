package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.List;
import mpjdht.history.Outcome;
import mpjdht.history.SearchLimits;
import mpjdht.history.Verb;
import mpjdht.node.Grid;
import mpjdht.node.storage.StorageMachine;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;
import mpjdht.sim.SimulationException;
import mpjdht.sim.record.RunRecord;
import mpjdht.store.Conflicts;
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

    /** The same for a world whose heartbeats never let it come to rest. */
    private static final long LONGEST_RUN_WITH_COPIES_MICROS = 600 * Micros.SECOND;

    private final WorldPlan plan;
    private final SimulatedGrid grid;
    private final Recorder recorder;
    private final WorldKeys keys;
    private final WorldStore store;
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
                chance.split(NETWORK_CHANCE), plan.latency(), plan.rates(), plan.grid(), parts, clients);
        this.recorder = new Recorder(grid.simulation());
        this.store = plan.copies()
                .<WorldStore>map(copies -> new WorldCopies(keys, grid, copies.replicas()))
                .orElseGet(() -> new WorldTables(keys, this::table, plan.ranks(), grid::view));
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
        ClientResults heard = new ClientResults(client, commands, recorder, known, Conflicts.LWW);
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
        return run(plan.copies().isPresent() ? LONGEST_RUN_WITH_COPIES_MICROS : LONGEST_RUN_MICROS);
    }

    /**
     * Runs to the end of the commands, and checks everything.
     *
     * @param limitMicros time that they may take
     * @throws BrokenInvariant as {@link #run()}
     */
    WorldReport run(long limitMicros) {
        try {
            begin();
            grid.run(limitMicros);
        } catch (IllegalStateException e) {
            throw new BrokenInvariant(e.getMessage() + whoWaits(), e);
        } catch (SimulationException e) {
            throw new BrokenInvariant(e.getMessage(), e);
        } catch (BrokenInvariant e) {
            throw new BrokenInvariant("at " + Micros.text(simulation().nowMicros()) + ": " + e.getMessage(), e);
        }
        results.forEach(ClientResults::requireAll);
        store.requireInPlace();
        readAll();
        return new WorldReport(this, recorder.check(SearchLimits.standard()));
    }

    /** Reads every contended key as a client would that comes after all others. */
    private void readAll() {
        int reader = plan.clients() + 1;
        for (int i = 0; i < keys.contended().size(); i++) {
            WorldKeys.Key key = keys.contended().get(i);
            if (store.isAvailable(key)) {
                byte[] value = store.value(key);
                recorder.invoked(reader, i, Verb.GET, key, null);
                recorder.answered(reader, i, value == null ? Outcome.MISSING : Outcome.FOUND, value);
            }
        }
    }

    private void begin() {
        grid.start();
        for (int i = 0; i < plan.workload().keys(); i += 2) {
            WorldKeys.Key key = keys.contended().get(i);
            store.put(key, key.bytes());
            recorder.invoked(plan.clients(), i, Verb.PUT, key, key.bytes());
            recorder.answered(plan.clients(), i, Outcome.STORED, null);
        }
        for (WorldKeys.Key key : keys.others()) {
            store.put(key, keys.valueOfOther(key));
        }
        WorldFaults faults = new WorldFaults(grid);
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

    private NodeTable table(int rank, long id) {
        StorageMachine storage = grid.storage(rank);
        return storage == null ? null : storage.table(id);
    }

    /** Keeps a record of the run, which has not begun. */
    public RunRecord keepRecord() {
        return new WorldRecorder(grid, plan, recorder).record();
    }

    /** The plan. */
    public WorldPlan plan() {
        return plan;
    }

    /** The processes. */
    public Simulation simulation() {
        return grid.simulation();
    }

    /** Whether the head of a grid that keeps copies takes a rank to be alive. */
    boolean isTakenToBeAlive(int rank) {
        return rank == Grid.HEAD || rank == plan.ranks() - 1 || grid.master().isAlive(rank);
    }

    Recorder recorder() {
        return recorder;
    }

    List<ClientResults> results() {
        return results;
    }
}
