package mpjdht.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as an axis shows them: short, with K, M or G for thousands. */
final class TickLabels {
    private static final double WIDE_RATIO = 2000;
    private static final double NARROW_RATIO = 100;

    /** For ticks without a label: a label must not be empty. */
    static final String NONE = " ";

    private static final String UNITS = " KMG";
    private static final int THOUSAND = 1000;
    private static final double NEAR = 1e-9;

    private TickLabels() {}

    /** A number in at most three digits and a letter, such as 0.25, 16 or 2.5 M. */
    static String plain(double value) {
        double rest = value;
        int unit = 0;
        while (Math.abs(rest) >= THOUSAND * (1 - NEAR) && unit < UNITS.length() - 1) {
            rest /= THOUSAND;
            unit++;
        }
        String digits = new BigDecimal(rest)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
        return unit == 0 ? digits : digits + " " + UNITS.charAt(unit);
    }

    /**
     * The same for some ticks of a logarithmic axis, and nothing for the others.
     *
     * @param ratio of the axis' upper end to its lower end: the wider it is, the fewer ticks have a label
     */
    static String logarithmic(double value, double ratio) {
        double digit = value / Math.pow(10, Math.floor(Math.log10(value) + NEAR));
        String labelled = ratio > WIDE_RATIO ? "1" : ratio > NARROW_RATIO ? "125" : "123457";
        return labelled.indexOf('0' + (int) Math.round(digit)) >= 0 ? plain(value) : NONE;
    }
}
