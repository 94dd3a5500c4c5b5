package mpjdht.node.storage;

import mpjdht.message.Operation;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.routing.NodeRouter;

/**
 * How a request goes from node to node of one rank as far as that leads: every node that takes it in hand either owns it, and then it goes to
 * its {@link Destination}, or names the next; the request for a node of another rank leaves in a batch.
 */
public final class NodeWalk {
    private final int rank;
    private final Destination owned;
    private final TracedRequest traced;
    private final OnwardBatches onward;

    /**
     * The way through the nodes of a rank.
     *
     * @param rank this rank
     * @param owned takes requests that have come to their owners
     * @param traced makes the paths of EXPLAIN
     * @param onward takes what goes to nodes of other ranks
     */
    public NodeWalk(int rank, Destination owned, TracedRequest traced, OnwardBatches onward) {
        this.rank = rank;
        this.owned = owned;
        this.traced = traced;
        this.onward = onward;
    }

    /**
     * A request goes from node to node of this rank, and then into a batch.
     *
     * @param nodes those of this rank
     * @param number epoch of the ring, or time, by which it leaves
     * @param first id of the node to which it has come, which is one of them
     * @param hopsToFirst messages that it took to that node
     */
    public void travel(
            HostedNodes nodes,
            long number,
            long first,
            int hopsToFirst,
            int origin,
            RequestCursor request,
            Outbox outbox) {
        boolean explains = request.operation() == Operation.EXPLAIN;
        if (explains) {
            traced.open(request);
        }
        long id = first;
        NodeRouter node = nodes.router(id);
        int hops = hopsToFirst;
        int next = NodeRouter.HERE;
        boolean goesOn = true;
        while (goesOn && node != null && hops >= 1 && hops <= nodes.mostHops()) {
            next = node.next(request.position());
            goesOn = next != NodeRouter.HERE && node.contactRank(next) == rank;
            if (explains && next != NodeRouter.HERE) {
                traced.passedBy(node.id());
            }
            if (goesOn) {
                hops++;
                id = node.contactId(next);
                node = nodes.router(id);
            }
        }
        RequestCursor carried = explains ? traced.carried(request) : request;
        if (goesOn) {
            owned.lost(whyLost(id, node == null, hops, request), hops, origin, carried, outbox);
        } else if (next == NodeRouter.HERE) {
            owned.add(id, hops, origin, carried, outbox);
        } else {
            onward.add(node.contactRank(next), number, node.contactId(next), hops + 1, origin, carried, outbox);
        }
    }

    private String whyLost(long id, boolean isNotHere, int hops, RequestCursor request) {
        String node = "node " + Long.toUnsignedString(id);
        return isNotHere
                ? "a request for " + node + " came to rank " + rank + ", which does not host it"
                : "a request for position " + Long.toUnsignedString(request.position()) + " came to " + node + " after "
                        + hops + " hops, where no way has so many";
    }
}
