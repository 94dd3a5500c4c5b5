package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mpjdht.history.Outcome;
import mpjdht.history.Verb;
import mpjdht.history.Version;
import mpjdht.history.eventual.EventualReport;
import mpjdht.history.eventual.EventualText;
import mpjdht.history.eventual.Promise;
import mpjdht.history.eventual.Violation;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.eventual.EventualMachine;
import mpjdht.ring.Arc;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;
import mpjdht.sim.SimulationException;
import mpjdht.store.Conflicts;
import mpjdht.store.Digest;
import mpjdht.store.KeyWalk;
import mpjdht.store.VersionedTable;

/**
 * A grid in virtual time whose copies become equal in the end: clients read and write the same few keys while nodes come and go, ranks
 * crash, pause and are slow, links are cut, and messages between ranks are lost, doubled and overtaken. Then every rank comes back, and in
 * half of the worlds the last commands are said on both sides of a cut. When that is healed, one client more asks for a SYNC, and reads every key. At the end each key is on the ranks where it belongs and on no other, the same
 * everywhere, and all that keep a copy of it know the same node as its leader.
 */
public final class EventualWorld {
    private static final long NETWORK_CHANCE = 101;
    private static final long KEY_CHANCE = 102;
    private static final long CLIENT_CHANCE = 103;
    private static final long CUT_CHANCE = 99;
    private static final long WAKING = -2;
    private static final long LOOKING = -3;
    private static final long SETTLING = -4;
    private static final long CUTTING = -5;

    /** Time-outs after the last command by which everybody knows who leads, though messages are lost. */
    private static final int MOST_SETTLING = 40;

    private static final long LONGEST_RUN_MICROS = 7200 * Micros.SECOND;

    private static final int CALM_TIMEOUTS = 3;

    /** Many more than it takes without a bug: so a command that does not end is found soon. */
    private static final long LONGEST_RUN_TIMEOUTS = 1000;

    private final WorldPlan plan;
    private final Copies copies;
    private final SimulatedGrid grid;
    private final Recorder recorder;
    private final WorldKeys keys;
    private final List<ClientCommands> commands = new ArrayList<>();
    private final List<ClientResults> results = new ArrayList<>();
    private final LastCut lastCut;
    private final LastCommands last;
    private final ClientResults lastResults;
    private boolean isCalm;
    private boolean isSettling;
    private boolean isSettled;

    /**
     * A world at time 0.
     *
     * @param parts makes its machines
     */
    public EventualWorld(WorldPlan plan, GridParts parts) {
        this.plan = plan;
        this.copies = plan.copies().orElseThrow();
        SeededRandom chance = new SeededRandom(plan.seed());
        this.keys = new WorldKeys(plan, chance.split(KEY_CHANCE), plan.space());
        List<GridClient> clients = new ArrayList<>();
        this.grid = new SimulatedGrid(
                chance.split(NETWORK_CHANCE), plan.latency(), plan.rates(), plan.grid(), parts, clients);
        this.recorder = new Recorder(grid.simulation());
        this.lastCut = new LastCut(chance.split(CUT_CHANCE), plan);
        for (int client = 0; client < plan.clients(); client++) {
            clients.add(client(client, chance.split(CLIENT_CHANCE + client)));
        }
        this.last = new LastCommands();
        this.lastResults = new ClientResults(
                plan.clients() + 1, 1 + keys.contended().size(), recorder, new KnownValues(), conflicts());
        clients.add(new GridClient(plan.ranks() - 1, last, lastResults));
    }

    private GridClient client(int client, SeededRandom chance) {
        Simulation simulation = grid.simulation();
        int rank = plan.clientRanks().get(client);
        int all = plan.workload().commands();
        int number = all / plan.clients() + (client < all % plan.clients() ? 1 : 0);
        KnownValues known = new KnownValues();
        ClientResults heard = new ClientResults(client, number, recorder, known, conflicts());
        results.add(heard);
        ClientCommands[] source = new ClientCommands[1];
        source[0] = new ClientCommands(
                client,
                number,
                plan,
                keys,
                chance,
                recorder,
                known,
                micros -> simulation.at(simulation.nowMicros() + micros, WAKING, () -> {
                    source[0].goOn();
                    simulation.wake(rank);
                }));
        commands.add(source[0]);
        lastCut.add(source[0]);
        return new GridClient(rank, source[0], heard);
    }

