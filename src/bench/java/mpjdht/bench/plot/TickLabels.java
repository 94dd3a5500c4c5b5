package mpjdht.bench.plot;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as an axis shows them: short, with K, M or G for thousands. */
final class TickLabels {
    /** An axis that spans a larger ratio has labels at powers of ten alone. */
    static final double DECADES_ALONE = 2000;

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

    /** The same for powers of ten and, if there are few of them, for their doubles and fives; nothing for others. */
    static String logarithmic(double value, boolean decadesAlone) {
        double digit = value / Math.pow(10, Math.floor(Math.log10(value) + NEAR));
        boolean labelled = isNear(digit, 1) || (!decadesAlone && (isNear(digit, 2) || isNear(digit, 5)));
        return labelled ? plain(value) : NONE;
    }

    private static boolean isNear(double value, double wanted) {
        return Math.abs(value - wanted) < 1e-6;
    }
}
