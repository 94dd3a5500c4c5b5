package mpjdht.node.routing;

import java.util.Optional;
import mpjdht.ring.RingView;

/** The head knows the whole ring and passes every request straight to the rank that hosts the owner. */
public final class OneHopRouting implements Routing {

    @Override
    public int firstHop(RingView view, long position) {
        return view.rank(view.ownerIndex(position));
    }

    @Override
    public Optional<NodeRouter.Factory> routers() {
        return Optional.empty();
    }
}
