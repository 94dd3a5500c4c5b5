package mpjdht.node.eventual;

import java.util.List;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Outbox;
import mpjdht.node.routing.NodeRouter;
import mpjdht.node.storage.Destination;
import mpjdht.node.storage.HostedNodes;
import mpjdht.node.storage.NodeWalk;
import mpjdht.node.storage.OnwardBatches;
import mpjdht.node.storage.TracedRequest;

/**
 * The way of commands from node to node to the owner of their key, by what the nodes know at the moment. It begins at a node of the rank to
 * which the client speaks. Pointers may be wrong while the ring changes: what has gone astray goes straight to whom the ring that the rank
 * knows names.
 */
final class NodePath {
    private static final int FIRST_HOP = 1;

    private final EventualState state;
    private final NodePointers pointers;
    private final NodeWalk walk;
    private final OnwardBatches onward;
    private final Destination owned;
    private final RequestCursor entering = new RequestCursor();
    private final RoutedCursor arriving = new RoutedCursor();
    private List<NodeRouter> routers = List.of();
    private HostedNodes nodes = new HostedNodes(0, List.of(), FIRST_HOP);

    /**
     * The way through the nodes of a rank.
     *
     * @param owned takes commands that have come to the owner of their key, or have gone astray
     */
    NodePath(int ranks, EventualState state, NodePointers pointers, Destination owned) {
        this.state = state;
        this.pointers = pointers;
        this.owned = owned;
        this.onward = OnwardBatches.withTimes(MessageKind.ROUTED, ranks);
        this.walk = new NodeWalk(state.rank, owned, new TracedRequest(state.rank), onward);
    }

    /** Takes a batch of a client. */
    void enter(byte[] bytes, int offset, int length, Outbox outbox) {
        refresh();
        int origin = RequestBatch.origin(bytes, offset, length);
        entering.open(bytes, offset, length);
        while (entering.next()) {
            if (nodes.isEmpty()) {
                owned.lost("", FIRST_HOP, origin, entering, outbox);
            } else {
                walk.travel(nodes, state.clock.time(), nodes.lowest().id(), FIRST_HOP, origin, entering, outbox);
            }
        }
    }

    /** Takes a batch of another rank. */
    void arrive(byte[] bytes, int offset, int length, Outbox outbox) {
        refresh();
        arriving.open(bytes, offset, length);
        while (arriving.next()) {
            walk.travel(
                    nodes, state.clock.time(), arriving.node(), arriving.hops(), arriving.origin(), arriving, outbox);
        }
    }

    /** Hops that a command makes at most from node to node. */
    int mostHops() {
        return pointers.mostHops();
    }

    private void refresh() {
        List<NodeRouter> now = pointers.routers();
        if (now != routers) {
            routers = now;
            nodes = new HostedNodes(0, now, pointers.mostHops());
        }
    }

    /** Sends what was held back to make batches larger; tells whether there was any. */
    boolean flush(Outbox outbox) {
        return onward.flush(outbox);
    }
}
