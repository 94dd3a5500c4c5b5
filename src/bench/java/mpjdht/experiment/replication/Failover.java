package mpjdht.experiment.replication;

import java.util.ArrayList;
import java.util.List;
import mpjdht.experiment.replication.AnswerLog.Answer;
import mpjdht.experiment.replication.Cluster.Copying;
import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.metric.Figure;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;

/**
 * What the crash of one of five servers comes to, and its return without its memory: three copies of each key, two clients for each volume, one of which updates and one of which reads, a request each
 * every five milliseconds, until the server is back. Servers take no time for what they do.
 *
 * @param elections that replicas have begun from the crash on
 * @param decisions terms of new leaders; of chains, configurations that the master has announced
 * @param updatesMicros longest time in which no update of a volume was answered
 * @param queriesMicros the same of queries
 * @param repairs keys that went from one server to another after the return, so that copies were where they belong, and equal
 * @param equalMicros from the return until the last of them had gone
 */
public record Failover(
        long elections, long decisions, long updatesMicros, long queriesMicros, long repairs, long equalMicros) {
    private static final int SERVERS = 5;
    private static final int COPIES = 3;
    private static final int KEYS = 50;
    private static final long PACE_MICROS = 5 * Micros.MILLI;
    private static final long CALM_MICROS = Micros.SECOND;
    private static final long LOOK_MICROS = Micros.MILLI;
    private static final int TIMEOUTS_AWAY = 4;
    private static final int TIMEOUTS_BACK = 3;
    private static final ServiceCosts NONE = new ServiceCosts(0, 0, 0, 0);

    /** Copies that become equal in the end: two of them have an update before it is acknowledged, and a query asks two. */
    public static Failover ofElections(long timeoutMicros, long seed) {
        return measure(Copying.TWO_ACKNOWLEDGE, timeoutMicros, seed);
    }

    /** Chains, of which a master decides. */
    public static Failover ofChains(long timeoutMicros, long seed) {
        return measure(Copying.CHAIN, timeoutMicros, seed);
    }

    private static Failover measure(Copying copying, long timeoutMicros, long seed) {
        Cluster cluster = new Cluster(
                new Shape(SERVERS, SERVERS, COPIES, copying, timeoutMicros, false, 1, Cluster.LATENCY_MICROS),
                NONE,
                seed);
        SeededRandom chance = new SeededRandom(seed);
        int server = 1 + chance.nextInt(SERVERS);
        // Where in the interval between two signs of life it falls is chance.
        long crash = CALM_MICROS + chance.nextInt((int) timeoutMicros);
        long back = crash + TIMEOUTS_AWAY * timeoutMicros;
        for (int volume = 0; volume < SERVERS; volume++) {
            List<String> keys = Cluster.keysOf(volume, KEYS);
            cluster.add(Load.paced(Load.MILLION, keys, 1, PACE_MICROS).until(back));
            cluster.add(Load.paced(0, keys, 1, PACE_MICROS).until(back));
        }
        cluster.crashAt(crash, server);
        cluster.recoverAt(back, server);
        cluster.start();
        cluster.run(crash);
        long electionsBefore = cluster.counted(Figure.ELECTIONS);
        long decisionsBefore = decisions(cluster);
        cluster.run(back);
        long repairsBefore = repairs(cluster);
        long repairs = repairsBefore;
        long lastRepair = back;
        for (long at = back; at <= back + TIMEOUTS_BACK * timeoutMicros; at += LOOK_MICROS) {
            cluster.run(at);
            if (repairs(cluster) > repairs) {
                repairs = repairs(cluster);
                lastRepair = at;
            }
        }
        return new Failover(
                cluster.counted(Figure.ELECTIONS) - electionsBefore,
                decisions(cluster) - decisionsBefore,
                longestGap(cluster.log(), true, crash),
                longestGap(cluster.log(), false, crash),
                repairs - repairsBefore,
                lastRepair - back);
    }

    private static long decisions(Cluster cluster) {
        return cluster.counted(Figure.TERMS) + cluster.counted(Figure.CHAIN_CONFIGURATIONS);
    }

    private static long repairs(Cluster cluster) {
        return cluster.counted(Figure.KEYS_REPAIRED)
                + cluster.counted(Figure.READ_REPAIRS)
                + cluster.counted(Figure.KEYS_MOVED);
    }

    /** Of all clients that update, or that read, the longest time without an answer. */
    private static long longestGap(AnswerLog log, boolean updates, long fromMicros) {
        List<Long> last = new ArrayList<>();
        long longest = 0;
        for (Answer answer : log.all()) {
            while (last.size() <= answer.client()) {
                last.add(fromMicros);
            }
            if (answer.isUpdate() == updates && !answer.failed() && answer.heardMicros() >= fromMicros) {
                longest = Math.max(longest, answer.heardMicros() - last.get(answer.client()));
                last.set(answer.client(), answer.heardMicros());
            }
        }
        return longest;
    }
}
