package mpjdht.node.chord;

import mpjdht.ring.FingerTable;
import mpjdht.ring.NodeRef;

/**
 * Looks fingers up, one after another ({@code fix_fingers}, Stoica et al., figure 6). Those that the successor or the finger
 * just found answers for need no lookup of their own, so a round takes about log2 N lookups.
 */
final class FingerFixer {
    private final ChordNode node;
    private int next;
    private boolean running;

    FingerFixer(ChordNode node) {
        this.node = node;
    }

    /** Fixes the next finger, unless one is being looked up. */
    void run() {
        if (running || !node.member()) {
            return;
        }
        if (next == 0) {
            next = set(0, node.successor());
        }
        if (next == node.fingers().size()) {
            next = 0;
            return;
        }
        running = true;
        int index = next;
        new OwnerSearch(node, node.fingers().start(index)) {
            @Override
            void owner(NodeRef owner) {
                running = false;
                next = Math.max(index + 1, set(index, owner));
            }

            @Override
            void notFound() {
                running = false;
                next = index + 1;
            }
        }.begin();
    }

    /** Sets all fingers from an index on for which this owner answers; returns the first for which it does not. */
    private int set(int from, NodeRef owner) {
        FingerTable fingers = node.fingers();
        int index = from;
        while (index < fingers.size() && node.rules().inArc(node.self().id(), fingers.start(index), owner.id())) {
            fingers.set(index++, owner);
        }
        return index;
    }
}
