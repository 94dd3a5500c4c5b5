package mpjdht.sim;

import java.util.BitSet;

/** Sets of ranks as text: runs of ranks with dots between them, such as {@code 1-3.7}. */
final class RankSet {
    private static final int MOST_RANK = 1 << 20;

    private RankSet() {}

    static String text(BitSet ranks) {
        StringBuilder text = new StringBuilder();
        int first = ranks.nextSetBit(0);
        while (first >= 0) {
            int end = ranks.nextClearBit(first);
            text.append(text.isEmpty() ? "" : ".").append(first);
            if (end - first > 1) {
                text.append('-').append(end - 1);
            }
            first = ranks.nextSetBit(end);
        }
        return text.toString();
    }

    /** Reads a set; throws {@link NumberFormatException} when it is none. */
    static BitSet parse(String text) {
        BitSet ranks = new BitSet();
        for (String run : text.split("\\.", -1)) {
            int dash = run.indexOf('-');
            int first = rank(dash < 0 ? run : run.substring(0, dash));
            int last = dash < 0 ? first : rank(run.substring(dash + 1));
            if (last < first) {
                throw new NumberFormatException(run);
            }
            ranks.set(first, last + 1);
        }
        return ranks;
    }

    /** Reads a rank. */
    static int rank(String text) {
        int rank = Integer.parseInt(text);
        if (rank < 0 || rank > MOST_RANK) {
            throw new NumberFormatException(text);
        }
        return rank;
    }
}
