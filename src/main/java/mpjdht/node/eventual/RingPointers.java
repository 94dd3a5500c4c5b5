package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.List;
import mpjdht.node.Outbox;
import mpjdht.node.routing.NodeRouter;
import mpjdht.node.routing.RingRouter;
import mpjdht.ring.CircleRules;
import mpjdht.ring.RingView;

/** Nodes that know their neighbours on the ring that their rank knows, and pass every command to their successor. */
public final class RingPointers implements NodePointers {
    private final int rank;
    private final NodeRouter.Factory factory = RingRouter.factory(CircleRules.EXACT);
    private List<NodeRouter> routers = List.of();
    private RingView known;

    /** The nodes of a rank. */
    public RingPointers(int rank) {
        this.rank = rank;
    }

    @Override
    public void follow(RingView ring, List<Long> own, Outbox outbox) {
        if (ring == known) {
            return;
        }
        known = ring;
        List<NodeRouter> all = new ArrayList<>();
        for (int index = 0; index < ring.size(); index++) {
            if (ring.rank(index) == rank) {
                all.add(factory.router(ring, index));
            }
        }
        routers = all;
    }

    @Override
    public List<NodeRouter> routers() {
        return routers;
    }

    @Override
    public int mostHops() {
        return known == null ? 1 : factory.mostHops(known);
    }
}
