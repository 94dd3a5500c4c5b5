package mpjdht.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What YCSB has printed of a run.
 *
 * @param figures each by its kind and name, as {@code READ, 99thPercentileLatency(us)}
 */
record YcsbReport(Map<String, Double> figures) {
    private static final Pattern FIGURE = Pattern.compile("(?m)^\\[([^]]+)], ([^,\\n]+), ([0-9.]+(?:E[0-9]+)?)$");
    private static final double MICROS_PER_MILLI = 1000;

    /**
     * Reads it.
     *
     * @throws BenchException if it tells no throughput, or of a request that came to anything but what it should
     */
    static YcsbReport parse(String printed) {
        Map<String, Double> figures = new HashMap<>();
        Matcher figure = FIGURE.matcher(printed);
        while (figure.find()) {
            String name = figure.group(2);
            if (name.startsWith("Return=") && !name.equals("Return=OK")) {
                throw new BenchException("YCSB was not answered as it should be: " + figure.group());
            }
            figures.put(figure.group(1) + ", " + name, Double.parseDouble(figure.group(3)));
        }
        if (!figures.containsKey("OVERALL, Throughput(ops/sec)")) {
            throw new BenchException("YCSB told no throughput: " + printed.strip());
        }
        return new YcsbReport(figures);
    }

    /** The run whose throughput is in the middle. */
    static YcsbReport median(List<YcsbReport> reports) {
        List<YcsbReport> sorted = reports.stream()
                .sorted(Comparator.comparingDouble(YcsbReport::perSecond))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    /** Operations a second. */
    double perSecond() {
        return figures.get("OVERALL, Throughput(ops/sec)");
    }

    /** Half of the requests, and 99 of 100, were answered within so many milliseconds; of the first of these kinds that there is. */
    String latencies(String... kinds) {
        for (String kind : kinds) {
            if (figures.containsKey(name(kind, "50th"))) {
                return millis(kind, "50th") + ", " + millis(kind, "99th");
            }
        }
        return "";
    }

    /** A percentile in milliseconds; nothing if there is none. */
    String millis(String kind, String percentile) {
        Double micros = figures.get(name(kind, percentile));
        return micros == null ? "" : String.format(Locale.ROOT, "%.2f", micros / MICROS_PER_MILLI);
    }

    private static String name(String kind, String percentile) {
        return kind + ", " + percentile + "PercentileLatency(us)";
    }
}
