package mpjdht.node.routing;

import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;

/** The head knows one node, the one with the smallest id, and passes it every request; from there nodes pass them on. */
public final class EntryNodeRouting implements Routing {

    @Override
    public int firstHop(RingView view, RequestCursor request) {
        return view.rank(0);
    }
}
