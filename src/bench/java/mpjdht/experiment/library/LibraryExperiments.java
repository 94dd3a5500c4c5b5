package mpjdht.experiment.library;

import java.nio.file.Path;
import java.util.List;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.library.Growth.Size;

/** The experiments on the operations of a library. */
public final class LibraryExperiments {
    private static final String ROOT = "mpjdht.bench.root";

    private LibraryExperiments() {}

    /** All of them. Quick ones have fewer keys, and one ring where the whole has several and a node. */
    public static List<Experiment> all(Extent extent) {
        Path dht = Path.of(System.getProperty(ROOT, ".")).resolve("scripts/dht").toAbsolutePath();
        return List.of(
                new Operations(
                        dht,
                        extent.pick(List.of("chord", "one-hop"), List.of("chord")),
                        extent.pick(100_000, 10_000),
                        extent.pick(1_000, 100)),
                new Growth(
                        dht,
                        extent.pick(
                                List.of(
                                        new Size(10, 100_000),
                                        new Size(100, 100_000),
                                        new Size(1_000, 100_000),
                                        new Size(10_000, 100_000)),
                                List.of(new Size(1_000, 5_000))),
                        extent.pick(
                                List.of(new Size(1, 1_000), new Size(1, 100_000), new Size(1, 1_000_000)),
                                List.of()),
                        extent.pick(1_000, 100)));
    }
}
