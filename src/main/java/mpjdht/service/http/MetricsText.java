package mpjdht.service.http;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import mpjdht.service.Door;
import mpjdht.service.Meter;
import org.HdrHistogram.Histogram;

/** The figures as Prometheus reads them. */
final class MetricsText {
    /** Upper bounds of the buckets in seconds; what took longer is in the last, which has none. */
    private static final double[] BOUNDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private MetricsText() {}

    static byte[] of(List<Meter> meters, Door door, RingLoad ring, CountedMetrics counted) {
        List<MetricSnapshot> metrics = new ArrayList<>();
        metrics.add(counter("mpjdht_commands", "commands that were done", meters, meter -> meter.all()
                .getTotalCount()));
        metrics.add(counter("mpjdht_command_failures", "commands that failed", meters, Meter::failures));
        metrics.add(durations(meters));
        metrics.add(by("mpjdht_nodes", "nodes on the circle", "rank", ring.nodes()));
        metrics.add(by("mpjdht_keys", "keys of the nodes", "rank", ring.keys()));
        metrics.add(by("mpjdht_stored_bytes", "bytes of these keys and their values", "rank", ring.bytes()));
        metrics.add(by(
                "mpjdht_connections",
                "those who have come in",
                "door",
                door.callers().byDoor()));
        metrics.add(gauge("mpjdht_requests_bytes", "bytes of requests under way", door.askedBytes()));
        metrics.add(gauge("mpjdht_unread_bytes", "bytes of replies that were not read", door.untoldBytes()));
        metrics.add(counter("mpjdht_answers", "answers of the grid", door.answers()));
        metrics.add(counter("mpjdht_hops", "hops of the requests that were answered", door.hops()));
        metrics.addAll(counted.snapshots());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(bytes, new MetricSnapshots(metrics), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static MetricSnapshot counter(String name, String help, List<Meter> meters, ToDoubleFunction<Meter> count) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        for (Meter meter : meters) {
            counter.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(meter))
                    .value(count.applyAsDouble(meter))
                    .build());
        }
        return counter.build();
    }

    private static MetricSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        CounterDataPointSnapshot.builder().value((double) value).build())
                .build();
    }

    private static MetricSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        GaugeDataPointSnapshot.builder().value((double) value).build())
                .build();
    }

    private static MetricSnapshot by(String name, String help, String label, SortedMap<?, ? extends Number> values) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((which, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(label, which.toString()))
                .value(value.doubleValue())
                .build()));
        return gauge.build();
    }

    private static MetricSnapshot durations(List<Meter> meters) {
        HistogramSnapshot.Builder durations = HistogramSnapshot.builder()
                .name("mpjdht_command_duration_seconds")
                .help("from the first bytes of a command to the end of its reply");
        for (Meter meter : meters) {
            Histogram all = meter.all();
            durations.dataPoint(HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(buckets(all))
                    .sum(all.getMean() * all.getTotalCount() / NANOS)
                    .labels(labels(meter))
                    .build());
        }
        return durations.build();
    }

    private static ClassicHistogramBuckets buckets(Histogram all) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (double bound : BOUNDS) {
            long upTo = all.getCountBetweenValues(0, (long) (bound * NANOS));
            buckets.bucket(bound, upTo - below);
            below = upTo;
        }
        return buckets.bucket(Double.POSITIVE_INFINITY, all.getTotalCount() - below)
                .build();
    }

    private static Labels labels(Meter meter) {
        return Labels.of("door", meter.door(), "verb", meter.verb());
    }
}
