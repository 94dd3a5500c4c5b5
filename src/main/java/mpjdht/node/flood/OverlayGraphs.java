package mpjdht.node.flood;

import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;

/**
 * How the nodes of a ring become neighbours: each rank draws the same graph of the same ring.
 *
 * @param isPowerLaw whether degrees follow a power law; if not, nearly all are the same
 * @param degree mean number of neighbours, at least 2
 * @param chance makes a source of chance from a seed: a number from 0 to its argument minus 1
 */
public record OverlayGraphs(boolean isPowerLaw, int degree, LongFunction<IntUnaryOperator> chance) {
    private static final long SEED = 1;

    /** Checks the degree. */
    public OverlayGraphs {
        if (degree < 2) {
            throw new IllegalArgumentException("a node has 2 neighbours at least, not " + degree);
        }
    }

    /** The graph of so many nodes. */
    RandomGraph of(int nodes) {
        IntUnaryOperator draw = chance.apply(SEED);
        return isPowerLaw ? RandomGraph.powerLaw(nodes, degree, draw) : RandomGraph.regular(nodes, degree, draw);
    }

    /** Chance for the walkers of a rank. */
    IntUnaryOperator ofRank(int rank) {
        return chance.apply(-1L - rank);
    }
}
