package mpjdht.node.overlay;

import java.util.Optional;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.node.Outbox;
import mpjdht.node.routing.EntryNodeRouting;
import mpjdht.node.routing.NodeRouter;
import mpjdht.node.routing.OneHopRouting;
import mpjdht.node.routing.RingRouter;
import mpjdht.node.routing.Routing;
import mpjdht.ring.Arc;
import mpjdht.ring.CircleRules;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** Nodes whose coming and going the head arranges, which know either nobody or their neighbours. */
public final class AssignedOverlay implements Overlay {
    private final Routing routing;
    private final Optional<NodeRouter.Factory> routers;

    private AssignedOverlay(Routing routing, Optional<NodeRouter.Factory> routers) {
        this.routing = routing;
        this.routers = routers;
    }

    /** The head passes every request straight to its owner. */
    public static AssignedOverlay oneHop() {
        return new AssignedOverlay(new OneHopRouting(), Optional.empty());
    }

    /** Requests enter at the node with the smallest id, and every node passes on to its successor. */
    public static AssignedOverlay ring() {
        return new AssignedOverlay(new EntryNodeRouting(), Optional.of(RingRouter.factory(CircleRules.EXACT)));
    }

    @Override
    public Routing routing() {
        return routing;
    }

    @Override
    public int longestPath(RingView view) {
        return routers.isPresent() ? view.size() : 1;
    }

    @Override
    public NodeHost host(int rank, KeySpace space) {
        return new AssignedNodes(rank, space, routers);
    }

    @Override
    public void orderJoin(RingView view, long id, int rank, Outbox outbox) {
        int owner = view.ownerIndex(id);
        outbox.send(
                view.rank(owner), new HandOver(view.id(owner), view.arc(owner).after(), id, id, rank));
    }

    @Override
    public void orderLeave(RingView view, long id, Outbox outbox) {
        int leaving = view.indexOf(id);
        int heir = view.successorIndex(leaving);
        Arc arc = view.arc(leaving);
        outbox.send(view.rank(leaving), new HandOver(id, arc.after(), arc.last(), view.id(heir), view.rank(heir)));
    }
}
