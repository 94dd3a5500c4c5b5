package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mpjdht.node.FlowLimits;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.SeededRandom;
import mpjdht.store.Conflicts;

/**
 * Worlds whose every part is drawn from the seed, each part from a stream of its own: so what the user asks for instead changes
 * nothing else.
 */
public final class DrawnWorld {
    private static final int[] HASH_BITS = {8, 16, 32, 64};
    private static final int[] SEGMENT_SLOTS = {2, 8, 64, 1 << 16};
    private static final int[] WINDOWS = {1, 2, 4, 16};
    private static final List<WorldRouting> ROUTINGS =
            List.of(WorldRouting.ONE_HOP, WorldRouting.DIRECT, WorldRouting.RING, WorldRouting.CHORD);

    /** With more commands under way on the same few keys, the search for their order would come to its limits. */
    private static final int MOST_AT_ONCE = 32;

    private static final int MOST_FAULTS = 6;
    private static final int MOST_SLOWNESS = 100;
    private static final int MOST_RATE_PER_MILLION = 60_000;
    private static final int MOST_DELAY = 20;
    private static final int LARGE_VALUE_BYTES = 8 << 10;
    private static final int SMALL_CREDIT_BYTES = 4 << 10;
    private static final int SMALL_IN_FLIGHT_BYTES = 16 << 10;

    private static final int MOST_ATOMIC = 130;
    private static final int MOST_CHANGING = 950;

    /** More than fit in one segment of a table. */
    private static final int MANY_KEYS = 120_000;

    private static final int FEW_KEYS = 2_000;

    /** What a stream of chance is for. */
    private enum Purpose {
        SHAPE(1),
        CLIENTS(2),
        LIMITS(3),
        LATENCY(4),
        WORKLOAD(5),
        FAULTS(6),
        TABLES(7),
        CHORD(8),
        ATOMIC(9),
        COPIES(10);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private final SeededRandom seeds;
    private final long seed;
    private final WorldChoice choice;

    private DrawnWorld(long seed, WorldChoice choice) {
        this.seed = seed;
        this.choice = choice;
        this.seeds = new SeededRandom(seed);
    }

    /** The world of a seed, with what the user asks for. */
    public static WorldPlan of(long seed, WorldChoice choice) {
        return new DrawnWorld(seed, choice).draw();
    }

    private SeededRandom stream(Purpose purpose) {
        return seeds.split(purpose.number);
    }

    private WorldPlan draw() {
        SeededRandom random = stream(Purpose.SHAPE);
        int ranks = choice.ranks().draw(random);
        int hashBits = HASH_BITS[random.nextInt(HASH_BITS.length)];
        int nodes = 1 + random.nextInt(3 * ranks);
        WorldRouting drawn = ROUTINGS.get(random.nextInt(ROUTINGS.size()));
        WorldRouting routing = choice.routing().orElse(drawn);
        int successors = 1 + random.nextInt(4);
        List<Integer> clientRanks = clientRanks(ranks);
        FlowLimits limits = limits(clientRanks.size());
        Latency latency = latency();
        Workload workload = workload(latency);
        long runMicros = runMicros(workload, clientRanks.size(), latency);
        Optional<DrawnCopies> copies = copies(ranks, latency, choice.eventual().map(any -> routing), successors);
        return new WorldPlan(
                seed,
                ranks,
                nodes,
                hashBits,
                routing,
                successors,
                clientRanks,
                limits,
                SEGMENT_SLOTS[stream(Purpose.TABLES).nextInt(SEGMENT_SLOTS.length)],
                latency,
                rates(latency),
                workload,
                choice.faults().orElseGet(() -> copies.map(drawnCopies -> drawnCopies.faults(runMicros))
                        .orElseGet(() -> faults(ranks, runMicros))),
                copies.map(DrawnCopies::copies));
    }

    private Optional<DrawnCopies> copies(int ranks, Latency latency, Optional<WorldRouting> eventual, int successors) {
        SeededRandom random = stream(Purpose.COPIES);
        return choice.replicas()
                .map(replicas -> new DrawnCopies(
                        random,
                        ranks,
                        replicas.draw(random),
                        latency.mostMicros(),
                        rates(latency).delay().mostMicros(),
                        eventual,
                        successors,
                        choice.eventual().orElse(Conflicts.LWW)));
    }

    private List<Integer> clientRanks(int ranks) {
        SeededRandom random = stream(Purpose.CLIENTS);
        int clients = choice.clients().draw(random);
        List<Integer> hosts = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            hosts.add(random.nextInt(ranks));
        }
        return hosts;
    }

