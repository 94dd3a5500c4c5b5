package mpjdht.experiment.replication;

import java.util.Collections;
import java.util.List;
import mpjdht.experiment.replication.Cluster.Copying;
import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.sim.Micros;

/** Figure 4 of van Renesse and Schneider, OSDI 2004, section 5.1: clients on one chain, which ask one request after another. */
final class Throughput {
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
    static double ofProduct(
            Copying copying, int servers, int clients, int updatesPercent, int seconds, long seed) {
        Cluster cluster = new Cluster(Shape.oneChain(servers, copying, 1, Cluster.LATENCY_MICROS), ServiceCosts.OF_THE_PAPER, seed);
        loads(clients, updatesPercent).forEach(cluster::add);
        cluster.start();
        cluster.run(begin(seconds) + seconds * Micros.SECOND);
        return perSecond(cluster.log(), seconds);
    }

    /** The same of a protocol of the paper. */
    static double ofPaper(
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
    static double bound(double share, long updateMicros, long queryMicros) {
        return Micros.SECOND / (share * updateMicros + (1 - share) * queryMicros);
    }

    /** How long a request takes on the product's chain of three when there is no other, in milliseconds. */
    static double aloneMillis(boolean update, long seed) {
        Cluster cluster = new Cluster(
                Shape.oneChain(3, Copying.CHAIN, 1, Cluster.LATENCY_MICROS), ServiceCosts.OF_THE_PAPER, seed);
        cluster.add(Load.oneAfterAnother(update ? Load.MILLION : 0, Cluster.keysOf(0, KEYS)));
        cluster.start();
        cluster.run(3 * Micros.SECOND);
        return cluster.log().meanMillis(update, Micros.SECOND);
    }
}
