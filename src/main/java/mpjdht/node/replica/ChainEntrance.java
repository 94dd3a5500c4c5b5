package mpjdht.node.replica;

import java.util.Optional;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.storage.Destination;
import mpjdht.node.storage.NodeToNodePath;
import mpjdht.node.storage.OnwardBatches;
import mpjdht.node.storage.TracedRequest;
import mpjdht.ring.Region;
import mpjdht.ring.RingView;

/**
 * How requests come to first replicas. Where whoever sends them knows these, that is all. Else they travel from node to node of the ring
 * in force to the owner, whose rank passes them on if the first replica of the region is on another one: that is so while the ring or the
 * chains change. All of it is of one configuration, whose ring decides what each node knows; so those for a key take one way, and keep
 * their order.
 */
final class ChainEntrance implements Destination {
    private final ReplicaState state;
    private final FirstReplica first;
    private final NodeHost host;
    private final Optional<NodeToNodePath> path;
    private final OnwardBatches toFirst;
    private final TracedRequest traced;
    private final RoutedCursor passedOn = new RoutedCursor();

    /**
     * The way that ends at the first replicas of a rank.
     *
     * @param rank this rank
     * @param host its nodes, of no ring yet
     */
    ChainEntrance(Grid grid, int rank, NodeHost host, ReplicaState state, FirstReplica first) {
        this.state = state;
        this.first = first;
        this.host = host;
        this.path =
                host.routers().map(routers -> new NodeToNodePath(grid, rank, routers, this, new TracedRequest(rank)));
        this.toFirst = new OnwardBatches(MessageKind.FORWARDED, grid.size());
        this.traced = new TracedRequest(rank);
    }

    /** A configuration is in force: what is on its way by another one is void, for its client sends it again. */
    void install() {
        RingView ring = state.roles.configuration().ring();
        host.install(ring);
        path.ifPresent(way -> {
            way.clear();
            way.install(ring, host);
            way.retire();
        });
        toFirst.clear();
    }

    /** Takes a batch of the configuration in force, of the kinds {@code REQUESTS}, {@code ROUTED} and {@code FORWARDED}. */
    void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        if (path.isPresent() && kind == MessageKind.FORWARDED) {
            passedOn.open(bytes, offset, length);
            while (passedOn.next()) {
                first.take(passedOn.origin(), passedOn.hops(), passedOn, outbox);
            }
        } else if (path.isPresent()) {
            path.get().take(from, kind, bytes, offset, length, outbox);
        } else if (kind == MessageKind.REQUESTS) {
            first.take(bytes, offset, length, outbox);
        } else {
            throw ProtocolException.unexpectedKind("storage rank", from, kind);
        }
    }

    @Override
    public void add(long node, int hops, int origin, RequestCursor request, Outbox outbox) {
        int index = state.roles.regionIndex(request.position());
        if (state.roles.isFirst(index)) {
            first.take(origin, hops, request, outbox);
            return;
        }
        Region region = state.roles.region(index);
        if (!region.isAvailable()) {
            throw new ProtocolException("a request for position " + Long.toUnsignedString(request.position())
                    + " came to node " + Long.toUnsignedString(node) + ", and nobody within reach has a copy");
        }
        RequestCursor carried = traced.passedBy(node, request);
        toFirst.add(region.first().rank(), state.roles.epoch(), node, hops + 1, origin, carried, outbox);
    }

    @Override
    public void serve(Outbox outbox) {
        // Each has been taken when it came.
    }

    /** Sends what was held back to make batches larger; tells whether there was any. */
    boolean flush(Outbox outbox) {
        boolean any = toFirst.flush(outbox);
        return (path.isPresent() && path.get().flush(outbox)) || any;
    }
}