    private FlowLimits limits(int clients) {
        SeededRandom random = stream(Purpose.LIMITS);
        int window = Math.min(WINDOWS[random.nextInt(WINDOWS.length)], Math.max(1, MOST_AT_ONCE / clients));
        return random.nextInt(2) == 0
                ? FlowLimits.ofWindow(window)
                : new FlowLimits(window, SMALL_IN_FLIGHT_BYTES, SMALL_CREDIT_BYTES);
    }

    private Latency latency() {
        SeededRandom random = stream(Purpose.LATENCY);
        long micros = 10L << random.nextInt(8);
        return switch (random.nextInt(4)) {
            case 0 -> Latency.constant(micros);
            case 1 -> Latency.uniform(micros / 10, 2 * micros);
            case 2 -> Latency.exponential(micros);
            default -> Latency.longTailed(micros / 2, 20 * micros);
        };
    }

    private FaultRates rates(Latency latency) {
        SeededRandom random = stream(Purpose.CHORD);
        if (random.nextInt(2) == 0) {
            return FaultRates.NONE;
        }
        return new FaultRates(
                random.nextInt(MOST_RATE_PER_MILLION),
                random.nextInt(MOST_RATE_PER_MILLION),
                random.nextInt(MOST_RATE_PER_MILLION),
                Latency.uniform(0, latency.mostMicros() * (1 + random.nextInt(MOST_DELAY))));
    }

    private Workload workload(Latency latency) {
        SeededRandom random = stream(Purpose.WORKLOAD);
        int changes = random.nextInt(2) == 0 ? 5 + random.nextInt(20) : 20 + random.nextInt(130);
        int deletes = random.nextInt(3) == 0 ? 0 : 50 + random.nextInt(250);
        int puts = 150 + random.nextInt(350);
        SeededRandom atomic = stream(Purpose.ATOMIC);
        int swaps = atomic.nextInt(2) == 0 ? 0 : 20 + atomic.nextInt(MOST_ATOMIC);
        int counts = atomic.nextInt(2) == 0 ? 0 : 20 + atomic.nextInt(MOST_ATOMIC);
        int counters = 1 + atomic.nextInt(3);
        // Reads are left, which see what the others have done.
        int most = MOST_CHANGING - changes - deletes - swaps - counts;
        int size = random.nextInt(4);
        int others = random.nextInt(100);
        return new Workload(
                choice.commands(),
                1 + random.nextInt(random.nextInt(2) == 0 ? 3 : 12),
                counters,
                random.nextInt(3) > 0 || choice.eventual().equals(Optional.of(Conflicts.SIBLINGS)),
                size == 0 ? LARGE_VALUE_BYTES : Workload.LEAST_VALUE_BYTES + random.nextInt(100),
                others < 1 ? MANY_KEYS : others < 60 ? random.nextInt(FEW_KEYS) : 0,
                others % 8 == 1 ? random.nextInt(LARGE_VALUE_BYTES) : 0,
                changes,
                deletes,
                Math.min(puts, most),
                swaps,
                counts,
                1 + random.nextInt(24),
                latency.mostMicros() * (1L << random.nextInt(5)));
    }

    /** About how long it takes, without faults. */
    private static long runMicros(Workload workload, int clients, Latency latency) {
        long bursts = 1 + 2L * workload.commands() / clients / (1 + workload.mostBurst());
        return bursts * (2 * latency.mostMicros() + workload.mostGapMicros() / 2);
    }

    private List<Fault> faults(int ranks, long runMicros) {
        SeededRandom random = stream(Purpose.FAULTS);
        List<Fault> faults = new ArrayList<>();
        int count = random.nextInt(MOST_FAULTS + 1);
        for (int i = 0; i < count; i++) {
            long at = random.between(0, runMicros);
            long length = random.between(1, 1 + runMicros / (1 + random.nextInt(20)));
            int rank = random.nextInt(ranks);
            faults.add(
                    random.nextInt(2) == 0
                            ? new Fault.Slow(at, length, rank, 2 + random.nextInt(MOST_SLOWNESS))
                            : new Fault.Pause(at, length, rank));
        }
        faults.sort(Comparator.comparingLong(Fault::atMicros));
        return faults;
    }

    /** A number, or a number between two that the seed decides. */
    public record Range(int least, int most) {
        private int draw(SeededRandom random) {
            return (int) random.between(least, most);
        }

        /** Reads {@code 5} or {@code 2-16}; throws {@link NumberFormatException} when a text is neither. */
        public static Range parse(String text) {
            int dash = text.indexOf('-', 1);
            int least = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
            int most = dash < 0 ? least : Integer.parseInt(text.substring(dash + 1));
            if (least > most) {
                throw new NumberFormatException(text);
            }
            return new Range(least, most);
        }
    }
}
