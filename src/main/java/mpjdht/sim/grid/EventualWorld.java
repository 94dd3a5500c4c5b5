package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import mpjdht.history.Outcome;
import mpjdht.history.Verb;
import mpjdht.history.Version;
import mpjdht.history.eventual.EventualReport;
import mpjdht.history.eventual.EventualText;
import mpjdht.history.eventual.Promise;
import mpjdht.history.eventual.Violation;
import mpjdht.message.MemberMessage;
import mpjdht.message.Origin;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;
import mpjdht.sim.SimulationException;
import mpjdht.sim.record.RunRecord;
import mpjdht.store.Conflicts;

/**
 * A grid in virtual time whose copies become equal in the end: clients read and write the same few keys while nodes come and go, ranks
 * crash, pause and are slow, clocks begin anywhere and leap ahead, links are cut, and messages between ranks are lost, doubled and overtaken.
 * Then every rank comes back, and in half of the worlds the last commands are said on both sides of a cut. When that is healed, one client
 * more asks for a SYNC, and reads every key. At the end each key is on the ranks where it belongs and on no other, the same everywhere, and
 * all that keep a copy of it know the same node as its leader.
 */
public final class EventualWorld {
    private static final long NETWORK_CHANCE = 101;
    private static final long KEY_CHANCE = 102;
    private static final long CLIENT_CHANCE = 103;
    private static final long CLOCK_CHANCE = 98;
    private static final long CUT_CHANCE = 99;
    private static final long WAKING = -2;
    private static final long LOOKING = -3;
    private static final long SETTLING = -4;
    private static final long CUTTING = -5;
    private static final long WATCHING = -6;

    /** Many more than ranks send between two beats. */
    private static final long MOST_WORDS_AT_ONCE = 200_000;

    /** Time-outs after the last command by which everybody knows who leads, though messages are lost. */
    private static final int MOST_SETTLING = 40;

    private static final int CALM_TIMEOUTS = 3;

    /** Many more than it takes without a bug: so a command that does not end is found soon. */
    private static final long LONGEST_RUN_TIMEOUTS = 1000;

    /** What a client waits at most for an answer, and a little more. */
    private static final long LONGEST_COMMAND_TIMEOUTS = 10;

    private static final long MOST_CLOCK_MICROS = 100_000 * Micros.SECOND;

    private final WorldPlan plan;
    private final Copies copies;
    private final SimulatedGrid grid;
    private final Recorder recorder;
    private final WorldKeys keys;
    private final SeededRandom clocks;
    private final List<ClientCommands> commands = new ArrayList<>();
    private final List<ClientResults> results = new ArrayList<>();
    private final LastCut lastCut;
    private final FinalCopies end;
    private final LastCommands last;
    private final ClientResults lastResults;
    private long leastRanks;

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
        this.clocks = chance.split(CLOCK_CHANCE);
        List<GridClient> clients = new ArrayList<>();
        this.grid = new SimulatedGrid(
                chance.split(NETWORK_CHANCE), plan.latency(), plan.rates(), plan.grid(), parts, clients);
        this.recorder = new Recorder(grid.simulation());
        this.end = new FinalCopies(grid, copies);
        this.lastCut = new LastCut(chance.split(CUT_CHANCE), plan);
        for (int client = 0; client < plan.clients(); client++) {
            clients.add(client(client, chance.split(CLIENT_CHANCE + client)));
        }
        this.last = new LastCommands(plan.clients() + 1, keys.contended(), recorder, () -> {
            end.requireEqual(keys.contended());
            settle(0);
        });
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

