package mpjdht.node.routing;

import mpjdht.message.Operation;
import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;

/** Only writers know where a key belongs: a GET goes to the node with the smallest id, which searches for it; everything else straight to its owner. */
public final class SearchedRouting implements Routing {

    @Override
    public int firstHop(RingView view, RequestCursor request) {
        return request.operation() == Operation.GET ? view.rank(0) : view.rank(view.ownerIndex(request.position()));
    }

    @Override
    public boolean searchesReads() {
        return true;
    }
}
