package mpjdht.experiment;

import java.util.List;

/** The experiments of Stoica et al., "Chord", SIGCOMM 2001 and ToN 2003. */
final class ChordExperiments {
    private static final int NODES = 10_000;
    private static final int KEYS = 1_000_000;
    private static final int KEYS_PER_STEP = 100_000;
    private static final int RUNS = 20;
    private static final int LEAST_BITS = 4;
    private static final int MOST_BITS = 14;
    private static final int SHOWN_BITS = 12;
    private static final int NODES_OF_ALL_RINGS = 1 << 15;
    private static final int PATHS = 40_000;
    private static final int NODES_THAT_CHANGE = 1_000;
    private static final int LOOKUPS = 10_000;
    private static final int LOOKUPS_PER_SECOND = 4;
    private static final int RINGS = 5;
    private static final int TENTH = 10;

    private ChordExperiments() {}

    /**
     * All of them, in the order of the paper.
     *
     * @param quick a tenth of the runs and lookups
     */
    static List<Experiment> all(long seed, boolean quick) {
        int part = quick ? TENTH : 1;
        int runs = RUNS / part;
        return List.of(
                new LoadBalance(NODES, KEYS_PER_STEP, runs, seed),
                new VirtualNodes(NODES, KEYS, runs, seed),
                new PathLength(LEAST_BITS, MOST_BITS, SHOWN_BITS, NODES_OF_ALL_RINGS / part, PATHS / part, seed),
                new Failures(NODES_THAT_CHANGE, LOOKUPS / part, quick ? 1 : RINGS, seed),
                new Churn(NODES_THAT_CHANGE, LOOKUPS / part, LOOKUPS_PER_SECOND, seed));
    }
}
