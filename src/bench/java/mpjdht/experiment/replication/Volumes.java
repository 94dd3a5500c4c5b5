package mpjdht.experiment.replication;

import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.sim.Micros;

/** Figure 5 of van Renesse and Schneider, OSDI 2004, section 5.2: many volumes on servers, requests for any of them by a dispatcher. */
final class Volumes {
    private Volumes() {}

    /**
     * Answers that a client has in a second.
     *
     * @param volumes 5,000 in the paper
     * @param servers that keep them
     * @param clients 25 in the paper
     * @param updatesPercent how many of a hundred requests are updates
     * @param seconds of virtual time that are measured, after one
     */
    static double perClient(
            int volumes, int servers, int clients, int updatesPercent, int seconds, long seed) {
        Shape shape = Shape.manyVolumes(servers, volumes, Cluster.NO_FAILURE_MICROS);
        Cluster cluster = new Cluster(shape, ServiceCosts.OF_THE_PAPER, seed);
        Load load = Load.oneAfterAnother(updatesPercent * Load.MILLION / 100, cluster.keysOfAll(1));
        for (int client = 0; client < clients; client++) {
            cluster.add(load);
        }
        long end = (1 + seconds) * Micros.SECOND;
        cluster.start();
        cluster.run(end);
        return cluster.log().perSecond(Micros.SECOND, end) / clients;
    }
}
