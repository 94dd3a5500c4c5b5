package mpjdht.bench.work;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * Key numbers with a Zipf distribution, 0 being the most frequent: Gray et al., "Quickly Generating Billion-Record
 * Synthetic Databases" (1994), section 3.2; the generator of YCSB.
 */
final class ZipfKeys implements IntSupplier {
    private final int keys;
    private final double theta;
    private final double zeta;
    private final double alpha;
    private final double eta;
    private final SplittableRandom random;

    ZipfKeys(int keys, double theta, SplittableRandom random) {
        this.keys = keys;
        this.theta = theta;
        this.random = random;
        this.zeta = zeta(keys, theta);
        this.alpha = 1 / (1 - theta);
        this.eta = (1 - Math.pow(2.0 / keys, 1 - theta)) / (1 - zeta(Math.min(2, keys), theta) / zeta);
    }

    @Override
    public int getAsInt() {
        double u = random.nextDouble();
        double uz = u * zeta;
        if (uz < 1 || keys == 1) {
            return 0;
        }
        if (uz < 1 + Math.pow(0.5, theta) || keys == 2) {
            return 1;
        }
        return Math.min(keys - 1, (int) (keys * Math.pow(eta * u - eta + 1, alpha)));
    }

    private static double zeta(int keys, double theta) {
        double sum = 0;
        for (int i = 1; i <= keys; i++) {
            sum += 1 / Math.pow(i, theta);
        }
        return sum;
    }
}
