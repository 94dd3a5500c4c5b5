package mpjdht.experiment.ntua;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.lab.Plan;

/** The experiments of the NTUA course on distributed systems. */
public final class NtuaExperiments {
    /** System property: folder of the project, whose jobs are measured. */
    private static final String ROOT = "mpjdht.bench.root";

    private NtuaExperiments() {}

    /**
     * All of them. Quick ones have 20 lines of each node and phase, and all repeats in one job.
     *
     * @param files folder with the insert, query and request files that the nodes have; they are drawn when empty
     */
    public static List<Experiment> all(Extent extent, Optional<Path> files) {
        Path root = Path.of(System.getProperty(ROOT, ".")).toAbsolutePath();
        return List.of(new NtuaThroughput(root, files, extent.pick(500, 20), extent.pick(Plan.REPEATS, 1)));
    }
}
