package mpjdht.sim.flood;

import java.util.List;
import mpjdht.node.flood.NeighbourSettings;
import mpjdht.node.flood.SearchSettings;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.chord.FaultDrawing;

/**
 * Plans whose every part is drawn from the seed: 10 to 60 nodes, views of any size, calm networks and bad ones, churn and faults.
 *
 * <p>Nothing drawn here makes the living seem dead for longer than a neighbour waits: cuts, pauses and late messages are shorter, as for a
 * connection that does not break. Most nodes stay. So the overlay falls apart only by its own fault.
 */
public final class DrawnOverlay {
    private static final int LEAST_NODES = 10;
    private static final int MOST_NODES = 60;
    private static final long BEAT_MICROS = Micros.SECOND;
    private static final int MOST_FAULTS = 24;
    private static final int MOST_DROPS_PER_MILLION = 50_000;
    private static final int MOST_OTHERS_PER_MILLION = 50_000;
    private static final int STAYING_SHARE = 2;
    private static final int MOST_STEPS = 40;
    private static final int HOP_MILLIS = 1_500;
    private static final int WAIT_MILLIS = 24_000;

    private DrawnOverlay() {}

    /** The plan of a seed. */
    public static OverlayPlan of(long seed) {
        SeededRandom random = new SeededRandom(seed).split(1);
        int nodes = (int) random.between(LEAST_NODES, random.between(LEAST_NODES, MOST_NODES));
        long troubleMicros = random.between(3, 12) * Micros.SECOND;
        FaultDrawing drawing = new FaultDrawing(random.split(2), nodes, nodes / STAYING_SHARE, nodes);
        List<Fault> faults = drawing.mixed(random.nextInt(MOST_FAULTS + 1), troubleMicros);
        return new OverlayPlan(
                seed,
                nodes,
                FaultDrawing.lastRank(faults, nodes) - nodes,
                neighbours(random),
                new SearchSettings(1 + random.nextInt(8), 1 + random.nextInt(6), MOST_STEPS, HOP_MILLIS, WAIT_MILLIS),
                latency(random),
                rates(random),
                random.nextInt(2) == 0 ? Latency.constant(0) : Latency.uniform(0, 300 * Micros.MILLI),
                faults,
                troubleMicros,
                1 + random.nextInt(30),
                1 + random.nextInt(4),
                10 + random.nextInt(30),
                1 + random.nextInt(6));
    }

    private static NeighbourSettings neighbours(SeededRandom random) {
        int active = 4 + random.nextInt(5);
        return new NeighbourSettings(
                active,
                10 + random.nextInt(30),
                3 + random.nextInt(6),
                1 + random.nextInt(3),
                1 + random.nextInt(6),
                1 + random.nextInt(3),
                1 + random.nextInt(6),
                BEAT_MICROS,
                5 * BEAT_MICROS,
                1 + random.nextInt(4));
    }

    private static Latency latency(SeededRandom random) {
        long micros = (1L << random.nextInt(6)) * Micros.MILLI;
        return switch (random.nextInt(4)) {
            case 0 -> Latency.constant(micros);
            case 1 -> Latency.uniform(micros / 10, 2 * micros);
            case 2 -> Latency.exponential(micros / 2);
            default -> Latency.longTailed(micros, 100 * Micros.MILLI);
        };
    }

    private static FaultRates rates(SeededRandom random) {
        if (random.nextInt(4) == 0) {
            return FaultRates.NONE;
        }
        return new FaultRates(
                random.nextInt(MOST_DROPS_PER_MILLION),
                random.nextInt(MOST_OTHERS_PER_MILLION),
                random.nextInt(MOST_OTHERS_PER_MILLION),
                Latency.uniform(0, random.between(1, 500) * Micros.MILLI));
    }
}