    /** The client that comes when all others are done: a SYNC, and a look at every key. */
    private final class LastCommands implements CommandSource {
        private int read = -1;

        @Override
        public Next next(RequestBatch batch, int sequence) {
            if (!isCalm) {
                return Next.NOTHING_YET;
            }
            read++;
            if (read == 0) {
                recorder.synchronises(plan.clients() + 1, 0);
                return Next.FENCE;
            }
            if (read > keys.contended().size()) {
                read--;
                if (!isSettling) {
                    isSettling = true;
                    requireEqualCopies();
                    settle(0);
                }
                return isSettled ? Next.END : Next.NOTHING_YET;
            }
            WorldKeys.Key key = keys.contended().get(read - 1);
            byte[] name = key.bytes();
            batch.add(Operation.GET, sequence, key.position(), key.hash(), name, 0, name.length, name, 0, 0);
            recorder.invoked(plan.clients() + 1, read, Verb.GET, key, null);
            return Next.REQUEST;
        }

        @Override
        public long location() {
            return read;
        }

        @Override
        public Fence fence() {
            return new Fence.Synchronise();
        }
    }

    /**
     * Runs to the end of the commands, and checks everything.
     *
     * @throws BrokenInvariant if a command does not end, a copy is missing, differs, or is where it does not belong, or a rank fails
     */
    public EventualReport run() {
        try {
            begin();
            grid.run(Math.min(LONGEST_RUN_MICROS, LONGEST_RUN_TIMEOUTS * copies.timeoutMicros()));
        } catch (IllegalStateException e) {
            throw new BrokenInvariant(e.getMessage() + whoWaits(), e);
        } catch (SimulationException e) {
            throw new BrokenInvariant(e.getMessage(), e);
        } catch (BrokenInvariant e) {
            throw new BrokenInvariant("at " + Micros.text(simulation().nowMicros()) + ": " + e.getMessage(), e);
        }
        results.forEach(ClientResults::requireAll);
        lastResults.requireAll();
        if (conflicts() == Conflicts.SIBLINGS) {
            return recorder.checkSiblings(plan.clients() + 1, keptFrom(), copies.timeoutMicros());
        }
        EventualReport report = recorder.checkEventual(copies.timeoutMicros());
        List<Violation> violations = report.violations().stream()
                .filter(violation -> violation.from() >= keptFrom()
                        || (violation.promise() != Promise.KEPT && violation.promise() != Promise.DELETED))
                .toList();
        if (!violations.isEmpty()) {
            throw new BrokenInvariant("the history breaks a promise: "
                    + String.join("; ", new EventualText(recorder.history(), report).lines()));
        }
        return report;
    }

    private Conflicts conflicts() {
        return copies.eventual().orElseThrow().conflicts();
    }

    /** Copies that every write was on that was acknowledged, those from the beginning included. */
    private long leastCopies() {
        RingView ring = plan.grid().view();
        long ranks = IntStream.range(0, ring.size()).map(ring::rank).distinct().count();
        return Math.min(ranks, copies.eventual().orElseThrow().writeAcks());
    }

    /** Position from which on a write that is acknowledged is kept: the first after the last crash, if these are as many as the copies that it was on. */
    private int keptFrom() {
        long[] crashes = plan.faults().stream()
                .filter(Fault.Crash.class::isInstance)
                .mapToLong(Fault::atMicros)
                .sorted()
                .toArray();
        return crashes.length < leastCopies() ? 0 : recorder.positionAfter(crashes[crashes.length - 1]);
    }

