package mpjdht.node.storage;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.RingView;

/**
 * The way from node to node: requests enter at the node with the smallest id, and every node that takes one in hand either
 * owns it or names the next. Between nodes of this rank that is a loop; requests for nodes of other ranks leave in a
 * {@link RoutedBatch} for each rank, when it is full or nothing more is waiting.
 *
 * <p>What is passed on never waits: it goes out before the batch in which it came is left. What is owned here goes to its
 * {@link Destination}, where it may wait for credit, beside the way and not in it. So every request reaches its owner
 * whatever waits elsewhere, and that the oldest of them is then answered is argued there. The order of a key's requests
 * holds: while the ring does not change each node decides alike for all of them, so they pass the same nodes, and all
 * queues between these, and those of the server, keep their order. A batch goes by one ring all the way.
 */
public final class NodeToNodePath implements RequestPath {
    private final int rank;
    private final NodeRouter.Factory routers;
    private final Destination owned;
    private final NodeWalk walk;
    private final RequestCursor entering = new RequestCursor();
    private final RoutedCursor arriving = new RoutedCursor();
    private final OnwardBatches onward;
    private final TwoViews<HostedNodes> rings = new TwoViews<>();

    /**
     * The way through the nodes of a rank.
     *
     * @param rank this rank
     * @param routers tell what each node knows
     * @param owned takes requests that have come to their owners
     * @param traced makes the paths of EXPLAIN
     */
    public NodeToNodePath(Grid grid, int rank, NodeRouter.Factory routers, Destination owned, TracedRequest traced) {
        this.rank = rank;
        this.routers = routers;
        this.owned = owned;
        this.onward = new OnwardBatches(MessageKind.ROUTED, grid.size());
        this.walk = new NodeWalk(rank, owned, traced, onward);
    }

    @Override
    public void install(RingView view, NodeHost host) {
        List<NodeRouter> knowledge = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            if (view.rank(i) == rank) {
                knowledge.add(routers.router(view, i));
            }
        }
        rings.install(view.epoch(), new HostedNodes(view.epoch(), knowledge, routers.mostHops(view)));
    }

    @Override
    public void retire() {
        rings.retire();
    }

    @Override
    public void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        HostedNodes nodes = rings.of(RequestBatch.epoch(bytes, offset, length));
        if (kind == MessageKind.REQUESTS) {
            enter(nodes, from, bytes, offset, length, outbox);
        } else {
            arriving.open(bytes, offset, length);
            while (arriving.next()) {
                walk.travel(
                        nodes, nodes.epoch(), arriving.node(), arriving.hops(), arriving.origin(), arriving, outbox);
            }
        }
        owned.serve(outbox);
    }

    @Override
    public boolean flush(Outbox outbox) {
        return onward.flush(outbox);
    }

    /** Forgets what was held back, because whoever sent it will do so again by another ring. */
    public void clear() {
        onward.clear();
    }

    private void enter(HostedNodes nodes, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (nodes.isEmpty()) {
            throw new ProtocolException("rank " + from + " sent requests to rank " + rank + ", which hosts no node");
        }
        int origin = RequestBatch.origin(bytes, offset, length);
        long first = nodes.lowest().id();
        entering.open(bytes, offset, length);
        while (entering.next()) {
            walk.travel(nodes, nodes.epoch(), first, 1, origin, entering, outbox);
        }
    }
}
