package mpjdht.node.routing;

import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;

/** The head knows the whole ring and passes every request straight to the rank that hosts the owner. */
public final class OneHopRouting implements Routing {

    @Override
    public int firstHop(RingView view, RequestCursor request) {
        return view.rank(view.ownerIndex(request.position()));
    }
}
