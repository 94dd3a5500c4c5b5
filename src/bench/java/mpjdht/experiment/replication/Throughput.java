package mpjdht.experiment.replication;

import java.util.Collections;
import java.util.List;
import mpjdht.experiment.replication.Cluster.Copying;
import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.sim.Micros;

/** Figure 4 of van Renesse and Schneider, OSDI 2004, section 5.1: clients on one chain, which ask one request after another. */
public final class Throughput {
    private static final int KEYS = 20;

    private Throughput() {}

    /**
     * Answers in a second.
     *
     * @param copying of the product
     * @param servers in the chain
     * @param clients 25 in the paper
     * @param updatesPercent how many of a hundred requests are updates
     * @param seconds of virtual time that are measured, after half as many
     */
    public static double ofProduct(
            Copying copying, int servers, int clients, int updatesPercent, int seconds, long seed) {
        Cluster cluster = new Cluster(Shape.oneChain(servers, copying, 1, Cluster.LATENCY_MICROS), ServiceCosts.OF_THE_PAPER, seed);
        loads(clients, updatesPercent).forEach(cluster::add);
        cluster.start();
        cluster.run(begin(seconds) + seconds * Micros.SECOND);
        return perSecond(cluster.log(), seconds);
    }

    /** The same of a protocol of the paper. */
    public static double ofPaper(
            PaperProtocol protocol, int servers, int clients, int updatesPercent, int seconds, long seed) {
        PaperCluster cluster = new PaperCluster(
                protocol, servers, ServiceCosts.OF_THE_PAPER, 0, Cluster.LATENCY_MICROS, loads(clients, updatesPercent), seed);
        cluster.run(begin(seconds) + seconds * Micros.SECOND);
        return perSecond(cluster.log(), seconds);
    }

    private static List<Load> loads(int clients, int updatesPercent) {
        Load load = Load.oneAfterAnother(updatesPercent * Load.MILLION / 100, Cluster.keysOf(0, KEYS));
        return Collections.nCopies(clients, load);
    }

    private static long begin(int seconds) {
        return seconds * Micros.SECOND / 2;
    }

    private static double perSecond(AnswerLog log, int seconds) {
        return log.perSecond(begin(seconds), begin(seconds) + seconds * Micros.SECOND);
    }

    /**
     * What no protocol can exceed whose busiest server does all updates and answers all queries, or all queries alone: the answers in a second when that
     * server is never idle.
     *
     * @param share of updates, 0 to 1
     * @param updateMicros of that server for an update
     * @param queryMicros of that server for a query
     */
    public static double bound(double share, long updateMicros, long queryMicros) {
        return Micros.SECOND / (share * updateMicros + (1 - share) * queryMicros);
    }
}
