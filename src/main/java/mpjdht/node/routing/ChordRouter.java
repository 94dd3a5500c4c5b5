package mpjdht.node.routing;

import mpjdht.ring.CircleRules;
import mpjdht.ring.FingerTable;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/**
 * A node that knows its predecessor, a list of successors and its fingers (Stoica et al., "Chord", ToN 2003, figure 5). A
 * position up to the last of the successors belongs to the first of them at or above it; any other goes to the closest node
 * before it, searched among fingers and successors alike (section IV.E.3).
 *
 * <p>Contacts are numbered: first the successors, nearest first, then the fingers.
 */
final class ChordRouter implements NodeRouter {
    private final CircleRules rules;
    private final long predecessor;
    private final long self;
    private final long[] successorIds;
    private final int[] successorRanks;
    private final FingerTable fingers;

    /**
     * The node at {@code index}, which knows what it should.
     *
     * @param successors length of the list, at least 1; on a smaller ring it ends with this node's predecessor
     */
    ChordRouter(RingView view, int index, KeySpace space, int successors, CircleRules rules) {
        this.rules = rules;
        this.predecessor = view.arc(index).after();
        this.self = view.id(index);
        this.fingers = new FingerTable(self, space, rules);
        fingers.fill(view);
        int length = Math.min(successors, view.size() - 1);
        this.successorIds = new long[length];
        this.successorRanks = new int[length];
        int at = index;
        for (int i = 0; i < length; i++) {
            at = view.successorIndex(at);
            successorIds[i] = view.id(at);
            successorRanks[i] = view.rank(at);
        }
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