    private void begin() {
        grid.start();
        RingView ring = plan.grid().view();
        for (int i = 0; i < plan.workload().keys(); i += 2) {
            WorldKeys.Key key = keys.contended().get(i);
            put(ring, key, key.bytes());
            recorder.invoked(plan.clients(), i, Verb.PUT, key, key.bytes());
            recorder.answered(plan.clients(), i, Outcome.STORED, null, new Version(0, 1));
        }
        for (WorldKeys.Key key : keys.others()) {
            put(ring, key, keys.valueOfOther(key));
        }
        WorldFaults faults = new WorldFaults(grid);
        for (int i = 0; i < plan.faults().size(); i++) {
            Fault fault = plan.faults().get(i);
            grid.simulation().at(fault.atMicros(), i, () -> fault.happen(faults));
        }
        look();
    }

    private void put(RingView ring, WorldKeys.Key key, byte[] value) {
        for (int replica : copies.placement().replicas(ring, ring.ownerIndex(key.position()))) {
            grid.eventual(ring.rank(replica)).place(key.hash(), key.position(), key.bytes(), value);
        }
    }

    /** Looks from time to time whether the clients are done, and all faults are over; then comes the last cut, and then calm. */
    private void look() {
        Simulation simulation = grid.simulation();
        if (!isQuiet() || !nothingIsToCome()) {
            simulation.at(simulation.nowMicros() + copies.timeoutMicros(), LOOKING, this::look);
            return;
        }
        for (int rank = 1; rank <= grid.grid().lastStorage(); rank++) {
            if (!grid.mortal(rank).isAlive()) {
                grid.mortal(rank).recover();
                simulation.wake(rank);
            }
        }
        simulation.at(simulation.nowMicros() + CALM_TIMEOUTS * copies.timeoutMicros(), LOOKING, () -> {
            if (lastCut.isToCome()) {
                long forMicros = lastCut.begin(simulation, plan, CUTTING);
                simulation.at(simulation.nowMicros() + forMicros, LOOKING, this::look);
            } else {
                isCalm = true;
                simulation.wake(plan.ranks() - 1);
            }
        });
    }

    /** Whether every client has heard of all that it has asked for, and asks for nothing more before the last cut. */
    private boolean isQuiet() {
        for (int client = 0; client < commands.size(); client++) {
            ClientResults heard = results.get(client);
            if (!heard.isConcluded() && heard.heard() < commands.get(client).commandsBefore()) {
                return false;
            }
        }
        return lastCut.isToCome() || results.stream().allMatch(ClientResults::isConcluded);
    }

    private boolean nothingIsToCome() {
        long now = grid.simulation().nowMicros();
        return plan.faults().stream().allMatch(fault -> now > fault.atMicros() + lasts(fault));
    }

    private static long lasts(Fault fault) {
        if (fault instanceof Fault.Cut cut) {
            return cut.forMicros();
        }
        if (fault instanceof Fault.Slow slow) {
            return slow.forMicros();
        }
        return fault instanceof Fault.Pause pause ? pause.forMicros() : 0;
    }

    private void requireEqualCopies() {
        RingView ring =
                grid.eventual(1).ring().orElseThrow(() -> new BrokenInvariant("after the SYNC, there is no ring"));
        int lastStorage = grid.grid().lastStorage();
        for (int rank = 1; rank <= lastStorage; rank++) {
            RingView other = grid.eventual(rank).ring().orElse(null);
            if (other == null || !ring.hasSameNodes(other)) {
                throw new BrokenInvariant("after the SYNC, rank " + rank + " knows another ring than rank 1");
            }
        }
        Placement placement = copies.placement();
        for (int index = 0; index < ring.size(); index++) {
            TreeSet<Integer> belongs = new TreeSet<>();
            placement.replicas(ring, index).forEach(replica -> belongs.add(ring.rank(replica)));
            Digest digest = null;
            for (int rank = 1; rank <= lastStorage; rank++) {
                Digest here = digest(rank, ring.arc(index));
                if (!belongs.contains(rank)) {
                    requireNothing(rank, index, here);
                } else if (digest != null && !digest.equals(here)) {
                    throw new BrokenInvariant("after the SYNC, the copies of the arc of node " + ring.node(index)
                            + " differ: " + here + " on rank " + rank + ", " + digest + " on another of " + belongs);
                } else {
                    digest = here;
                }
            }
        }
        keys.contended().forEach(key -> requireOneValue(ring, key));
    }

