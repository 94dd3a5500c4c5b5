package mpjdht.store;

/**
 * A Merkle tree over the keys of a table: each leaf has the sum of the digests of its keys, and their number, kept up to date with every
 * change; every inner node is the sum of the {@value #FAN} below it. Two tables that differ in few keys find these by comparing sums from the
 * root on (Merkle 1987; DeCandia et al., "Dynamo", SOSP 2007, section 4.7).
 *
 * <p>The path of a key through the tree is its position, and its hash where positions have too few bits. Level 0 is the root.
 */
final class DigestTree {
    /** Nodes below a node. */
    static final int FAN = 1 << DigestTree.LEVEL_BITS;

    private static final int LEVEL_BITS = 4;

    /** Changes that are made together, so that the processor loads many leaves at once: a large tree is in no cache. */
    private static final int MOST_PENDING = 64;

    private final int levels;
    private final int positionBits;

    /** Sum and number of the keys of each leaf, side by side: both change together. */
    private final long[] leaves;

    private final int[] pendingLeaves = new int[MOST_PENDING];
    private final long[] pendingSums = new long[MOST_PENDING];
    private final int[] pendingKeys = new int[MOST_PENDING];
    private int pending;

    /**
     * A tree of nothing.
     *
     * @param positionBits bits of a position, 1 to 64
     * @param levels levels below the root, 1 to 5
     */
    DigestTree(int positionBits, int levels) {
        this.positionBits = positionBits;
        this.levels = levels;
        this.leaves = new long[2 << (LEVEL_BITS * levels)];
    }

    /** Levels below the root. */
    int levels() {
        return levels;
    }

    /** Nodes of a level. */
    int nodes(int level) {
        return 1 << (LEVEL_BITS * level);
    }

    /** The leaf of a key. */
    int leaf(long position, int hash) {
        int bits = LEVEL_BITS * levels;
        if (positionBits >= bits) {
            return (int) (position >>> (positionBits - bits));
        }
        int fromHash = bits - positionBits;
        return ((int) position << fromHash) | (hash >>> (Integer.SIZE - fromHash));
    }

    /** The first position of which keys may be in a leaf. */
    long first(int leaf) {
        int bits = LEVEL_BITS * levels;
        return positionBits >= bits ? (long) leaf << (positionBits - bits) : leaf >>> (bits - positionBits);
    }

    /** The last position of which keys may be in a leaf. */
    long last(int leaf) {
        int bits = LEVEL_BITS * levels;
        return positionBits > bits ? first(leaf) | (1L << (positionBits - bits)) - 1 : first(leaf);
    }

    /** The first leaf below a node of a level. */
    int firstLeaf(int level, int node) {
        return node << (LEVEL_BITS * (levels - level));
    }

    /** Leaves below a node of a level. */
    int leavesBelow(int level) {
        return 1 << (LEVEL_BITS * (levels - level));
    }

    /** A key has come, gone, or changed. */
    void change(int leaf, long sumChange, int keysChange) {
        pendingLeaves[pending] = leaf;
        pendingSums[pending] = sumChange;
        pendingKeys[pending] = keysChange;
        pending++;
        if (pending == MOST_PENDING) {
            settle();
        }
    }

    private void settle() {
        for (int i = 0; i < pending; i++) {
            int place = 2 * pendingLeaves[i];
            leaves[place] += pendingSums[i];
            leaves[place + 1] += pendingKeys[i];
        }
        pending = 0;
    }

    /** Sum of the digests of a leaf's keys. */
    long sum(int leaf) {
        settle();
        return leaves[2 * leaf];
    }

    /** Keys of a leaf. */
    int keys(int leaf) {
        settle();
        return (int) leaves[2 * leaf + 1];
    }
}
