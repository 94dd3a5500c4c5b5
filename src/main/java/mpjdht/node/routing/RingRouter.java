package mpjdht.node.routing;

import mpjdht.ring.CircleRules;
import mpjdht.ring.RingView;

/** A node that knows its two neighbours: what it does not own goes to its successor. */
public final class RingRouter implements NodeRouter {
    private static final int SUCCESSOR = 0;

    /** The hops that an answer can tell have 24 bits. */
    private static final int MOST_HOPS = (1 << 24) - 1;

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

    /** What every node of a ring knows. */
    public static Factory factory(CircleRules rules) {
        return new Factory() {
            @Override
            public NodeRouter router(RingView view, int index) {
                return new RingRouter(view, index, rules);
            }

            @Override
            public int mostHops(RingView view) {
                return (int) Math.min(MOST_HOPS, 2L * view.size());
            }
        };
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
