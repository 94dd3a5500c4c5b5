package mpjdht.node.routing;

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
}
