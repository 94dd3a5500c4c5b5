package mpjdht.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * What the clients of one chain notice of a crash: several run at the same time on as many keys as there are, and in the middle a replica
 * crashes.
 *
 * @param pauseSeconds longest time in which a client had no answer
 * @param commands of the history
 * @param verdict of the history's checker
 */
record Outage(double pauseSeconds, long commands, String verdict) {
    static final int TIMEOUT_SECONDS = 4;

    private static final Map<String, Integer> NODE =
            Map.of("first", LoadedJob.FIRST, "middle", LoadedJob.MIDDLE, "last", LoadedJob.LAST);

    /** The answers of all clients, one after another. */
    private static final class Pauses implements LoadedJob.Answers {
        final long[] last = new long[LoadedJob.CLIENTS + 1];
        long longest;
        long commands;

        @Override
        public void heard(int client, long nanos) {
            if (last[client] != 0) {
                longest = Math.max(longest, nanos - last[client]);
            }
            last[client] = nanos;
            commands++;
        }
    }

    /**
     * Runs a job.
     *
     * @param replica {@code first}, {@code middle} or {@code last}
     * @param keys how many
     */
    static Outage measure(Place place, String device, String replica, int keys) throws IOException, InterruptedException {
        Pauses pauses = new Pauses();
        String control = "WAIT 3000\nCRASH " + NODE.get(replica) + "\n";
        String verdict = new LoadedJob(place).run(device, TIMEOUT_SECONDS, keys, control, pauses);
        if (Arrays.stream(pauses.last).filter(time -> time != 0).count() != LoadedJob.CLIENTS) {
            throw new BenchException("not every client had an answer");
        }
        return new Outage(pauses.longest / 1e9, pauses.commands, verdict);
    }
}
