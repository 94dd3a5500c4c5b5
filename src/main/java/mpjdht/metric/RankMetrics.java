package mpjdht.metric;

import java.util.EnumMap;
import java.util.Map;

/** What one rank counts, for its one thread. */
public final class RankMetrics {
    private final Map<Figure, Long> figures = new EnumMap<>(Figure.class);
    private final long[] messages = new long[Snapshot.KINDS];
    private final long[] bytes = new long[Snapshot.KINDS];
    private final Requests[] requests = new Requests[Snapshot.OPERATIONS];

    /** How requests of one operation fare. */
    private static final class Requests {
        private long done;
        private long failed;
        private final Recorder hops = new Recorder();
        private final Recorder latency = new Recorder();

        RequestFigures figures() {
            return new RequestFigures(done, failed, hops.distribution(), latency.distribution());
        }
    }

    /** Nothing is counted. */
    public RankMetrics() {
        for (int operation = 0; operation < requests.length; operation++) {
            requests[operation] = new Requests();
        }
    }

    /** So much more of a figure. */
    public void count(Figure figure, long more) {
        if (more > 0) {
            figures.merge(figure, more, Long::sum);
        }
    }

    /**
     * A message leaves.
     *
     * @param kind as {@link mpjdht.message.MessageKind} numbers it
     * @param length its bytes
     */
    public void sent(int kind, int length) {
        messages[kind]++;
        bytes[kind] += length;
    }

    /**
     * A client has used the answer to a request.
     *
     * @param operation as {@link mpjdht.message.Operation} numbers it
     * @param isFailure whether it was not done
     * @param hops messages to the node that answered
     * @param micros from when it left until its answer came, at least 0
     */
    public void answered(int operation, boolean isFailure, int hops, long micros) {
        Requests of = requests[operation];
        if (isFailure) {
            of.failed++;
        } else {
            of.done++;
            of.hops.record(hops);
            of.latency.record(micros);
        }
    }

    /** What was counted so far. */
    public Snapshot snapshot() {
        RequestFigures[] fared = new RequestFigures[requests.length];
        for (int operation = 0; operation < fared.length; operation++) {
            fared[operation] = requests[operation].figures();
        }
        return new Snapshot(figures, messages.clone(), bytes.clone(), fared);
    }
}
