package mpjdht.node.overlay;

import java.util.Optional;
import mpjdht.node.routing.EntryNodeRouting;
import mpjdht.node.routing.NodeRouter;
import mpjdht.node.routing.OneHopRouting;
import mpjdht.node.routing.RingRouter;
import mpjdht.node.routing.Routing;
import mpjdht.node.routing.SearchedRouting;
import mpjdht.ring.CircleRules;
import mpjdht.ring.Configuration;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** Nodes which know either nobody or their neighbours, as the head's view tells them. */
public final class AssignedOverlay implements Overlay {
    private final Routing routing;
    private final boolean clientsRoute;
    private final Optional<NodeRouter.Factory> routers;

    private AssignedOverlay(Routing routing, boolean clientsRoute, Optional<NodeRouter.Factory> routers) {
        this.routing = routing;
        this.clientsRoute = clientsRoute;
        this.routers = routers;
    }

    /** The head passes every request straight to its owner. */
    public static AssignedOverlay oneHop() {
        return new AssignedOverlay(new OneHopRouting(), false, Optional.empty());
    }

    /** Clients send every request straight to its owner. */
    public static AssignedOverlay direct() {
        return direct(new OneHopRouting());
    }

    /** Clients send every request where this rule says. */
    public static AssignedOverlay direct(Routing routing) {
        return new AssignedOverlay(routing, true, Optional.empty());
    }

    /** Clients send every request straight to its owner, but for those to read a key, which is searched for. */
    public static AssignedOverlay searched() {
        return direct(new SearchedRouting());
    }

    /** Requests enter at the node with the smallest id, and every node passes on to its successor. */
    public static AssignedOverlay ring() {
        return new AssignedOverlay(new EntryNodeRouting(), false, Optional.of(RingRouter.factory(CircleRules.EXACT)));
    }

    @Override
    public Routing routing() {
        return routing;
    }

    @Override
    public boolean clientsRoute() {
        return clientsRoute;
    }

    @Override
    public boolean goesStraight() {
        return routers.isEmpty();
    }

    @Override
    public RingView way(Configuration configuration) {
        return routers.isPresent() ? configuration.ring() : configuration.entries();
    }

    @Override
    public int longestPath(RingView view) {
        return routers.isPresent() ? view.size() : 1;
    }

    @Override
    public NodeHost host(int rank, KeySpace space) {
        return new NodeHost() {
            @Override
            public void install(RingView view) {
                // These nodes know what the view says, and nothing else.
            }

            @Override
            public Optional<NodeRouter.Factory> routers() {
                return routers;
            }
        };
    }
}