    /**
     * Runs to the end of the commands, and checks everything.
     *
     * @throws BrokenInvariant if a command does not end, a copy is missing, differs, or is where it does not belong, or a rank fails
     */
    public EventualReport run() {
        try {
            begin();
            grid.run(longestRunMicros());
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

    /** Time that clients let pass between their commands, and many more time-outs than it takes without a bug. */
    private long longestRunMicros() {
        long commands = plan.workload().commands();
        long timeouts = LONGEST_RUN_TIMEOUTS + LONGEST_COMMAND_TIMEOUTS * commands;
        return commands * plan.workload().mostGapMicros() + timeouts * copies.timeoutMicros();
    }

    private Conflicts conflicts() {
        return copies.eventual().orElseThrow().conflicts();
    }

    /** Copies that every write was on that was acknowledged, those from the beginning included. */
    private long leastCopies() {
        return Math.min(leastRanks, copies.eventual().orElseThrow().writeAcks());
    }

    private static long ranks(RingView ring) {
        return IntStream.range(0, ring.size()).map(ring::rank).distinct().count();
    }

    /** Clients may have removed nodes, so that fewer ranks keep copies. */
    private void beforeCrash() {
        for (int rank = 1; rank <= grid.grid().lastStorage(); rank++) {
            if (grid.mortal(rank).isAlive()) {
                grid.eventual(rank).ring().ifPresent(ring -> leastRanks = Math.min(leastRanks, ranks(ring)));
            }
        }
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
        for (int rank = 0; rank < plan.ranks(); rank++) {
            simulation().jumpClock(rank, clocks.between(0, MOST_CLOCK_MICROS));
        }
        grid.start();
        RingView ring = plan.grid().view();
        leastRanks = ranks(ring);
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
            grid.simulation().at(fault.atMicros(), i, () -> {
                if (fault instanceof Fault.Crash) {
                    beforeCrash();
                }
                fault.happen(faults);
            });
        }
        look();
        watch(0);
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
            if (hasNoNodes()) {
                addNode();
                look();
            } else if (lastCut.isToCome()) {
                long forMicros = lastCut.begin(simulation, plan, CUTTING);
                simulation.at(simulation.nowMicros() + forMicros, LOOKING, this::look);
            } else {
                last.begin();
                simulation.wake(plan.ranks() - 1);
            }
        });
    }

    /** On each side of a cut a node may have been removed because there was one on the other; what was there is kept until there is a node again. */
    private boolean hasNoNodes() {
        return IntStream.rangeClosed(1, grid.grid().lastStorage())
                .allMatch(rank -> grid.eventual(rank).ring().isEmpty());
    }

    private void addNode() {
        int asker = plan.ranks() - 1;
        byte[] join = new MemberMessage.Join(
                        Origin.of(asker, Collections.frequency(plan.clientRanks(), asker)), 0, false)
                .encode();
        simulation().send(asker, 1, join, 0, join.length);
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
        // What was sent while ranks were slow may hold up for long what is sent behind it.
        boolean isHeldUp =
                grid.simulation().latestArrivalMicros() > now + plan.latency().mostMicros();
        return !isHeldUp && plan.faults().stream().allMatch(fault -> now > fault.atMicros() + lasts(fault));
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

    /** Looks from time to time whether everybody knows who leads each arc. */
    private void settle(int looks) {
        String disagreement = end.disagreement();
        Simulation simulation = grid.simulation();
        if (disagreement.isEmpty()) {
            last.end();
            simulation.wake(plan.ranks() - 1);
        } else if (looks == MOST_SETTLING) {
            throw new BrokenInvariant(looks + " time-outs after the last command, " + disagreement);
        } else {
            simulation.at(simulation.nowMicros() + copies.timeoutMicros(), SETTLING, () -> settle(looks + 1));
        }
    }

    /** From time to time looks whether ranks say far more than they ever need: each word may be the answer to another. */
    private void watch(long before) {
        Simulation simulation = grid.simulation();
        long sent = simulation.traffic().sent();
        if (sent - before > MOST_WORDS_AT_ONCE) {
            throw new BrokenInvariant(sent - before + " messages were sent in "
                    + Micros.text(copies.detection().beatMicros()));
        }
        simulation.at(simulation.nowMicros() + copies.detection().beatMicros(), WATCHING, () -> watch(sent));
    }

    /** Keys on all ranks together, those that are deleted and remembered included. */
    long keysEverywhere() {
        return end.keysEverywhere();
    }

    /** Nodes that have joined or left because a client asked for it. */
    public long changes() {
        return results.stream().mapToLong(ClientResults::changes).sum();
    }

    /** Keys that these changes moved. */
    public long keysMoved() {
        return results.stream().mapToLong(ClientResults::keysMoved).sum();
    }

    /** Commands of all clients together for which no copy was to be had in time. */
    long unavailable() {
        return results.stream().mapToLong(ClientResults::unavailable).sum();
    }

    private String whoWaits() {
        StringBuilder text = new StringBuilder();
        for (ClientResults heard : results) {
            text.append(heard.complete() ? "" : "; " + heard.progress());
        }
        return text.append(lastResults.complete() ? "" : "; " + lastResults.progress())
                .toString();
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
}
