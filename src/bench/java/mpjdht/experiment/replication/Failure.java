package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.sim.Micros;

/**
 * Figure 6 of van Renesse and Schneider, OSDI 2004, section 5.3: throughput over time while servers fail. Ten clients query and one updates, all keys alike. Servers die
 * at the same time, and are back, with nothing, some time later.
 *
 * @param servers 24 in the paper
 * @param volumes 5,000 in the paper
 * @param keysOfVolume which all have a value at the start
 * @param failMicros when they die
 * @param rebootMicros how long they are dead
 * @param endMicros when it ends
 */
record Failure(
        int servers, int volumes, int keysOfVolume, long failMicros, long rebootMicros, long endMicros) {
    /** After which a server that is silent is taken to be dead, in the paper as here. */
    static final long TIMEOUT_MICROS = 10 * Micros.SECOND;

    private static final int QUERY_CLIENTS = 10;
    private static final long FILLING_MICROS_OF_KEY = 10 * Micros.MILLI;

    /**
     * Runs it.
     *
     * @param failures how many servers fail
     * @return what the ten clients and the one heard, by times from when servers take time for what they do
     */
    AnswerLog run(int failures, long seed) {
        Cluster cluster = new Cluster(
                Shape.manyVolumes(servers, volumes, TIMEOUT_MICROS), ServiceCosts.OF_THE_PAPER, seed);
        List<String> keys = cluster.keysOfAll(keysOfVolume);
        long serving = keys.size() * FILLING_MICROS_OF_KEY;
        for (int client = 0; client < QUERY_CLIENTS; client++) {
            cluster.add(Load.oneAfterAnother(0, keys));
        }
        cluster.add(Load.oneAfterAnother(Load.MILLION, keys));
        cluster.add(Load.filling(keys));
        for (int i = 0; i < failures; i++) {
            int server = 1 + i * servers / 2;
            cluster.crashAt(serving + failMicros, server);
            cluster.recoverAt(serving + failMicros + rebootMicros, server);
        }
        cluster.startServingAt(serving);
        cluster.run(serving + endMicros);
        return cluster.log().from(serving);
    }
}
