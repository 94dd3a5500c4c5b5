package mpjdht.experiment.search;

import java.util.Arrays;
import mpjdht.sim.SeededRandom;

/** Numbers from 0 on, of which the one at place i comes with a chance in proportion to 1 / (i + 1) to the power of an exponent. */
final class Zipf {
    private final double[] sums;

    Zipf(int size, double exponent) {
        sums = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += StrictMath.pow(i + 1, -exponent);
            sums[i] = sum;
        }
    }

    int size() {
        return sums.length;
    }

    int draw(SeededRandom random) {
        double drawn = (random.nextLong() >>> 11) * 0x1p-53 * sums[sums.length - 1];
        int at = Arrays.binarySearch(sums, drawn);
        return Math.min(sums.length - 1, at < 0 ? -at - 1 : at);
    }
}
