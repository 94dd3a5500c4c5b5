package mpjdht.node.replica;

import mpjdht.message.MessageKind;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Outbox;
import mpjdht.node.storage.Destination;
import mpjdht.node.storage.OnwardBatches;
import mpjdht.node.storage.TracedRequest;

/**
 * From the owner of a key to its chain. Most often the owner is the first replica; while copies are on their way to where they belong it
 * may be another, to which the request then goes by one more message.
 */
final class ChainEntrance implements Destination {
    private final ReplicaState state;
    private final FirstReplica first;
    private final TracedRequest traced;
    private final OnwardBatches onward;
    private final RoutedCursor arriving = new RoutedCursor();

    ChainEntrance(ReplicaState state, FirstReplica first, int ranks, TracedRequest traced) {
        this.state = state;
        this.first = first;
        this.traced = traced;
        this.onward = new OnwardBatches(MessageKind.FORWARDED, ranks);
    }

    @Override
    public void add(long node, int hops, int origin, RequestCursor request, Outbox outbox) {
        int region = state.roles.regionIndex(request.position());
        if (state.roles.isFirst(region)) {
            first.take(origin, hops, request, outbox);
        } else if (state.roles.region(region).isAvailable()) {
            onward.add(
                    state.roles.region(region).first().rank(),
                    state.roles.epoch(),
                    node,
                    hops + 1,
                    origin,
                    traced.passedBy(node, request),
                    outbox);
        }
    }

    @Override
    public void serve(Outbox outbox) {
        // Each was served when it was added.
    }

    /** Takes requests that have come from their owners, of the configuration in force. */
    void takeForwarded(byte[] bytes, int offset, int length, Outbox outbox) {
        arriving.open(bytes, offset, length);
        while (arriving.next()) {
            first.take(arriving.origin(), arriving.hops(), arriving, outbox);
        }
    }

    /** Sends what waits for company; tells whether anything did. */
    boolean flush(Outbox outbox) {
        return onward.flush(outbox);
    }

    /** A configuration is in force: what waits by the one before is void. */
    void restart() {
        onward.clear();
    }
}
