package mpjdht.node.storage;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.message.RoutedCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * The way from node to node: requests enter at the node with the smallest id, and every node that takes one in hand either
 * owns it or names the next. Between nodes of this rank that is a loop; requests for nodes of other ranks leave in a
 * {@link RoutedBatch} for each rank, when it is full or nothing more is waiting.
 *
 * <p>What is passed on never waits: it goes out before the batch in which it came is left. What is owned here goes to the
 * {@link RequestServer}, where it may wait for credit, beside the way and not in it. So every request reaches its owner
 * whatever waits elsewhere, and that the oldest of them is then answered is argued there. The order of a key's requests
 * holds: while the ring does not change each node decides alike for all of them, so they pass the same nodes, and all
 * queues between these, and those of the server, keep their order.
 */
final class NodeToNodePath implements RequestPath {
    private final int rank;
    private final NodeRouter.Factory routers;
    private final LookAhead<RoutedCursor> lookAhead = new ByNode();
    private final RequestServer server;
    private final RequestCursor entering = new RequestCursor();
    private final RoutedCursor arriving = new RoutedCursor();
    private final RoutedBatch owned = new RoutedBatch();
    private final OnwardBatches onward;
    private final TracedRequest traced;
    private HostedNodes nodes;
    private int mostHops;

    NodeToNodePath(Grid grid, int rank, FlowLimits limits, NodeRouter.Factory routers) {
        this.rank = rank;
        this.routers = routers;
        this.onward = new OnwardBatches(grid.size());
        this.traced = new TracedRequest(rank);
        this.server = new RequestServer(rank, grid.command(), limits.creditBytes(), lookAhead);
    }

    @Override
    public void install(RingView view, NodeHost host) {
        List<NodeRouter> knowledge = new ArrayList<>();
        List<NodeTable> tablesHere = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            if (view.rank(i) == rank) {
                knowledge.add(routers.router(view, i));
                tablesHere.add(host.table(view.id(i)));
            }
        }
        nodes = new HostedNodes(knowledge, tablesHere);
        mostHops = routers.mostHops(view);
        lookAhead.forget();
    }

    @Override
    public void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        if (kind == MessageKind.REQUESTS) {
            enter(from, bytes, offset, length, outbox);
        } else {
            arriving.open(bytes, offset, length);
            while (arriving.next()) {
                travel(nodes.router(indexOf(arriving.node())), arriving.hops(), arriving, outbox);
            }
        }
        serveOwned(outbox);
    }

    @Override
    public RequestServer server() {
        return server;
    }

    @Override
    public boolean flush(Outbox outbox) {
        boolean passedOn = onward.flush(outbox);
        return server.flush(outbox) || passedOn;
    }

    private void enter(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (nodes.isEmpty()) {
            throw new ProtocolException("rank " + from + " sent requests to rank " + rank + ", which hosts no node");
        }
        entering.open(bytes, offset, length);
        while (entering.next()) {
            travel(nodes.lowest(), 1, entering, outbox);
        }
    }

    /** A request goes from node to node of this rank as far as that leads, and then into a batch. */
    private void travel(NodeRouter first, int hopsToFirst, RequestCursor request, Outbox outbox) {
        boolean explains = request.operation() == Operation.EXPLAIN;
        if (explains) {
            traced.open(request);
        }
        NodeRouter node = first;
        int hops = hopsToFirst;
        int next = takeInHand(node, hops, request);
        while (next != NodeRouter.HERE) {
            if (explains) {
                traced.passedBy(node.id());
            }
            if (node.contactRank(next) != rank) {
                break;
            }
            node = nodes.router(indexOf(node.contactId(next)));
            hops++;
            next = takeInHand(node, hops, request);
        }
        RequestCursor carried = explains ? traced.carried(request) : request;
        if (next != NodeRouter.HERE) {
            onward.add(node.contactRank(next), node.contactId(next), hops + 1, carried, outbox);
            return;
        }
        if (owned.hasNoRoomFor(carried)) {
            serveOwned(outbox);
        }
        owned.add(node.id(), hops, carried);
    }

    /** Each node that a request comes to decides here what becomes of it. */
    private int takeInHand(NodeRouter node, int hops, RequestCursor request) {
        long position = request.position();
        if (hops < 1 || hops > mostHops) {
            throw new ProtocolException("a request for position " + Long.toUnsignedString(position) + " came to node "
                    + Long.toUnsignedString(node.id()) + " after " + hops + " hops, where no way has more than "
                    + mostHops);
        }
        return node.next(position);
    }

    private int indexOf(long id) {
        int index = nodes.indexOf(id);
        if (index == HostedNodes.NONE) {
            throw new ProtocolException("a request for node " + Long.toUnsignedString(id) + " came to rank " + rank
                    + ", which does not host it");
        }
        return index;
    }

    private void serveOwned(Outbox outbox) {
        if (owned.records() > 0) {
            server.serve(owned.bytes(), 0, owned.length(), outbox);
            owned.reset();
        }
    }

    /** The node that owns a request was found on the way, and stands in its leg. */
    private final class ByNode extends LookAhead<RoutedCursor> {

        ByNode() {
            super(RoutedCursor::new);
        }

        @Override
        void find(RoutedCursor request) {
            long node = request.node();
            found(node, nodes.table(indexOf(node)), request.hops());
        }
    }
}
