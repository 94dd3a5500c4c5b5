package mpjdht.sim.chord;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import mpjdht.node.chord.ChordNode;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;

/**
 * What a ring comes to when nothing has changed for long enough (Zave, section 3: the ideal state): every pointer is that of a
 * ring whose members all know each other, and every position has exactly one owner.
 */
public final class IdealRing implements RingInvariant {
    private final int successors;
    private final BigInteger lowest;
    private final BigInteger size;

    /**
     * The ideal of a ring.
     *
     * @param space the circle
     * @param successors length of a successor list
     */
    public IdealRing(KeySpace space, int successors) {
        this.successors = successors;
        this.lowest = unsigned(space.lowestId());
        this.size = unsigned(space.highestId()).subtract(lowest).add(BigInteger.ONE);
    }

    @Override
    public void check(RingPicture ring) {
        for (int i = 0; i < ring.size(); i++) {
            ChordNode node = ring.node(i);
            requireEqual(node, "successor list", node.successors(), successors(ring, i));
            requireEqual(node, "predecessor", node.predecessor(), predecessor(ring, i));
            long before = ring.behind(i, ring.size() - 1).self().id();
            requireEqual(node, "arc", node.owned(), new Arc(before, node.self().id()));
            for (int finger = 0; finger < node.fingers().size(); finger++) {
                requireEqual(node, "finger " + finger, node.fingers().get(finger), finger(ring, node, finger));
            }
        }
    }

    private List<NodeRef> successors(RingPicture ring, int index) {
        List<NodeRef> list = new ArrayList<>();
        for (int k = 1; k <= Math.min(successors, Math.max(1, ring.size() - 1)); k++) {
            list.add(ring.behind(index, k).self());
        }
        return list;
    }

    private static NodeRef predecessor(RingPicture ring, int index) {
        return ring.size() == 1 ? null : ring.behind(index, ring.size() - 1).self();
    }

    /** The member at or behind the place {@code 2^finger} after the node, by arithmetic that cannot overflow. */
    private NodeRef finger(RingPicture ring, ChordNode node, int finger) {
        BigInteger start = unsigned(node.self().id())
                .subtract(lowest)
                .add(BigInteger.ONE.shiftLeft(finger))
                .mod(size)
                .add(lowest);
        return ring.node(ring.ownerIndex(start.longValue())).self();
    }

    private static void requireEqual(ChordNode node, String what, Object is, Object wanted) {
        if (is == null ? wanted != null : !is.equals(wanted)) {
            throw new BrokenInvariant(
                    "at rest, the " + what + " of node " + node.self() + " is " + is + " and not " + wanted);
        }
    }

    private static BigInteger unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }
}
