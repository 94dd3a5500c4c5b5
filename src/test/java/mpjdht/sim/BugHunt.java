package mpjdht.sim;

import java.util.Arrays;
import java.util.function.LongPredicate;

/** Looks for a bug that was planted: runs seeds until one finds it, from several starting points that are far apart. */
public final class BugHunt {
    private static final int STARTS = 5;
    private static final long APART = 1_000_000;

    private BugHunt() {}

    /**
     * The median number of seeds that it takes to find a bug.
     *
     * @param mostSeeds after how many it is given up
     * @param finds whether a seed finds it
     * @return a number from 1 to {@code mostSeeds}, or one more when it is mostly not found
     */
    public static long medianSeeds(long mostSeeds, LongPredicate finds) {
        long[] seeds = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            seeds[i] = seeds(1 + i * APART, mostSeeds, finds);
        }
        Arrays.sort(seeds);
        return seeds[STARTS / 2];
    }

    /**
     * The number of seeds that it takes to find a bug from the first starting point.
     *
     * @param mostSeeds after how many it is given up
     * @param finds whether a seed finds it
     * @return a number from 1 to {@code mostSeeds}, or one more when it is not found
     */
    public static long seeds(long mostSeeds, LongPredicate finds) {
        return seeds(1, mostSeeds, finds);
    }

    private static long seeds(long first, long mostSeeds, LongPredicate finds) {
        long tried = 1;
        while (tried <= mostSeeds && !finds.test(first + tried - 1)) {
            tried++;
        }
        return tried;
    }
}
