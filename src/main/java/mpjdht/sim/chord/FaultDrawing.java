package mpjdht.sim.chord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import mpjdht.sim.Fault;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;

/**
 * Draws lists of faults for a ring. It keeps count of who would be up and who down if each fault came to pass; whether one does
 * is decided when its time has come.
 */
public final class FaultDrawing {
    private static final long LONGEST_CUT_MICROS = Micros.SECOND;
    private static final long LONGEST_PAUSE_MICROS = Micros.SECOND;
    private static final long LONGEST_SLOWNESS_MICROS = 5 * Micros.SECOND;
    private static final int MOST_SLOWNESS = 3;
    private static final long BURST_MICROS = 100 * Micros.MILLI;

    private final SeededRandom random;
    private final List<Integer> onRing = new ArrayList<>();
    private final List<Integer> crashed = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int ranks;

    /**
     * Begins to draw.
     *
     * @param random where chance comes from
     * @param nodes members at the start, with the ranks from 1 on
     * @param base how many of them, from 1 on, never fail
     * @param lastToFail the last of them that may fail; those that join may, too
     */
    public FaultDrawing(SeededRandom random, int nodes, int base, int lastToFail) {
        this.random = random;
        this.ranks = nodes + 1;
        for (int rank = base + 1; rank <= lastToFail; rank++) {
            onRing.add(rank);
        }
    }

    /** Faults of all kinds at random times. */
    public List<Fault> mixed(int count, long untilMicros) {
        for (long at : times(count, untilMicros, BURST_MICROS)) {
            int kind = random.nextInt(100);
            if (kind < 35) {
                join(at);
            } else if (kind < 55) {
                leave(at);
            } else if (kind < 75) {
                crash(at);
            } else if (kind < 85) {
                restart(at);
            } else if (kind < 92) {
                cut(at);
            } else if (kind < 96) {
                slow(at);
            } else {
                pause(at);
            }
        }
        return faults;
    }

    /** Faults of all kinds at random times, and cuts that are longer than anybody waits. */
    List<Fault> mixedWithLongCuts(int count, long untilMicros, long patienceMicros) {
        mixed(count, untilMicros);
        int cuts = 1 + random.nextInt(3);
        for (int i = 0; i < cuts; i++) {
            cut(random.between(0, untilMicros), patienceMicros + random.between(0, patienceMicros));
        }
        faults.sort(Comparator.comparingLong(Fault::atMicros));
        return faults;
    }

    /** Joins and departures at random times, in bursts of a few milliseconds or more. */
    public List<Fault> departures(int count, long untilMicros) {
        long burstMicros = Micros.MILLI << random.nextInt(8);
        for (long at : times(count, untilMicros, burstMicros)) {
            if (random.nextInt(2) == 0) {
                join(at);
            } else {
                leave(at);
            }
        }
        return faults;
    }

    /**
     * Churn as in the paper's experiments (Stoica et al., section VI.E): joins and failures are Poisson processes of the same
     * rate. Every other failure is a leave.
     */
    public List<Fault> churn(double perSecond, long untilMicros) {
        double meanMicros = Micros.SECOND / perSecond;
        for (long at = gap(meanMicros); at < untilMicros; at += gap(meanMicros)) {
            join(at);
        }
        for (long at = gap(meanMicros); at < untilMicros; at += gap(meanMicros)) {
            if (random.nextInt(2) == 0) {
                crash(at);
            } else {
                leave(at);
            }
        }
        faults.sort(Comparator.comparingLong(Fault::atMicros));
        return faults;
    }

    /** The highest rank that joins in a list of faults; at least {@code nodes}. */
    public static int lastRank(List<Fault> faults, int nodes) {
        int last = nodes;
        for (Fault fault : faults) {
            last = fault instanceof Fault.Join join ? Math.max(last, join.rank()) : last;
        }
        return last;
    }

    private long gap(double meanMicros) {
        double uniform = (random.nextLong() >>> 11) * 0x1p-53;
        return 1 + (long) (-meanMicros * StrictMath.log(1 - uniform));
    }

    /** Random times, as often as not in bursts, in which there is so much time for each. */
    private long[] times(int count, long untilMicros, long burstMicros) {
        int perBurst = random.nextInt(2) == 0 ? 1 : 2 + random.nextInt(6);
        long[] times = new long[count];
        long burst = 0;
        for (int i = 0; i < count; i++) {
            if (i % perBurst == 0) {
                burst = random.between(0, untilMicros);
            }
            times[i] = burst + random.between(0, perBurst * burstMicros);
        }
        Arrays.sort(times);
        return times;
    }

    private void join(long at) {
        int rank = !left.isEmpty() && random.nextInt(3) == 0 ? takeAny(left) : ranks++;
        faults.add(new Fault.Join(at, rank));
        onRing.add(rank);
    }

    private void leave(long at) {
        if (!onRing.isEmpty()) {
            int rank = takeAny(onRing);
            faults.add(new Fault.Leave(at, rank));
            left.add(rank);
        }
    }

    private void crash(long at) {
        if (!onRing.isEmpty()) {
            int rank = random.nextInt(3) == 0 ? onRing.remove(onRing.size() - 1) : takeAny(onRing);
            faults.add(new Fault.Crash(at, rank));
            crashed.add(rank);
        }
    }

    private void restart(long at) {
        if (!crashed.isEmpty()) {
            int rank = takeAny(crashed);
            faults.add(new Fault.Restart(at, rank));
            onRing.add(rank);
        }
    }

    private void cut(long at) {
        cut(at, random.between(1, LONGEST_CUT_MICROS / Micros.MILLI) * Micros.MILLI);
    }

    private void cut(long at, long micros) {
        BitSet some = new BitSet();
        BitSet others = new BitSet();
        int share = 1 + random.nextInt(9);
        for (int rank = 1; rank < ranks; rank++) {
            (random.nextInt(10) < share ? some : others).set(rank);
        }
        if (!some.isEmpty() && !others.isEmpty()) {
            faults.add(new Fault.Cut(at, micros, some, others, random.nextInt(2) == 0));
        }
    }

    private void slow(long at) {
        long micros = random.between(1, LONGEST_SLOWNESS_MICROS / Micros.MILLI) * Micros.MILLI;
        int rank = 1 + random.nextInt(ranks - 1);
        faults.add(new Fault.Slow(at, micros, rank, (int) random.between(2, MOST_SLOWNESS)));
    }

    private void pause(long at) {
        long micros = random.between(1, LONGEST_PAUSE_MICROS / Micros.MILLI) * Micros.MILLI;
        faults.add(new Fault.Pause(at, micros, 1 + random.nextInt(ranks - 1)));
    }

    private int takeAny(List<Integer> ranksOfAKind) {
        int index = random.nextInt(ranksOfAKind.size());
        int rank = ranksOfAKind.get(index);
        ranksOfAKind.set(index, ranksOfAKind.get(ranksOfAKind.size() - 1));
        ranksOfAKind.remove(ranksOfAKind.size() - 1);
        return rank;
    }
}
