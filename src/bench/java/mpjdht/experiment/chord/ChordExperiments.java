package mpjdht.experiment.chord;

import java.util.List;
import mpjdht.experiment.chord.PaperTables.Row;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;

/** The experiments of Stoica et al., "Chord", SIGCOMM 2001 and ToN 2003. */
public final class ChordExperiments {
    private static final int NODES_THAT_CHANGE = 1_000;
    private static final int LEAST_BITS = 4;
    private static final int LOOKUPS_PER_SECOND = 4;

    private ChordExperiments() {}

    /** All of them, in the order of the paper. Quick ones have smaller rings, or fewer rows where the
     * paper has a table for rings of a size, and fewer lookups. */
    public static List<Experiment> all(Extent extent) {
        int runs = extent.pick(20, 5);
        int nodes = extent.pick(10_000, 2_000);
        return List.of(
                new LoadBalance(nodes, extent.pick(100_000, 20_000), runs),
                new VirtualNodes(nodes, extent.pick(1_000_000, 100_000), runs),
                extent.pick(
                        new PathLength(LEAST_BITS, 14, 12, 1 << 13, 8_000), new PathLength(LEAST_BITS, 10, 9, 1 << 9, 500)),
                new Failures(
                        NODES_THAT_CHANGE,
                        extent.pick(10_000, 200),
                        extent.pick(PaperTables.FAILURES, some(PaperTables.FAILURES))),
                new Churn(
                        NODES_THAT_CHANGE,
                        extent.pick(2_000, 80),
                        LOOKUPS_PER_SECOND,
                        extent.pick(PaperTables.CHURN, some(PaperTables.CHURN))));
    }

    /** The first row, one in the middle and the last. */
    private static List<Row> some(List<Row> rows) {
        return List.of(rows.get(0), rows.get(rows.size() / 2), rows.get(rows.size() - 1));
    }
}
