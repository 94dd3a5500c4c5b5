package mpjdht.experiment.lab;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** Numbers as the tables show them. */
public final class Figure {
    /** Where there is no number. */
    public static final String NONE = "-";

    private Figure() {}

    /** Without decimals, in groups of three digits. */
    public static String grouped(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** With one decimal. */
    public static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** With two decimals. */
    public static String hundredths(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Mean, 1st and 99th percentile. */
    public static String spread(Histogram numbers) {
        return hundredths(numbers.mean()) + " (" + numbers.percentile(1) + ", " + numbers.percentile(99) + ")";
    }

    /** The same of repeats, with the interval of the mean. */
    public static String spread(Estimate mean, Histogram numbers) {
        return mean + " (" + numbers.percentile(1) + ", " + numbers.percentile(99) + ")";
    }

    /** From where to where. */
    public static String range(DoubleFunction<String> format, double least, double most) {
        return format.apply(least) + "–" + format.apply(most);
    }
}
