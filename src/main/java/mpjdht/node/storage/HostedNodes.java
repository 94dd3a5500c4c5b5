package mpjdht.node.storage;

import java.util.List;
import mpjdht.node.routing.NodeRouter;

/** What the nodes of a rank know of one ring, found by id. Never changes; a rank whose nodes change makes a new one. */
public final class HostedNodes {
    private final long epoch;
    private final List<NodeRouter> routers;
    private final int mostHops;
    private final IdIndex index;
    private final int lowest;

    /**
     * The nodes, in any order.
     *
     * @param epoch of the ring
     * @param routers what each node knows
     * @param mostHops of a request of this ring
     */
    public HostedNodes(long epoch, List<NodeRouter> routers, int mostHops) {
        this.epoch = epoch;
        this.routers = List.copyOf(routers);
        this.mostHops = mostHops;
        this.index = new IdIndex(routers.stream().mapToLong(NodeRouter::id).toArray());
        int lowestSoFar = 0;
        for (int i = 1; i < routers.size(); i++) {
            if (Long.compareUnsigned(
                            routers.get(i).id(), routers.get(lowestSoFar).id())
                    < 0) {
                lowestSoFar = i;
            }
        }
        this.lowest = lowestSoFar;
    }

    long epoch() {
        return epoch;
    }

    /** Hops that no request of this ring needs. */
    public int mostHops() {
        return mostHops;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return routers.isEmpty();
    }

    /** The node with the smallest id; there is one. */
    public NodeRouter lowest() {
        return routers.get(lowest);
    }

    /** The node with this id; null when it is not here. */
    public NodeRouter router(long id) {
        int at = index.indexOf(id);
        return at == IdIndex.NONE ? null : routers.get(at);
    }
}
