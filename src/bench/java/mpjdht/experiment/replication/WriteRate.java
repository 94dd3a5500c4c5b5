package mpjdht.experiment.replication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mpjdht.experiment.replication.Cluster.Copying;
import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.sim.Micros;

/**
 * Figure 6 of Terrace and Freedman, USENIX ATC 2009: ten clients read one object of 500 bytes as fast as they can while one writes it at some rate. Servers take as
 * long for a read and for a write as those of the paper in its read-only and write-only runs (figure 5).
 */
final class WriteRate {
    private static final int READERS = 10;
    private static final int WINDOW = 50;

    /** A clean read without load takes half a millisecond in the paper (figure 9), two messages and the work of a server. */
    private static final long LATENCY_MICROS = 220;

    /** A chain of the paper answers 20,552 reads in a second by its tail alone. */
    private static final long READ_MICROS = Math.round(1e6 / 20_552);

    /** A chain of three of the paper does 5,514 writes in a second. */
    private static final long WRITE_MICROS = Math.round(1e6 / 5_514);

    /** What the tail takes to tell a version, so that CRAQ comes to the 39,873 reads in a second that it has in the paper while it is written to (figure 6). */
    private static final long VERSION_MICROS = 12;

    private static final ServiceCosts COSTS = new ServiceCosts(READ_MICROS, WRITE_MICROS, WRITE_MICROS, 0);

    private WriteRate() {}

    /**
     * Reads that the product answers in a second.
     *
     * @param servers in the chain
     * @param writesPerSecond of the writer, 0 to 250 in the paper
     * @param millis of virtual time that are measured, after a fifth as many
     */
    static double ofProduct(Copying copying, int servers, int writesPerSecond, int millis, long seed) {
        Cluster cluster = new Cluster(Shape.oneChain(servers, copying, WINDOW, LATENCY_MICROS), COSTS, seed);
        loads(writesPerSecond).forEach(cluster::add);
        cluster.start();
        cluster.run(begin(millis) + millis * Micros.MILLI);
        return readsPerSecond(cluster.log(), millis);
    }

    /** The same of a protocol of a paper. */
    static double ofPaper(
            PaperProtocol protocol, int servers, int writesPerSecond, int millis, long seed) {
        PaperCluster cluster = new PaperCluster(protocol, servers, COSTS, VERSION_MICROS, LATENCY_MICROS, loads(writesPerSecond), seed);
        cluster.run(begin(millis) + millis * Micros.MILLI);
        return readsPerSecond(cluster.log(), millis);
    }

    private static List<Load> loads(int writesPerSecond) {
        List<String> object = Cluster.keysOf(0, 1);
        List<Load> loads = new ArrayList<>(Collections.nCopies(READERS, Load.of(0, object, WINDOW)));
        if (writesPerSecond > 0) {
            loads.add(Load.paced(Load.MILLION, object, WINDOW, Micros.SECOND / writesPerSecond));
        }
        return loads;
    }

    private static long begin(int millis) {
        return millis * Micros.MILLI / 5;
    }

    private static double readsPerSecond(AnswerLog log, int millis) {
        return log.perSecond(false, begin(millis), begin(millis) + millis * Micros.MILLI);
    }
}
