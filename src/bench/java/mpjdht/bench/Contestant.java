package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mpjdht.bench.work.Workload;

/** A program that runs workloads. */
interface Contestant {
    String name();

    /** Makes the files that a run needs, so that the run itself does not. */
    void prepare(Workload workload) throws IOException;

    /** Runs a workload once, from a cold start. */
    Measurement run(Workload workload) throws IOException, InterruptedException;

    /** The results of the last run; empty for a program that prints none, or others. */
    Optional<Path> results();
}
