package mpjdht.experiment;

import java.util.List;

/** The experiments of Stoica et al., "Chord: A Scalable Peer-to-peer Lookup Service for Internet Applications". */
final class ChordExperiments {
    private static final int NODES = 10_000;
    private static final int KEYS = 1_000_000;
    private static final int KEYS_PER_STEP = 100_000;
    private static final int RUNS = 20;
    private static final int QUICK_RUNS = 2;

    private ChordExperiments() {}

    /**
     * All of them, in the order of the paper.
     *
     * @param quick a tenth of the runs
     */
    static List<Experiment> all(long seed, boolean quick) {
        int runs = quick ? QUICK_RUNS : RUNS;
        int tenth = quick ? 10 : 1;
        return List.of(
                new LoadBalance(NODES, KEYS_PER_STEP, runs, seed),
                new VirtualNodes(NODES, KEYS, runs, seed),
                new PathLength(4, 14, 12, (1 << 15) / tenth, 40_000 / tenth, seed),
                new Failures(1000, 10_000 / tenth, quick ? 1 : 5, seed),
                new Churn(1000, 10_000 / tenth, 4, seed));
    }

    /** What {@code --only} may name. */
    static List<String> names() {
        return all(0, true).stream().map(Experiment::name).toList();
    }
}
