package mpjdht.node.chord;

import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;

/**
 * What a node owns: the arc from the node before it, or nothing. It has its end, from some place on, by hand-over from whoever
 * owned it; what lies before that place it has inherited, when those who owned it were found dead.
 *
 * <p>What was handed over has no other live owner. What was inherited may have one, of whom nobody alive knew: see {@code
 * docs/chord-protocol.md}.
 */
final class Claim {
    private final NodeRef self;
    private NodeRef before;
    private Arc handed;

    /** A claim to nothing. */
    Claim(NodeRef self) {
        this.self = self;
    }

    /** What is owned, or null when that is nothing. */
    Arc arc() {
        return before == null ? null : new Arc(before.id(), self.id());
    }

    /** The end of it that was handed over, or null. */
    Arc handed() {
        return handed;
    }

    /** Whether all of it was handed over. */
    boolean sure() {
        return before != null && handed != null && handed.after() == before.id();
    }

    /** The node whose arc ends where this one begins, or null when nothing is owned. */
    NodeRef before() {
        return before;
    }

    boolean contains(long position) {
        return before != null && arc().contains(position);
    }

    /** Owns everything behind a node. */
    void begin(NodeRef first, boolean handedOver) {
        before = first;
        handed = handedOver ? arc() : null;
    }

    /** Owns what lies behind a node that is farther away, too. */
    void grow(NodeRef farther, boolean handedOver) {
        boolean all = handedOver && sure();
        before = farther;
        handed = all ? arc() : handed;
    }

    /** Owns no more than what lies behind a node. */
    void shrink(NodeRef nearer) {
        before = nearer;
        if (handed != null && handed.contains(nearer.id())) {
            handed = arc();
        }
    }

    /** Owns nothing. */
    void end() {
        before = null;
        handed = null;
    }
}
