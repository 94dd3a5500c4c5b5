package mpjdht.node.routing;

import java.util.Optional;
import mpjdht.ring.RingView;

/** The rule by which requests find their owners. */
public interface Routing {

    /**
     * The rank to which the head passes a request for {@code position}.
     *
     * @param view the ring as the head knows it
     * @param position position of the request's key
     */
    int firstHop(RingView view, long position);

    /** What makes the nodes' knowledge when requests travel from node to node; empty when the first hop leads to the owner. */
    Optional<NodeRouter.Factory> routers();
}