    /** Looks from time to time whether everybody knows who leads each arc. */
    private void settle(int looks) {
        String disagreement = disagreement();
        Simulation simulation = grid.simulation();
        if (disagreement.isEmpty()) {
            isSettled = true;
            simulation.wake(plan.ranks() - 1);
        } else if (looks == MOST_SETTLING) {
            throw new BrokenInvariant(looks + " time-outs after the last command, " + disagreement);
        } else {
            simulation.at(simulation.nowMicros() + copies.timeoutMicros(), SETTLING, () -> settle(looks + 1));
        }
    }

    /** Whom those that keep a copy of an arc take for its leader, where that is not the same node for all; else nothing. */
    private String disagreement() {
        RingView ring = grid.eventual(1).ring().orElseThrow();
        for (int index = 0; index < ring.size(); index++) {
            Map<Integer, OptionalLong> leaders = new TreeMap<>();
            for (int replica : copies.placement().replicas(ring, index)) {
                leaders.put(
                        ring.rank(replica), grid.eventual(ring.rank(replica)).leader(ring.id(index)));
            }
            if (leaders.containsValue(OptionalLong.empty())
                    || Set.copyOf(leaders.values()).size() > 1) {
                return "the leaders of the arc of node " + ring.node(index) + " are, by rank, " + leaders;
            }
        }
        return "";
    }

    /** What a rank has of an arc, without what is deleted: some may have forgotten that, and others not yet. */
    private Digest digest(int rank, Arc arc) {
        Digest[] digest = {Digest.NONE};
        table(rank).forEach(arc, key -> {
            int version = key.keyOffset() + key.keyLength() + key.valueLength() - mpjdht.store.Version.BYTES;
            if (!mpjdht.store.Version.isTombstone(key.bytes(), version)) {
                digest[0] = digest[0].and(new Digest(VersionedTable.digest(key), 1));
            }
        });
        return digest[0];
    }

    private static void requireNothing(int rank, int index, Digest here) {
        if (here.keys() > 0) {
            throw new BrokenInvariant("after the SYNC, rank " + rank + " has " + here.keys() + " keys of arc " + index
                    + ", of which it is to keep none");
        }
    }

    private void requireOneValue(RingView ring, WorldKeys.Key key) {
        byte[] state = null;
        for (int replica : copies.placement().replicas(ring, ring.ownerIndex(key.position()))) {
            byte[] here = state(table(ring.rank(replica)), key);
            if (state != null && !Arrays.equals(state, here)) {
                throw new BrokenInvariant("after the SYNC, the copies of " + key + " differ");
            }
            state = here;
        }
    }

    private static byte[] state(VersionedTable table, WorldKeys.Key key) {
        boolean isThere = table.find(key.hash(), key.position(), key.bytes(), 0, key.bytes().length);
        if (!isThere || table.isTombstone()) {
            return new byte[0];
        }
        return Arrays.copyOfRange(table.bytes(), table.stateOffset(), table.stateOffset() + table.stateLength());
    }

    private VersionedTable table(int rank) {
        EventualMachine machine = grid.eventual(rank);
        return machine.table();
    }

    /** Keys on all ranks together, those that are deleted and remembered included. */
    long keysEverywhere() {
        long keysHere = 0;
        for (int rank = 1; rank <= grid.grid().lastStorage(); rank++) {
            KeyWalk walk = table(rank).keys().walk();
            while (walk.next()) {
                keysHere++;
            }
        }
        return keysHere;
    }

    private String whoWaits() {
        StringBuilder text = new StringBuilder();
        for (ClientResults heard : results) {
            text.append(heard.complete() ? "" : "; " + heard.progress());
        }
        return text.append(lastResults.complete() ? "" : "; " + lastResults.progress())
                .toString();
    }

    /** The plan. */
    public WorldPlan plan() {
        return plan;
    }

    /** The processes. */
    public Simulation simulation() {
        return grid.simulation();
    }
}
