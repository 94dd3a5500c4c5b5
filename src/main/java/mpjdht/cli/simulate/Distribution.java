package mpjdht.cli.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often each small number came. Percentiles are by nearest rank. */
final class Distribution {
    private final long[] counts;
    private final long total;

    /** Of so many of each number, from 0 on. */
    Distribution(long[] counts) {
        this.counts = counts.clone();
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        this.total = sum;
    }

    /** The mean; 0 when there is nothing. */
    double mean() {
        double sum = 0;
        for (int value = 0; value < counts.length; value++) {
            sum += (double) value * counts[value];
        }
        return total == 0 ? 0 : sum / total;
    }

    /** The smallest number that at least so many percent do not exceed; 0 when there is nothing. */
    int percentile(double percent) {
        long rank = Math.max(1, (long) Math.ceil(percent / 100 * total));
        long seen = 0;
        for (int value = 0; value < counts.length; value++) {
            seen += counts[value];
            if (seen >= rank) {
                return value;
            }
        }
        return 0;
    }

    int least() {
        return percentile(0);
    }

    int most() {
        return percentile(100);
    }

    long count(int value) {
        return counts[value];
    }

    /** How often the commonest number came. */
    long mostOften() {
        long highest = 0;
        for (long count : counts) {
            highest = Math.max(highest, count);
        }
        return highest;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "mean %.3f, 1st percentile %d, median %d, 99th percentile %d, most %d",
                mean(),
                percentile(1),
                percentile(50),
                percentile(99),
                most());
    }

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mean", mean());
        map.put("p1", percentile(1));
        map.put("p50", percentile(50));
        map.put("p99", percentile(99));
        map.put("max", most());
        List<Long> histogram = new ArrayList<>();
        for (int value = 0; value <= most(); value++) {
            histogram.add(counts[value]);
        }
        map.put("histogram", histogram);
        return map;
    }
}
