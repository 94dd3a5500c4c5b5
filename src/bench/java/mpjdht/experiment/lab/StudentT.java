package mpjdht.experiment.lab;

/**
 * Student's t distribution, as far as a 95 % confidence interval of a mean needs it: the quantile of 97.5 %. Small numbers of degrees of freedom are
 * a table (Abramowitz and Stegun, table 26.10); larger ones follow from the normal distribution (ibid., 26.7.5), exact to five
 * digits.
 */
final class StudentT {
    private static final double[] TABLE = {
        12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.30600, 2.26216, 2.22814, 2.20099, 2.17881, 2.16037,
        2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596, 2.07961, 2.07387, 2.06866, 2.06390, 2.05954, 2.05553,
        2.05183, 2.04841, 2.04523, 2.04227
    };
    private static final double NORMAL = 1.959964;

    private StudentT() {}

    /**
     * The number that a variable of the distribution exceeds with a chance of 2.5 %.
     *
     * @param degrees of freedom, at least 1
     */
    static double quantile(int degrees) {
        if (degrees <= TABLE.length) {
            return TABLE[degrees - 1];
        }
        double z = NORMAL;
        double cube = z * z * z;
        double fifth = cube * z * z;
        double seventh = fifth * z * z;
        return z
                + (cube + z) / (4.0 * degrees)
                + (5 * fifth + 16 * cube + 3 * z) / (96.0 * degrees * degrees)
                + (3 * seventh + 19 * fifth + 17 * cube - 15 * z) / (384.0 * degrees * degrees * degrees);
    }
}
