package mpjdht.ring;

import java.util.Arrays;
import java.util.List;

/**
 * The fingers of a node: finger {@code i} is the first node at or after {@code self + 2^i} (Stoica et al., "Chord", ToN 2003,
 * table I; numbered from 0 here). There are as many as the size of the circle has bits.
 *
 * <p>Invariant: a finger that is known was the successor of its start when it was set, so it lies between its start and this
 * node itself. It may have left the circle since; keeping it fresh is the business of whoever set it.
 */
public final class FingerTable {
    /** What {@link #closestPreceding} returns when no finger lies before the position. */
    public static final int NONE = -1;

    private static final int UNKNOWN = -1;

    private final long self;
    private final long lowest;
    private final long highest;
    private final CircleRules rules;
    private final long[] ids;
    private final int[] ranks;
    private long version;

    /**
     * A table without fingers.
     *
     * @param self id of the node
     * @param space the circle
     * @param rules of the circle
     */
    public FingerTable(long self, KeySpace space, CircleRules rules) {
        this.self = self;
        this.lowest = space.lowestId();
        this.highest = space.highestId();
        this.rules = rules;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(highest - lowest);
        this.ids = new long[bits];
        this.ranks = new int[bits];
        Arrays.fill(ranks, UNKNOWN);
    }

    private FingerTable(FingerTable other) {
        this.self = other.self;
        this.lowest = other.lowest;
        this.highest = other.highest;
        this.rules = other.rules;
        this.ids = other.ids.clone();
        this.ranks = other.ranks.clone();
    }

    /** These fingers as they are now, in a table of their own. */
    public FingerTable copy() {
        return new FingerTable(this);
    }

    /** Grows whenever a finger changes. */
    public long version() {
        return version;
    }

    /** How many fingers a node of this circle has, 0 to 64. */
    public int size() {
        return ids.length;
    }

    /** Where finger {@code i} begins to look for its node. */
    public long start(int i) {
        return rules.fingerStart(self, i, lowest, highest);
    }

    /** Sets finger {@code i}. */
    public void set(int i, NodeRef node) {
        version += ranks[i] == node.rank() && ids[i] == node.id() ? 0 : 1;
        ids[i] = node.id();
        ranks[i] = node.rank();
    }

    /** Forgets finger {@code i}. */
    public void clear(int i) {
        version++;
        ranks[i] = UNKNOWN;
    }

    /** Finger {@code i}, or null when it is not known. */
    public NodeRef get(int i) {
        return ranks[i] == UNKNOWN ? null : new NodeRef(ids[i], ranks[i]);
    }

    /** Forgets every finger that is the node {@code id}. */
    public void remove(long id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                clear(i);
            }
        }
    }

    /** The finger that comes first, clockwise from this node, or null when none is known. */
    public NodeRef nearest() {
        for (int i = 0; i < ids.length; i++) {
            if (ranks[i] != UNKNOWN && ids[i] != self) {
                return get(i);
            }
        }
        return null;
    }

    /**
     * The different fingers that lie between this node and a position, the closest to the position first.
     *
     * @param limit most fingers
     * @param into takes them
     */
    public void preceding(long position, int limit, List<NodeRef> into) {
        int found = 0;
        long previous = self;
        for (int i = lastStartBefore(position); i >= 0 && found < limit; i--) {
            if (ranks[i] != UNKNOWN && ids[i] != previous && rules.between(self, ids[i], position)) {
                previous = ids[i];
                into.add(get(i));
                found++;
            }
        }
    }

    /** Id of finger {@code i}, which is known. */
    public long id(int i) {
        return ids[i];
    }

    /** Rank of finger {@code i}, which is known. */
    public int rank(int i) {
        return ranks[i];
    }

    /** Sets every finger to what it is in {@code view}. */
    public void fill(RingView view) {
        version++;
        for (int i = 0; i < ids.length; i++) {
            long start = start(i);
            if (i > 0 && rules.inArc(self, start, ids[i - 1])) {
                ids[i] = ids[i - 1];
                ranks[i] = ranks[i - 1];
            } else {
                int owner = view.ownerIndex(start);
                ids[i] = view.id(owner);
                ranks[i] = view.rank(owner);
            }
        }
    }

    /**
     * The finger that is closest before a position, counted clockwise from this node: the node's own
     * {@code closest_preceding_node}. The search begins at the last finger whose start lies before the position: a later
     * one lies between its start and this node, and so not before the position.
     *
     * @return number of the finger, or {@link #NONE}
     */
    public int closestPreceding(long position) {
        for (int i = lastStartBefore(position); i >= 0; i--) {
            if (ranks[i] != UNKNOWN && rules.between(self, ids[i], position)) {
                return i;
            }
        }
        return NONE;
    }

    private int lastStartBefore(long position) {
        long distance = position - self;
        if (Long.compareUnsigned(position, self) < 0) {
            distance += highest - lowest + 1;
        }
        return Math.min(ids.length, Long.SIZE - Long.numberOfLeadingZeros(distance - 1)) - 1;
    }
}
