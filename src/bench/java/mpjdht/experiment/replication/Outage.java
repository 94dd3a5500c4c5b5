package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.experiment.replication.AnswerLog.Answer;
import mpjdht.experiment.replication.Cluster.Copying;
import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.message.MessageKind;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;

/**
 * How long nobody is answered after the crash of a server of a chain of three, beside the analysis of van Renesse and Schneider, OSDI 2004, section 4. Servers take no
 * time for what they do, and no other server can take the place of the one that has crashed, so that messages alone count.
 *
 * @param detectedMicros from the crash until the master says who serves now
 * @param queriesMicros from the crash until queries are answered again
 * @param updatesMicros from the crash until updates are answered again
 */
record Outage(long detectedMicros, long queriesMicros, long updatesMicros) {
    private static final int SERVERS = 3;
    private static final int CLIENTS = 4;
    private static final long CRASH_MICROS = Micros.SECOND;
    private static final long PACE_MICROS = 5 * Micros.MILLI;
    private static final ServiceCosts NONE = new ServiceCosts(0, 0, 0, 0);

    /**
     * Has a server of a chain crash.
     *
     * @param place 0 is the head, 1 the middle, 2 the tail
     * @param timeoutMicros after which a server that is silent is taken to be dead
     */
    static Outage measure(int place, long timeoutMicros, long seed) {
        Cluster cluster = new Cluster(
                new Shape(SERVERS, SERVERS, SERVERS, Copying.CHAIN, timeoutMicros, false, 1, Cluster.LATENCY_MICROS),
                NONE,
                seed);
        List<String> keys = Cluster.keysOf(0, 100);
        for (int client = 0; client < CLIENTS; client++) {
            boolean updates = client % 2 == 0;
            cluster.add(Load.paced(updates ? Load.MILLION : 0, keys, 1, PACE_MICROS));
        }
        // Where in the interval between two signs of life it falls is chance.
        long crash = CRASH_MICROS + new SeededRandom(seed).nextInt((int) (timeoutMicros / 20));
        cluster.crashAt(crash, cluster.server(0, place));
        long[] detected = {0};
        cluster.watch((from, kind) -> {
            if (kind == MessageKind.CONFIGURATION && detected[0] == 0) {
                detected[0] = cluster.simulation().nowMicros();
            }
        });
        cluster.start();
        cluster.run(crash + timeoutMicros + timeoutMicros / 2);
        return new Outage(
                detected[0] - crash, endOfLongestGap(cluster.log(), false, crash), endOfLongestGap(cluster.log(), true, crash));
    }

    private static long endOfLongestGap(AnswerLog log, boolean updates, long fromMicros) {
        long last = fromMicros;
        long longest = 0;
        long end = 0;
        for (Answer answer : log.all()) {
            if (answer.isUpdate() == updates && answer.heardMicros() >= fromMicros) {
                if (answer.heardMicros() - last > longest) {
                    longest = answer.heardMicros() - last;
                    end = answer.heardMicros();
                }
                last = answer.heardMicros();
            }
        }
        return end - fromMicros;
    }

    /** How many messages one after another could be sent from when the master says who serves now until updates or queries are answered. */
    double messagesAfterDetection(boolean updates) {
        return (double) ((updates ? updatesMicros : queriesMicros) - detectedMicros) / Cluster.LATENCY_MICROS;
    }
}
