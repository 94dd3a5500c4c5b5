package mpjdht.node.routing;

import java.util.List;
import mpjdht.ring.CircleRules;
import mpjdht.ring.FingerTable;
import mpjdht.ring.NodeRef;

/**
 * A node that knows its predecessor, a list of successors and its fingers (Stoica et al., "Chord", ToN 2003, figure 5). A
 * position up to the last of the successors belongs to the first of them at or above it; any other goes to the closest node
 * before it, searched among fingers and successors alike (section IV.E.3).
 *
 * <p>Contacts are numbered: first the successors, nearest first, then the fingers.
 */
public final class ChordRouter implements NodeRouter {
    /** Each hop to a finger at least halves the distance; the last one or two go to successors. */
    public static final int MOST_HOPS = 2 * Long.SIZE;

    private final CircleRules rules;
    private final long predecessor;
    private final long self;
    private final long[] successorIds;
    private final int[] successorRanks;
    private final FingerTable fingers;

    /**
     * A node with what it knows.
     *
     * @param predecessor id of the node before it; its own when it is alone
     * @param self its id
     * @param successors its successor list, nearest first; itself when it is alone
     * @param fingers its fingers, which do not change any more
     */
    public ChordRouter(long predecessor, long self, List<NodeRef> successors, FingerTable fingers, CircleRules rules) {
        this.rules = rules;
        this.predecessor = predecessor;
        this.self = self;
        this.fingers = fingers;
        this.successorIds = successors.stream().mapToLong(NodeRef::id).toArray();
        this.successorRanks = successors.stream().mapToInt(NodeRef::rank).toArray();
    }

    @Override
    public long id() {
        return self;
    }

    @Override
    public int next(long position) {
        if (rules.inArc(predecessor, position, self)) {
            return HERE;
        }
        int last = successorIds.length - 1;
        if (rules.inArc(self, position, successorIds[last])) {
            return firstSuccessorFrom(position);
        }
        int finger = fingers.closestPreceding(position);
        boolean fingerIsCloser =
                finger != FingerTable.NONE && rules.between(self, successorIds[last], fingers.id(finger));
        return fingerIsCloser ? successorIds.length + finger : last;
    }

    private int firstSuccessorFrom(long position) {
        int successor = 0;
        while (!rules.inArc(self, position, successorIds[successor])) {
            successor++;
        }
        return successor;
    }

    @Override
    public long contactId(int contact) {
        int finger = contact - successorIds.length;
        return finger < 0 ? successorIds[contact] : fingers.id(finger);
    }

    @Override
    public int contactRank(int contact) {
        int finger = contact - successorIds.length;
        return finger < 0 ? successorRanks[contact] : fingers.rank(finger);
    }
}
