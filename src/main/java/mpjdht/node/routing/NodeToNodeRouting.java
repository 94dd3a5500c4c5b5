package mpjdht.node.routing;

import java.util.Optional;
import mpjdht.ring.CircleRules;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/**
 * The head knows one node, the one with the smallest id, and passes it every request; from there requests go from node to
 * node, and each node decides with what it knows itself.
 */
public final class NodeToNodeRouting implements Routing {
    /** The hops that an answer can tell have 24 bits. */
    private static final int MOST_HOPS = (1 << 24) - 1;

    /** Each hop to a finger at least halves the distance; the last one or two go to successors. */
    private static final int MOST_CHORD_HOPS = 2 * Long.SIZE;

    private final NodeRouter.Factory routers;

    private NodeToNodeRouting(NodeRouter.Factory routers) {
        this.routers = routers;
    }

    /** Every node knows its neighbours, and passes on clockwise. */
    public static NodeToNodeRouting ring() {
        return new NodeToNodeRouting(new NodeRouter.Factory() {
            @Override
            public NodeRouter router(RingView view, int index) {
                return new RingRouter(view, index, CircleRules.EXACT);
            }

            @Override
            public int mostHops(RingView view) {
                return (int) Math.min(MOST_HOPS, 2L * view.size());
            }
        });
    }

    /**
     * Every node knows its predecessor, its successors and its fingers.
     *
     * @param space the circle
     * @param successors length of the successor lists, at least 1
     * @param rules of the circle
     */
    public static NodeToNodeRouting chord(KeySpace space, int successors, CircleRules rules) {
        return new NodeToNodeRouting(new NodeRouter.Factory() {
            @Override
            public NodeRouter router(RingView view, int index) {
                return new ChordRouter(view, index, space, successors, rules);
            }

            @Override
            public int mostHops(RingView view) {
                return MOST_CHORD_HOPS;
            }
        });
    }

    @Override
    public int firstHop(RingView view, long position) {
        return view.rank(0);
    }

    @Override
    public Optional<NodeRouter.Factory> routers() {
        return Optional.of(routers);
    }
}
