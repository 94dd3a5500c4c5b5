package mpjdht.sim.chord;

import java.util.List;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;

/**
 * Plans whose every part is drawn from the seed: 16 to 256 nodes, short lists and long ones, calm networks and bad ones, churn
 * and faults.
 *
 * <p>Nothing drawn here outlasts the patience of a node that waits for an answer: what is alive is never taken for dead, as
 * Zave's proof assumes.
 */
public final class DrawnPlan {
    private static final int[] HASH_BITS = {16, 32, 64, 160};
    private static final long STABILISE_MICROS = Micros.SECOND;
    private static final long ANSWER_MICROS = 250 * Micros.MILLI;
    private static final int TRIES = 16;
    private static final int MOST_FAULTS = 40;
    private static final int MOST_DROPS_PER_MILLION = 10_000;
    private static final int MOST_OTHERS_PER_MILLION = 30_000;
    private static final int MOST_KEYS = 100;
    private static final int MANY_KEYS = 200;
    private static final int MOST_WRITES = 400;
    private static final int MOST_NODES_PER_RANK = 4;
    private static final long MOST_LATENESS_MICROS = 500 * Micros.MILLI;
    private static final long HARDSHIP_CHANCE = 3;
    private static final int MOST_CHUNK_BYTES = 1000;

    /** What a plan is made for; most are for everything at once. */
    private enum Aim {
        ANYTHING,
        /** Nothing but joins and departures, many of them at the same place and nearly at the same time. */
        DEPARTURES,
        /** Few nodes with many keys, one in each chunk: whatever happens, happens in the middle of a transfer. */
        LONG_TRANSFERS,
        /** Links are cut for so long that what is alive counts as dead. */
        LONG_CUTS;

        static Aim draw(SeededRandom random) {
            int drawn = random.nextInt(10);
            return drawn < 2 ? DEPARTURES : drawn < 4 ? LONG_TRANSFERS : drawn == 4 ? LONG_CUTS : ANYTHING;
        }
    }

    private DrawnPlan() {}

    /** The plan of a seed. */
    public static RingPlan of(long seed) {
        SeededRandom random = new SeededRandom(seed).split(1);
        Aim aim = Aim.draw(random);
        int least = 16 << random.nextInt(aim == Aim.LONG_TRANSFERS ? 1 : 4);
        int nodes = (int) random.between(least, 2L * least);
        int successors = (int) random.between(1, ChordSettings.defaultSuccessors(nodes) + 1);
        ChordSettings settings = new ChordSettings(
                        successors, STABILISE_MICROS, STABILISE_MICROS, 2 * STABILISE_MICROS, ANSWER_MICROS, TRIES)
                .withChunks(aim == Aim.LONG_TRANSFERS ? 1 : 1 + random.nextInt(MOST_CHUNK_BYTES));
        long runMicros = random.between(5, 20) * Micros.SECOND;
        boolean crowded = random.nextInt(2) == 0;
        int base = settings.successors() + 1;
        int lastToFail = crowded ? Math.min(nodes, base + RingPlan.CROWD) : nodes;
        FaultDrawing drawing = new FaultDrawing(random.split(2), nodes, base, lastToFail);
        int count = random.nextInt(MOST_FAULTS + 1);
        List<Fault> faults =
                switch (aim) {
                    case DEPARTURES -> drawing.departures(count, runMicros);
                    case LONG_CUTS -> drawing.mixedWithLongCuts(count, runMicros, 2L * TRIES * ANSWER_MICROS);
                    case ANYTHING, LONG_TRANSFERS -> drawing.mixed(count, runMicros);
                };
        return new RingPlan(
                seed,
                HASH_BITS[random.nextInt(HASH_BITS.length)],
                nodes,
                FaultDrawing.lastRank(faults, nodes) - nodes,
                crowded,
                settings,
                latency(random),
                rates(random),
                faults,
                runMicros,
                random.nextInt(40),
                random.nextInt(aim == Aim.LONG_TRANSFERS ? MANY_KEYS : MOST_KEYS),
                hardship(random.split(HARDSHIP_CHANCE), aim));
    }

    private static Hardship hardship(SeededRandom random, Aim aim) {
        return new Hardship(
                random.nextInt(2) == 0
                        ? Latency.constant(0)
                        : Latency.uniform(0, random.between(1, MOST_LATENESS_MICROS)),
                random.nextInt(2) == 0,
                aim == Aim.LONG_CUTS,
                random.nextInt(MOST_WRITES),
                random.nextInt(3) == 0 ? (int) random.between(2, MOST_NODES_PER_RANK) : 1,
                random.nextInt(3) == 0);
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
