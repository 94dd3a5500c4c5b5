package mpjdht.bench;

import java.util.Locale;

/** Numbers as the tables show them. */
final class Format {
    private Format() {}

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    static String micros(double micros) {
        return String.format(Locale.ROOT, "%.1f", micros);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** Commands per second, in millions. */
    static String millions(double perSecond) {
        return String.format(Locale.ROOT, "%.2f M", perSecond / 1e6);
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes >> 20);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
