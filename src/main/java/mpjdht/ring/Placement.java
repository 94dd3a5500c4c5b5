package mpjdht.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Where the copies of an arc belong: at its owner and the nodes that follow it on the circle, on ranks that differ, and on hosts
 * that differ as long as there are enough (successor lists as in Dabek et al., "Wide-area cooperative storage with CFS", SOSP
 * 2001, section 4.2). What a ring, the ranks and their hosts say decides it, and nothing else.
 */
public final class Placement {
    private final int copies;
    private final IntUnaryOperator hostOfRank;

    /**
     * A rule.
     *
     * @param copies copies of every key, at least 1; fewer where there are fewer ranks with nodes
     * @param hostOfRank a number for the host of each rank; ranks of one host have the same
     */
    public Placement(int copies, IntUnaryOperator hostOfRank) {
        if (copies < 1) {
            throw new IllegalArgumentException("a key has at least one copy, not " + copies);
        }
        this.copies = copies;
        this.hostOfRank = hostOfRank;
    }

    /** Copies of every key, if there are enough ranks. */
    public int copies() {
        return copies;
    }

    /**
     * The nodes at which the arc of a node has its copies.
     *
     * @param ring the circle
     * @param owner index of the node
     * @return their indexes, the owner's first; with several hosts, those that bring a new host before those that do not
     */
    public List<Integer> replicas(RingView ring, int owner) {
        List<Integer> chosen = new ArrayList<>();
        addFollowing(ring, owner, hostOfRank, chosen);
        addFollowing(ring, owner, rank -> rank, chosen);
        return chosen;
    }

    /** Goes once round the circle, and takes every node that is unlike all that were taken. */
    private void addFollowing(RingView ring, int owner, IntUnaryOperator likeness, List<Integer> chosen) {
        int index = owner;
        for (int i = 0; i < ring.size() && chosen.size() < copies; i++) {
            if (isNew(ring, ring.rank(index), likeness, chosen)) {
                chosen.add(index);
            }
            index = ring.successorIndex(index);
        }
    }

    private static boolean isNew(RingView ring, int rank, IntUnaryOperator likeness, List<Integer> chosen) {
        int kind = likeness.applyAsInt(rank);
        for (int other : chosen) {
            if (likeness.applyAsInt(ring.rank(other)) == kind) {
                return false;
            }
        }
        return true;
    }
}
