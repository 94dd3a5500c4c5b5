package mpjdht.node;

/**
 * The ranks of a job and their roles: 0 is the head, the last is the command rank, those between are storage ranks.
 *
 * @param size number of ranks, at least 3
 */
public record Grid(int size) {
    /** Fewest ranks that have every role. */
    public static final int MIN_SIZE = 3;

    /** Rank of the head. */
    public static final int HEAD = 0;

    /** Checks the size. */
    public Grid {
        if (size < MIN_SIZE) {
            throw new IllegalArgumentException(
                    "a grid needs a head, a command rank and a storage rank: at least 3 ranks, not " + size);
        }
    }

    /** Rank of the command rank. */
    public int command() {
        return size - 1;
    }

    /** The highest storage rank; the lowest is 1. */
    public int lastStorage() {
        return size - 2;
    }

    /** Whether a rank is a storage rank. */
    public boolean stores(int rank) {
        return rank >= 1 && rank <= lastStorage();
    }

    /**
     * Hosts of the nodes at start: the storage ranks in turn, so that the last node is on the last storage rank.
     *
     * @param nodes number of nodes
     */
    public int[] initialRanks(int nodes) {
        int[] ranks = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            ranks[i] = lastStorage() - (nodes - 1 - i) % lastStorage();
        }
        return ranks;
    }
}
