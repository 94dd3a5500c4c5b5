package mpjdht.experiment.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The mean of independent repeats, with its 95 % confidence interval by Student's t: were the whole done again and again, 95 of a
 * hundred such intervals would hold what the mean tends to.
 *
 * @param mean of the repeats
 * @param halfWidth the interval goes from the mean less this to the mean and this; at least 0
 * @param repeats at least {@link Plan#REPEATS}
 */
public record Estimate(double mean, double halfWidth, int repeats) {
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final int MOST_DECIMALS = 6;

    /**
     * From the figure of each repeat.
     *
     * @throws IllegalArgumentException if there are fewer than {@link Plan#REPEATS}, or one is no finite number
     */
    public static Estimate of(double... figures) {
        if (figures.length < Plan.REPEATS) {
            throw new IllegalArgumentException(
                    figures.length + " repeats are too few for an interval; right are at least " + Plan.REPEATS);
        }
        if (!Arrays.stream(figures).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a repeat without a figure: " + Arrays.toString(figures));
        }
        double mean = Arrays.stream(figures).sum() / figures.length;
        double squares = Arrays.stream(figures).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = Math.sqrt(squares / (figures.length - 1));
        double halfWidth = StudentT.quantile(figures.length - 1) * deviation / Math.sqrt(figures.length);
        return new Estimate(mean, halfWidth, figures.length);
    }

    /** From one figure of what each repeat came to. */
    public static <T> Estimate of(List<T> repeats, ToDoubleFunction<T> figure) {
        return of(repeats.stream().mapToDouble(figure).toArray());
    }

    /** The lower end of the interval. */
    public double least() {
        return mean - halfWidth;
    }

    /** The upper end of the interval. */
    public double most() {
        return mean + halfWidth;
    }

    /** The same in another unit. */
    public Estimate times(double factor) {
        return new Estimate(mean * factor, halfWidth * Math.abs(factor), repeats);
    }

    /** Such as {@code 3.862 ± 0.014}: the half-width in two digits, the mean to the same place. */
    @Override
    public String toString() {
        if (halfWidth == 0) {
            return new BigDecimal(mean).round(SIX_DIGITS).stripTrailingZeros().toPlainString() + " ± 0";
        }
        int decimals = (int) Math.min(MOST_DECIMALS, Math.max(0, 1 - Math.floor(Math.log10(halfWidth))));
        String format = "%,." + decimals + "f";
        return String.format(Locale.ROOT, format + " ± " + format, mean, halfWidth);
    }
}
