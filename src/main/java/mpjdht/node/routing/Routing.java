package mpjdht.node.routing;

import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/** The rule by which the head passes requests on. */
public interface Routing {

    /**
     * The rank to which the head passes a request for {@code position}.
     *
     * @param view the ring as the head knows it
     * @param position position of the request's key
     */
    int firstHop(RingView view, long position);

    /** What is handed over as the ring on a grid that keeps copies: the regions as if they were nodes, each where its requests enter. */
    default RingView ring(Configuration configuration) {
        return configuration.entries();
    }
}
