package mpjdht.node.routing;

import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;

/** The rule by which whoever has requests in hand passes them on. */
public interface Routing {

    /**
     * The rank to which a request goes.
     *
     * @param view the ring by which it goes
     * @param request a cursor that stands on it
     */
    int firstHop(RingView view, RequestCursor request);

    /**
     * Whether GETs go to a node that searches for their keys. If so, what goes straight to the owner of a key may overtake them; if not, all requests for a
     * key take one way.
     */
    default boolean searchesReads() {
        return false;
    }
}
