package mpjdht.experiment;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** Numbers as the tables show them. */
final class Figure {
    /** Where there is no number. */
    static final String NONE = "-";

    private Figure() {}

    static String grouped(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    static String hundredths(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Mean, 1st and 99th percentile. */
    static String spread(Histogram numbers) {
        return hundredths(numbers.mean()) + " (" + numbers.percentile(1) + ", " + numbers.percentile(99) + ")";
    }

    static String range(DoubleFunction<String> format, double least, double most) {
        return format.apply(least) + "–" + format.apply(most);
    }
}
