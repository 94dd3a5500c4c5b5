package mpjdht.node.head;

import mpjdht.message.MembershipOutcome;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** Which nodes may join a ring and leave it, and under which id. The ring decides alone, so who knows it can tell beforehand. */
public final class MembershipRules {
    private static final int NAMES_TRIED = 1000;

    private final KeySpace space;
    private final int maxNodes;

    /**
     * What becomes of a request to join or to leave.
     *
     * @param outcome whether it may be done, or why not
     * @param id id of the node
     */
    public record Decision(MembershipOutcome outcome, long id) {}

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

    /** Decides about a node that is to join under an id. */
    public Decision joining(RingView view, long id) {
        return view.indexOf(id) >= 0 ? new Decision(MembershipOutcome.ID_TAKEN, id) : whereThereIsRoom(view, id);
    }

    /** Decides about a node that is to join on a rank, under an id that the rank's name gives it. */
    public Decision joiningOnRank(RingView view, int rank) {
        long id = freeIdOf(view, rank);
        return view.indexOf(id) >= 0 ? new Decision(MembershipOutcome.NO_FREE_ID, id) : whereThereIsRoom(view, id);
    }

    private Decision whereThereIsRoom(RingView view, long id) {
        return new Decision(view.size() >= maxNodes ? MembershipOutcome.CIRCLE_FULL : MembershipOutcome.DONE, id);
    }

    /** Decides about a node that is to leave. */
    public Decision leaving(RingView view, long id) {
        if (view.indexOf(id) < 0) {
            return new Decision(MembershipOutcome.NOT_ON_CIRCLE, id);
        }
        return new Decision(view.size() == 1 ? MembershipOutcome.LAST_NODE : MembershipOutcome.DONE, id);
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
