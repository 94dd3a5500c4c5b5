package mpjdht.node.head;

import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.MembershipOutcome;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** Which nodes may join a ring and leave it, and under which id. The ring decides alone, so who knows it can tell beforehand. */
public final class MembershipRules {
    private static final int NAMES_TRIED = 1000;

    private final KeySpace space;
    private final int maxNodes;

    /**
     * What becomes of a request to join.
     *
     * @param outcome whether it may be done, or why not
     * @param id id of the node
     */
    public record Joining(MembershipOutcome outcome, long id) {}

    /**
     * The rules of a circle.
     *
     * @param space the circle, for this object alone
     * @param maxNodes most nodes that it may hold
     */
    public MembershipRules(KeySpace space, int maxNodes) {
        this.space = space;
        this.maxNodes = maxNodes;
    }

    /** Decides about a node that is to join. */
    public Joining joining(RingView view, AddNode request) {
        long id = request.hasId() ? request.id() : freeIdOf(view, request.rank());
        if (view.indexOf(id) >= 0) {
            return new Joining(request.hasId() ? MembershipOutcome.ID_TAKEN : MembershipOutcome.NO_FREE_ID, id);
        }
        return new Joining(view.size() >= maxNodes ? MembershipOutcome.CIRCLE_FULL : MembershipOutcome.DONE, id);
    }

    /** Decides about a node that is to leave. */
    public MembershipOutcome leaving(RingView view, RemoveNode request) {
        if (view.indexOf(request.id()) < 0) {
            return MembershipOutcome.NOT_ON_CIRCLE;
        }
        return view.size() == 1 ? MembershipOutcome.LAST_NODE : MembershipOutcome.DONE;
    }

    /**
     * The id that the rank's name hashes to, or the first free one of the names that follow it, or the first one that is free
     * behind it on the circle. It is taken only where all are.
     */
    private long freeIdOf(RingView view, int rank) {
        long first = space.idOf("rank-" + rank);
        if (view.size() - 1L == space.highestId() - space.lowestId()) {
            return first;
        }
        long id = first;
        for (int name = 1; name < NAMES_TRIED && view.indexOf(id) >= 0; name++) {
            id = space.idOf("rank-" + rank + "-" + name);
        }
        return view.indexOf(id) < 0 ? id : firstFreeBehind(view, first);
    }

    private long firstFreeBehind(RingView view, long taken) {
        long id = taken;
        for (int i = view.indexOf(taken); view.id(i) == id; i = view.successorIndex(i)) {
            id = id == space.highestId() ? space.lowestId() : id + 1;
        }
        return id;
    }
}
