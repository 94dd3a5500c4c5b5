package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mpjdht.sim.Fault;
import mpjdht.sim.SeededRandom;
import mpjdht.store.Conflicts;

/** What is drawn of a world that keeps copies: how many, when a rank is taken to be dead, and what goes wrong. */
final class DrawnCopies {
    private static final int MOST_TROUBLES = 8;
    private static final int MOST_SLOWNESS = 100;
    private static final long LEAST_TIMEOUT_MICROS = 1000;
    private static final int LATE_BEATS = 4;
    private static final int FARTHEST_TIMEOUTS = 20;
    private static final int MOST_JUMPS = 8;

    private final SeededRandom random;
    private final int ranks;
    private final Copies copies;

    /**
     * Draws the copies.
     *
     * @param random decides
     * @param replicas copies of each key
     * @param mostLatencyMicros how long a message takes at most
     * @param mostLateMicros how much later one may come than another that was sent behind it
     * @param eventual how commands find their owners, where copies become equal in the end
     * @param lists length of Chord's successor lists
     * @param conflicts what becomes of values that were written without knowledge of each other
     */
    DrawnCopies(
            SeededRandom random,
            int ranks,
            int replicas,
            long mostLatencyMicros,
            long mostLateMicros,
            Optional<WorldRouting> eventual,
            int lists,
            Conflicts conflicts) {
        this.random = random;
        this.ranks = ranks;
        int least = random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(replicas);
        long drawn = mostLatencyMicros * (10 + random.nextInt(60));
        // Without links that put messages in order, whoever is alive is heard in time nevertheless.
        long longest = eventual.isPresent() ? LATE_BEATS * mostLateMicros : 0;
        long timeout = Math.max(LEAST_TIMEOUT_MICROS, Math.max(drawn, longest));
        this.copies = new Copies(
                replicas,
                least,
                timeout,
                eventual.map(routing -> eventual(replicas, timeout, routing, lists, conflicts)));
    }

    private EventualCopies eventual(
            int replicas, long timeout, WorldRouting routing, int successors, Conflicts conflicts) {
        int acks = random.nextInt(2) == 0 ? 1 : 1 + random.nextInt(replicas);
        int reads = random.nextInt(2) == 0 ? 1 : 1 + random.nextInt(replicas);
        return new EventualCopies(
                acks, reads, timeout * (1 + random.nextInt(8)), 2 + random.nextInt(2), conflicts, routing, successors);
    }

    /** How the world keeps copies. */
    Copies copies() {
        return copies;
    }

    /**
     * Draws what goes wrong.
     *
     * @param runMicros about how long the world takes without it
     */
    List<Fault> faults(long runMicros) {
        List<Fault> faults = new ArrayList<>();
        int troubles = random.nextInt(MOST_TROUBLES + 1);
        long end = Math.max(runMicros, 4 * copies.timeoutMicros());
        for (int i = 0; i < troubles; i++) {
            trouble(random.between(0, end), faults);
        }
        if (copies.eventual().isPresent() && random.nextInt(2) == 0) {
            // Only where no rank has lost its memory must every write be there that was acknowledged.
            faults.removeIf(fault -> fault instanceof Fault.Crash || fault instanceof Fault.Restart);
        }
        if (copies.eventual().isPresent()) {
            clockJumps(end, faults);
        }
        faults.sort(Comparator.comparingLong(Fault::atMicros));
        return faults;
    }

    /** In half of the worlds clocks leap ahead, by little or far past the time-out. */
    private void clockJumps(long end, List<Fault> faults) {
        int jumps = random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(MOST_JUMPS);
        for (int i = 0; i < jumps; i++) {
            long by =
                    copies.timeoutMicros() * (1 + random.nextInt(FARTHEST_TIMEOUTS)) / (1 + random.nextInt(MOST_JUMPS));
            faults.add(new Fault.ClockJump(random.between(0, end), by, random.nextInt(ranks)));
        }
    }

    private void trouble(long at, List<Fault> faults) {
        long timeout = copies.timeoutMicros();
        switch (random.nextInt(10)) {
            case 0, 1 -> crash(storageRank(), at, faults);
            case 2 -> {
                int together = 1 + random.nextInt(copies.replicas());
                for (int i = 0; i < together; i++) {
                    crash(storageRank(), at + random.between(0, timeout / 4), faults);
                }
            }
            case 3, 4 -> faults.add(new Fault.Pause(at, random.between(1, 3 * timeout), random.nextInt(ranks)));
            case 5 ->
                faults.add(new Fault.Cut(
                        at, random.between(1, 3 * timeout), someRanks(), someRanks(), random.nextInt(4) > 0));
            case 6 -> {
                BitSet head = new BitSet();
                head.set(0);
                faults.add(new Fault.Cut(at, random.between(1, 3 * timeout), head, someRanks(), random.nextInt(4) > 0));
            }
            case 7 -> crashWithWordsOnTheWay(at, faults);
            case 8 -> crashesWhileARankHearsNoAnswer(at, faults);
            default ->
                faults.add(new Fault.Slow(
                        at, random.between(1, 3 * timeout), random.nextInt(ranks), 2 + random.nextInt(MOST_SLOWNESS)));
        }
    }

    /** What a rank says to others of its chains does not get through, and then it crashes. */
    private void crashWithWordsOnTheWay(long at, List<Fault> faults) {
        int rank = storageRank();
        BitSet self = new BitSet();
        self.set(rank);
        BitSet others = new BitSet();
        others.set(1, ranks - 1);
        others.clear(rank);
        long forMicros = random.between(1, copies.timeoutMicros());
        faults.add(new Fault.Cut(at, 2 * forMicros, self, others, false));
        crash(rank, at + random.between(0, forMicros), faults);
    }

    /** What storage ranks say to one rank does not get through, while one of them after the other crashes: its clients ask again and again. */
    private void crashesWhileARankHearsNoAnswer(long at, List<Fault> faults) {
        long timeout = copies.timeoutMicros();
        int rank = random.nextInt(ranks);
        BitSet self = new BitSet();
        self.set(rank);
        BitSet others = new BitSet();
        others.set(1, ranks - 1);
        others.clear(rank);
        faults.add(new Fault.Cut(at, random.between(3 * timeout, 5 * timeout), others, self, false));
        crash(storageRank(), at + random.between(0, timeout / 2), faults);
        crash(storageRank(), at + random.between(timeout + timeout / 4, 2 * timeout), faults);
    }

    private int storageRank() {
        return 1 + random.nextInt(ranks - 2);
    }

    private void crash(int rank, long at, List<Fault> faults) {
        faults.add(new Fault.Crash(at, rank));
        if (random.nextInt(6) > 0) {
            faults.add(new Fault.Restart(at + random.between(1, 5 * copies.timeoutMicros()), rank));
        }
    }

    private BitSet someRanks() {
        BitSet some = new BitSet();
        some.set(random.nextInt(ranks));
        for (int rank = 0; rank < ranks; rank++) {
            some.set(rank, some.get(rank) || random.nextInt(3) == 0);
        }
        return some;
    }
}
