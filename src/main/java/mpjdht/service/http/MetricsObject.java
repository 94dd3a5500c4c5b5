package mpjdht.service.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mpjdht.service.Meter;
import org.HdrHistogram.Histogram;

/** A meter as an object of JSON; times are microseconds. */
final class MetricsObject {
    private MetricsObject() {}

    /** What it has counted since the server began. */
    static Map<String, Object> all(Meter meter) {
        Map<String, Object> told = begin(meter);
        times(told, meter.all());
        return told;
    }

    /** The same of the last full second, but for the counts. */
    static Map<String, Object> lastSecond(Meter meter) {
        Map<String, Object> told = begin(meter);
        told.put("per_second", meter.lastSecond().getTotalCount());
        times(told, meter.lastSecond());
        return told;
    }

    private static Map<String, Object> begin(Meter meter) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("door", meter.door());
        told.put("verb", meter.verb());
        told.put("count", meter.all().getTotalCount());
        told.put("failures", meter.failures());
        return told;
    }

    private static void times(Map<String, Object> told, Histogram histogram) {
        told.put("p50_us", micros(histogram, 50));
        told.put("p99_us", micros(histogram, 99));
        told.put("p999_us", micros(histogram, 99.9));
        told.put("max_us", micros(histogram, 100));
    }

    private static long micros(Histogram histogram, double percentile) {
        return TimeUnit.NANOSECONDS.toMicros(histogram.getValueAtPercentile(percentile));
    }
}
