package mpjdht.node.client;

import mpjdht.metric.Figure;
import mpjdht.metric.RankMetrics;
import mpjdht.node.Outbox;

/** The way out of a rank, past which nothing goes that is not counted. */
final class CountingOutbox implements Outbox {
    private final RankMetrics metrics;
    private Outbox way;

    CountingOutbox(RankMetrics metrics) {
        this.metrics = metrics;
    }

    /** The same for the step that begins, whose messages and timers go that way. */
    Outbox to(Outbox next) {
        way = next;
        return this;
    }

    @Override
    public void send(int to, byte[] bytes, int offset, int length) {
        metrics.sent(bytes[offset], length);
        way.send(to, bytes, offset, length);
    }

    @Override
    public void persist(byte[] bytes, int offset, int length) {
        way.persist(bytes, offset, length);
    }

    @Override
    public long turnOver(long from) {
        return way.turnOver(from);
    }

    @Override
    public void setTimer(long delayMicros, long timer) {
        way.setTimer(delayMicros, timer);
    }

    @Override
    public void count(Figure figure, long more) {
        metrics.count(figure, more);
    }

    @Override
    public void answered(int operation, boolean isFailure, int hops, long micros) {
        metrics.answered(operation, isFailure, hops, micros);
    }
}
