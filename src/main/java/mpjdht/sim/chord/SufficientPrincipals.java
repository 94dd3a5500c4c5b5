package mpjdht.sim.chord;

import java.util.BitSet;
import java.util.List;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;

/**
 * There are more principals than a successor list has entries (Zave, section 5: SufficientPrincipals). A principal is a
 * member that no member skips: it lies between no two neighbours of any extended successor list, which is a node and its
 * list. With {@link OneLiveSuccessor} this is Zave's inductive invariant, from which all else follows.
 */
final class SufficientPrincipals implements RingInvariant {
    private final int successors;

    /**
     * The invariant for a ring.
     *
     * @param successors length of a successor list
     */
    SufficientPrincipals(int successors) {
        this.successors = successors;
    }

    @Override
    public void check(RingPicture ring) {
        BitSet skipped = new BitSet(ring.size());
        for (int i = 0; i < ring.size(); i++) {
            long before = ring.node(i).self().id();
            List<NodeRef> list = ring.node(i).successors();
            for (int k = 0; k < list.size(); k++) {
                long behind = list.get(k).id();
                skip(ring, before, behind, skipped);
                before = behind;
            }
        }
        int principals = ring.size() - skipped.cardinality();
        if (principals <= successors) {
            throw new BrokenInvariant("only " + principals + " of " + ring.size() + " members are skipped by none, with"
                    + " successor lists of " + successors);
        }
    }

    /** Marks the members that lie between two places. */
    private static void skip(RingPicture ring, long before, long behind, BitSet skipped) {
        int at = ring.ownerIndex(before + 1);
        for (int i = 0; i < ring.size() && between(before, ring.node(at).self().id(), behind); i++) {
            skipped.set(at);
            at = at + 1 == ring.size() ? 0 : at + 1;
        }
    }

    private static boolean between(long before, long id, long behind) {
        return Long.compareUnsigned(id - before - 1, behind - before - 1) < 0;
    }
}
