package mpjdht.service.grpc;

import java.util.OptionalLong;
import mpjdht.ring.CircleRules;
import mpjdht.ring.FingerTable;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/**
 * What a node knows of the circle. Of its 160 fingers the first 96 begin within the step to the next position, and so are its successor; the others are
 * those of the table.
 *
 * @param self the node
 * @param predecessor the node before it; empty when it knows none
 * @param successor the node behind it
 * @param fingers its fingers; without any when it keeps none
 */
record Pointers(long self, OptionalLong predecessor, long successor, FingerTable fingers) {
    private static final CircleRules RULES = CircleRules.EXACT;

    /** What a node knows when everything that it knows is right. */
    static Pointers of(RingView ring, int index, KeySpace space) {
        FingerTable fingers = noFingers(ring.id(index), space);
        fingers.fill(ring);
        return new Pointers(
                ring.id(index),
                OptionalLong.of(ring.id(ring.predecessorIndex(index))),
                ring.id(ring.successorIndex(index)),
                fingers);
    }

    /** The table of a node before it knows any finger. */
    static FingerTable noFingers(long self, KeySpace space) {
        return new FingerTable(self, space, RULES);
    }

    /** Whether the node owns a position, as far as it knows. */
    boolean owns(long position) {
        return predecessor.isPresent() && RULES.inArc(predecessor.getAsLong(), position, self);
    }

    /** Whether its successor owns a position, as far as it knows. */
    boolean successorOwns(long position) {
        return RULES.inArc(self, position, successor);
    }

    /** The highest finger strictly between the node and a position; the node itself when there is none. */
    long closestPreceding(long position) {
        int finger = fingers.closestPreceding(position);
        if (finger != FingerTable.NONE) {
            return fingers.id(finger);
        }
        return RULES.between(self, successor, position) ? successor : self;
    }
}
