package mpjdht.sim.chord;

import java.util.BitSet;
import mpjdht.sim.BrokenInvariant;

/**
 * The best successors make exactly one ring, and it goes round the circle once (Zave, section 5: AtLeastOneRing,
 * AtMostOneRing, OrderedRing); every other member leads to it (ConnectedAppendages).
 */
final class OneOrderedRing implements RingInvariant {

    @Override
    public void check(RingPicture ring) {
        if (ring.size() == 0) {
            throw new BrokenInvariant("no member is left");
        }
        BitSet members = ringFrom(ring, 0);
        requireOrder(ring, members);
        for (int i = 0; i < ring.size(); i++) {
            if (!leadsTo(ring, i, members)) {
                throw new BrokenInvariant("node " + ring.node(i).self() + " does not lead to the ring of "
                        + ring.node(members.nextSetBit(0)).self());
            }
        }
    }

    /** The ring to which a member leads: after as many steps as there are members one is on it. */
    private static BitSet ringFrom(RingPicture ring, int start) {
        int on = start;
        for (int step = 0; step < ring.size(); step++) {
            on = ring.bestSuccessor(on);
        }
        BitSet members = new BitSet();
        while (!members.get(on)) {
            members.set(on);
            on = ring.bestSuccessor(on);
        }
        return members;
    }

    /** No member of the ring lies between another one and its best successor. */
    private static void requireOrder(RingPicture ring, BitSet members) {
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            int following = members.nextSetBit(i + 1);
            int expected = following >= 0 ? following : members.nextSetBit(0);
            if (ring.bestSuccessor(i) != expected) {
                throw new BrokenInvariant("the ring is out of order: behind node "
                        + ring.node(i).self() + " comes "
                        + ring.node(ring.bestSuccessor(i)).self() + ", and "
                        + ring.node(expected).self() + " lies between them");
            }
        }
    }

    private static boolean leadsTo(RingPicture ring, int start, BitSet members) {
        int on = start;
        for (int step = 0; step < ring.size() && !members.get(on); step++) {
            on = ring.bestSuccessor(on);
        }
        return members.get(on);
    }
}
