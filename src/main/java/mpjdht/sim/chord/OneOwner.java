package mpjdht.sim.chord;

import mpjdht.node.chord.ChordNode;
import mpjdht.ring.Arc;
import mpjdht.sim.BrokenInvariant;

/**
 * No position has two owners. As long as nobody has crashed that holds of all that is owned; afterwards of what was handed over:
 * what a node has inherited, because those who owned it were found dead, may belong to a live one of whom only the dead knew.
 */
final class OneOwner implements RingInvariant {
    private final boolean liveCountAsDead;

    /**
     * The invariant.
     *
     * @param liveCountAsDead whether nodes may be found dead that are not, so that what was theirs is inherited as if they had crashed
     */
    OneOwner(boolean liveCountAsDead) {
        this.liveCountAsDead = liveCountAsDead;
    }

    @Override
    public void check(RingPicture ring) {
        ChordNode before = null;
        for (int i = 0; i < ring.size(); i++) {
            if (!liveCountAsDead && !ring.anyHasCrashed()) {
                requireNothingInherited(ring.node(i));
            }
            before = ring.node(i).handed() == null ? before : ring.node(i);
        }
        // Two arcs overlap when the end of one lies in the other; so each is compared with the one that ends before it.
        for (int i = 0; i < ring.size(); i++) {
            Arc handed = ring.node(i).handed();
            if (handed != null) {
                if (before != ring.node(i) && handed.contains(before.self().id())) {
                    throw new BrokenInvariant("node " + ring.node(i).self() + " owns " + handed + ", and so what node "
                            + before.self() + " owns, " + before.handed());
                }
                before = ring.node(i);
            }
        }
    }

    private static void requireNothingInherited(ChordNode node) {
        Arc owned = node.owned();
        if (owned != null && !owned.equals(node.handed())) {
            throw new BrokenInvariant("node " + node.self() + " owns " + owned + ", of which it was handed "
                    + node.handed() + ", and nobody has crashed");
        }
    }
}
