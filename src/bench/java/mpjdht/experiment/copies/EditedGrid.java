package mpjdht.experiment.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.experiment.copies.Editor.EditingLimits;
import mpjdht.message.MessageKind;
import mpjdht.node.FlowLimits;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
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
 * A grid without faults, in virtual time, whose copies become equal in the end, and clients on its storage ranks that read and write the same
 * keys. What a leader tells the other replicas of its writes takes longer than other messages, by a time drawn for each: that is the replication lag.
 *
 * @param copies of each key
 * @param writeAcks copies that a write has to be on before it is acknowledged
 * @param readReplicas copies that a read asks
 * @param lagMicros how much longer writes take to another replica, in the mean of an exponential distribution
 */
public record EditedGrid(int copies, int writeAcks, int readReplicas, long lagMicros) {
    /** Storage ranks, of one node and one client each. */
    public static final int STORAGE_RANKS = 8;

    static final int KEYS = 20;
    static final long LATENCY_MICROS = Micros.MILLI;
    static final Latency THINKING = Latency.exponential(10 * Micros.MILLI);
    static final Latency RESTING = Latency.exponential(30 * Micros.MILLI);

    /** Nothing but writes makes copies equal while clients are at work. */
    private static final long TIMEOUT_MICROS = 60 * Micros.SECOND;

    private static final int HASH_BITS = 64;
    private static final int SEGMENT_SLOTS = 1 << 10;
    private static final int DIGEST_LEVELS = 2;
    private static final long LONGEST_MICROS = 36_000 * Micros.SECOND;

    /** Lets every client edit so often, and looks at what is left. */
    public Sightings run(Conflicts conflicts, int edits, long seed) {
        SeededRandom chance = new SeededRandom(seed);
        Sightings sightings = new Sightings(KEYS);
        List<GridClient> clients = new ArrayList<>();
        SimulatedGrid grid = new SimulatedGrid(
                chance.split(0), Latency.constant(LATENCY_MICROS), FaultRates.NONE, plan(conflicts), new GridParts(), clients);
        Simulation simulation = grid.simulation();
        Latency lag = Latency.exponential(Math.max(1, lagMicros));
        SeededRandom lags = chance.split(STORAGE_RANKS + 2L);
        simulation.filter((from, to, bytes, offset, length, detour) -> {
            if (lagMicros == 0 || bytes[offset] != MessageKind.SPREAD) {
                return true;
            }
            detour.deliver(from, to, bytes, offset, length, LATENCY_MICROS + lag.draw(lags));
            return false;
        });
        List<Editor> editors = new ArrayList<>();
        for (int rank = 1; rank <= STORAGE_RANKS; rank++) {
            editors.add(editor(rank, edits, conflicts, chance.split(rank), sightings, simulation));
            clients.add(new GridClient(rank, editors.get(rank - 1), editors.get(rank - 1)));
        }
        Editor last = editor(STORAGE_RANKS + 1, 0, conflicts, chance.split(STORAGE_RANKS + 1L), sightings, simulation);
        clients.add(new GridClient(STORAGE_RANKS + 1, last, last));
        grid.start();
        for (int rank = 1; rank <= STORAGE_RANKS; rank++) {
            editors.get(rank - 1).wake();
            simulation.wake(rank);
        }
        simulation.runUntil(() -> editors.stream().allMatch(Editor::isOver), LONGEST_MICROS);
        last.wake();
        simulation.wake(STORAGE_RANKS + 1);
        grid.run(LONGEST_MICROS);
        return sightings;
    }

    private static Editor editor(
            int rank, int edits, Conflicts conflicts, SeededRandom random, Sightings sightings, Simulation simulation) {
        return new Editor(
                rank,
                new EditingLimits(KEYS, edits, THINKING, RESTING),
                conflicts,
                space(),
                random,
                sightings,
                (micros, action) -> simulation.at(simulation.nowMicros() + micros, rank, () -> {
                    action.run();
                    simulation.wake(rank);
                }));
    }

    private static KeySpace space() {
        return new Xxh3KeySpace(HASH_BITS);
    }

    private GridPlan plan(Conflicts conflicts) {
        return new GridPlan(
                STORAGE_RANKS + 2,
                rank -> space(),
                STORAGE_RANKS,
                STORAGE_RANKS,
                AssignedOverlay.direct(),
                FlowLimits.ofWindow(1),
                SEGMENT_SLOTS,
                false,
                Optional.of(new Copies(
                        copies,
                        1,
                        TIMEOUT_MICROS,
                        Optional.of(new EventualCopies(
                                writeAcks,
                                readReplicas,
                                TIMEOUT_MICROS,
                                DIGEST_LEVELS,
                                conflicts,
                                WorldRouting.DIRECT,
                                1)))));
    }
}
