package mpjdht.node.client;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MessageKind;
import mpjdht.metric.JobMetrics;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * Stands among the clients of a rank and asks for no key: when all others are done, it gathers what every rank has counted. The head hears
 * from it as from a client, so no rank ends before it is answered.
 */
public final class LastMetrics implements Client {
    private final Grid grid;
    private final int client;
    private final BooleanSupplier othersAreDone;
    private final Consumer<JobMetrics> sink;
    private final MetricsPoll poll = new MetricsPoll();
    private boolean hasAsked;

    /**
     * Waits for the others.
     *
     * @param client number of this client on its rank
     * @param othersAreDone whether they are; asked whenever the rank has nothing to do
     * @param sink takes what was counted, once
     */
    public LastMetrics(Grid grid, int client, BooleanSupplier othersAreDone, Consumer<JobMetrics> sink) {
        this.grid = grid;
        this.client = client;
        this.othersAreDone = othersAreDone;
        this.sink = sink;
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (hasAsked || !othersAreDone.getAsBoolean()) {
            return false;
        }
        hasAsked = true;
        poll.ask(grid.size(), client, outbox);
        return true;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        if (kind != MessageKind.TO_CLIENT
                || !(ControlCodec.decode(ClientMessage.class, bytes, offset, length) instanceof MetricsTold told)) {
            throw ProtocolException.unexpectedKind("client that gathers metrics", from, kind);
        }
        poll.take(from, told);
        if (poll.isAnswered()) {
            sink.accept(poll.told());
            outbox.send(Grid.HEAD, new Finish());
        }
    }

    @Override
    public void announce(RingView view, Arc moved, Outbox outbox) {
        // It asks every rank, whatever the ring.
    }

    @Override
    public void configure(Configuration configuration, Outbox outbox) {
        // The same.
    }

    @Override
    public boolean isSettled() {
        return true;
    }
}
