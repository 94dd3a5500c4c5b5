package mpjdht.node.routing;

import mpjdht.ring.CircleRules;
import mpjdht.ring.RingView;

/** A node that knows its two neighbours: what it does not own goes to its successor. */
final class RingRouter implements NodeRouter {
    private static final int SUCCESSOR = 0;

    private final CircleRules rules;
    private final long predecessor;
    private final long self;
    private final long successor;
    private final int successorRank;

    RingRouter(RingView view, int index, CircleRules rules) {
        this.rules = rules;
        this.predecessor = view.arc(index).after();
        this.self = view.id(index);
        int next = view.successorIndex(index);
        this.successor = view.id(next);
        this.successorRank = view.rank(next);
    }

    @Override
    public long id() {
        return self;
    }

    @Override
    public int next(long position) {
        return rules.inArc(predecessor, position, self) ? HERE : SUCCESSOR;
    }

    @Override
    public long contactId(int contact) {
        return successor;
    }

    @Override
    public int contactRank(int contact) {
        return successorRank;
    }
}
