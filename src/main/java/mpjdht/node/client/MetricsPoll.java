package mpjdht.node.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.MetricMessage.TellMetrics;
import mpjdht.metric.JobMetrics;
import mpjdht.metric.Snapshot;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;

/** A question to every rank what it has counted, and what they have answered. Each answers at once, whatever it plays. */
final class MetricsPoll {
    private final Set<Integer> awaited = new TreeSet<>();
    private final List<Optional<Snapshot>> told = new ArrayList<>();

    /**
     * Asks every rank.
     *
     * @param ranks how many there are
     * @param client number of the client that asks on its rank
     */
    void ask(int ranks, int client, Outbox outbox) {
        told.clear();
        for (int rank = 0; rank < ranks; rank++) {
            told.add(Optional.empty());
            awaited.add(rank);
            outbox.send(rank, new TellMetrics(client));
        }
    }

    /** Takes what a rank has counted. */
    void take(int from, MetricsTold message) {
        if (!awaited.remove(from)) {
            throw new ProtocolException("rank " + from + " told what it has counted, which nobody had asked it");
        }
        if (message.isAlive()) {
            told.set(from, Optional.of(Snapshot.decode(message.figures())));
        }
    }

    /** Whether every rank has answered. */
    boolean isAnswered() {
        return awaited.isEmpty();
    }

    /** What they have counted, once every rank has answered. */
    JobMetrics told() {
        return new JobMetrics(told);
    }
}
