package mpjdht.experiment.chord;

import java.util.Arrays;

/**
 * How many keys a node has to expect when ids and keys are spread evenly at random: the exact distribution, not a limit.
 *
 * <p>{@code P} places and {@code K} keys on the circle are {@code P + K} points in random order, so how the keys fall into the
 * arcs between the places is any of the ways to write {@code K} as a sum of {@code P} numbers, all equally likely. A node with
 * {@code r} of the places has {@code k} keys in {@code C(k+r-1, k) · C(K-k+P-r-1, K-k)} of the {@code C(K+P-1, K)} ways. With
 * many nodes that is, for {@code r} = 1, close to an exponential distribution; its 99th percentile is ln 100 = 4.6 times the mean.
 */
final class ExpectedLoad {
    /** What is more rare than this is left out. */
    private static final double NEGLIGIBLE = 1e-15;

    private static final double HUNDRED = 100;
    private static final double ROUNDING = 1e-9;

    private final double[] shares;

    /** The distribution on a ring of at least two nodes. */
    ExpectedLoad(KeyLoad load) {
        double places = (double) load.nodes() * load.virtualNodes();
        int own = load.virtualNodes();
        int keys = load.keys();
        double share = 1;
        for (int i = 1; i <= own; i++) {
            share *= (places - i) / (places - i + keys);
        }
        double mean = (double) keys / load.nodes();
        double[] found = new double[keys + 1];
        int k = 0;
        while (k < keys && (k < mean || share > NEGLIGIBLE)) {
            found[k] = share;
            share *= (double) (k + own) / (k + 1) * (keys - k) / (keys - k - 1 + places - own);
            k++;
        }
        found[k] = share;
        shares = Arrays.copyOf(found, k + 1);
    }

    /** The share of the nodes that have {@code keys} keys. */
    double share(int keys) {
        return keys < shares.length ? shares[keys] : 0;
    }

    /** The least number of keys such that at least {@code percent} of a hundred nodes have no more. */
    int percentile(int percent) {
        int keys = 0;
        double sum = shares[0];
        while (sum < percent / HUNDRED - ROUNDING && keys + 1 < shares.length) {
            keys++;
            sum += shares[keys];
        }
        return keys;
    }
}
