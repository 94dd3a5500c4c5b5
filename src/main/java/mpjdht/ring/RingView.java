package mpjdht.ring;

import java.util.Arrays;

/**
 * An immutable picture of the circle at one epoch: the nodes in the order of their ids, each with the rank that hosts
 * it. Finding an owner takes constant time: a table over the leading bits of the position gives the first candidate.
 *
 * <p>Invariant: at least one node; ids strictly ascending as unsigned numbers. Ownership is that of consistent hashing
 * (Stoica et al., "Chord", section 4.2): the owner of a position is the node with the smallest id at or above it, and
 * past the highest id the lowest.
 */
public final class RingView {
    private final long epoch;
    private final long[] ids;
    private final int[] ranks;
    private final int bucketShift;
    private final int[] firstAtOrAboveBucket;

    private RingView(long epoch, long[] ids, int[] ranks) {
        this.epoch = epoch;
        this.ids = ids;
        this.ranks = ranks;
        int bucketBits = 33 - Integer.numberOfLeadingZeros(ids.length);
        int idBits = 64 - Long.numberOfLeadingZeros(ids[ids.length - 1]);
        this.bucketShift = Math.max(0, idBits - bucketBits);
        this.firstAtOrAboveBucket = bucketTable();
    }

    /**
     * A view with the given nodes.
     *
     * @param epoch number of this view; grows by one with every change
     * @param ids node ids in any order, all different
     * @param ranks host of each node, in the same order
     * @throws IllegalArgumentException if there is no node, the lengths differ or an id occurs twice
     */
    public static RingView of(long epoch, long[] ids, int[] ranks) {
        if (ids.length == 0 || ids.length != ranks.length) {
            throw new IllegalArgumentException(
                    "a ring needs at least one node and a rank for each, not " + ids.length + " and " + ranks.length);
        }
        long[] sortedIds = ids.clone();
        sortUnsigned(sortedIds);
        for (int i = 1; i < sortedIds.length; i++) {
            if (sortedIds[i] == sortedIds[i - 1]) {
                throw new IllegalArgumentException("id " + Long.toUnsignedString(sortedIds[i]) + " occurs twice");
            }
        }
        int[] sortedRanks = new int[ranks.length];
        for (int i = 0; i < ids.length; i++) {
            sortedRanks[insertionIndex(sortedIds, ids[i])] = ranks[i];
        }
        return new RingView(epoch, sortedIds, sortedRanks);
    }

    /** The next view, in which the node {@code id} has joined on {@code rank}; it must not be on the circle yet. */
    public RingView join(long id, int rank) {
        int at = insertionIndex(ids, id);
        if (at < ids.length && ids[at] == id) {
            throw new IllegalArgumentException("id " + Long.toUnsignedString(id) + " is already on the circle");
        }
        long[] newIds = new long[ids.length + 1];
        int[] newRanks = new int[ids.length + 1];
        System.arraycopy(ids, 0, newIds, 0, at);
        System.arraycopy(ranks, 0, newRanks, 0, at);
        newIds[at] = id;
        newRanks[at] = rank;
        System.arraycopy(ids, at, newIds, at + 1, ids.length - at);
        System.arraycopy(ranks, at, newRanks, at + 1, ids.length - at);
        return new RingView(epoch + 1, newIds, newRanks);
    }

    /** The next view, without the node {@code id}, which must be on the circle and not the last one. */
    public RingView leave(long id) {
        int at = indexOf(id);
        if (at < 0 || ids.length == 1) {
            throw new IllegalArgumentException("id " + Long.toUnsignedString(id) + " cannot leave the circle");
        }
        long[] newIds = new long[ids.length - 1];
        int[] newRanks = new int[ids.length - 1];
        System.arraycopy(ids, 0, newIds, 0, at);
        System.arraycopy(ranks, 0, newRanks, 0, at);
        System.arraycopy(ids, at + 1, newIds, at, newIds.length - at);
        System.arraycopy(ranks, at + 1, newRanks, at, newIds.length - at);
        return new RingView(epoch + 1, newIds, newRanks);
    }

    /** The same nodes in the view of another number. */
    public RingView atEpoch(long number) {
        return new RingView(number, ids, ranks);
    }

    /** Whether another view has the same nodes on the same ranks. */
    public boolean hasSameNodes(RingView other) {
        return Arrays.equals(ids, other.ids) && Arrays.equals(ranks, other.ranks);
    }

    /** Number of this view; every change makes it one larger. */
    public long epoch() {
        return epoch;
    }

    /** How many nodes are on the circle, at least one. */
    public int size() {
        return ids.length;
    }

    /** Id of the node at {@code index}, 0 being the lowest. */
    public long id(int index) {
        return ids[index];
    }

    /** Rank that hosts the node at {@code index}. */
    public int rank(int index) {
        return ranks[index];
    }

    /** The node at {@code index}. */
    public NodeRef node(int index) {
        return new NodeRef(ids[index], ranks[index]);
    }

    /** Index of the node {@code id}, or -1 when it is not on the circle. */
    public int indexOf(long id) {
        int at = insertionIndex(ids, id);
        return at < ids.length && ids[at] == id ? at : -1;
    }

    /** Index of the node that owns {@code position}. */
    public int ownerIndex(long position) {
        long bucket = position >>> bucketShift;
        if (bucket >= firstAtOrAboveBucket.length || bucket < 0) {
            return 0;
        }
        int index = firstAtOrAboveBucket[(int) bucket];
        while (index < ids.length && Long.compareUnsigned(ids[index], position) < 0) {
            index++;
        }
        return index == ids.length ? 0 : index;
    }

    /** Index of the node after {@code index} on the circle; the node itself when it is alone. */
    public int successorIndex(int index) {
        return index + 1 == ids.length ? 0 : index + 1;
    }

    /** Index of the node before {@code index} on the circle; the node itself when it is alone. */
    public int predecessorIndex(int index) {
        return index == 0 ? ids.length - 1 : index - 1;
    }

    /** The positions that the node at {@code index} owns. */
    public Arc arc(int index) {
        return new Arc(ids[predecessorIndex(index)], ids[index]);
    }

    private int[] bucketTable() {
        int buckets = (int) (ids[ids.length - 1] >>> bucketShift) + 1;
        int[] first = new int[buckets];
        int index = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            while (index < ids.length && ids[index] >>> bucketShift < bucket) {
                index++;
            }
            first[bucket] = index;
        }
        return first;
    }

    private static int insertionIndex(long[] ids, long id) {
        int low = 0;
        int high = ids.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(ids[middle], id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void sortUnsigned(long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(values);
        for (int i = 0; i < values.length; i++) {
            values[i] ^= Long.MIN_VALUE;
        }
    }
}
