package mpjdht.service.http;

import com.fasterxml.jackson.jr.ob.JSON;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.metric.Figure;

/**
 * What the ranks have counted.
 *
 * @param told the members of the object that METRICS prints, but for its place
 */
record CountedMetrics(Map<String, Object> told) {
    private static final Map<Double, String> QUANTILES = Map.of(0.5, "p50", 0.9, "p90", 0.99, "p99", 0.999, "p999");
    private static final double MICROS = 1e6;

    /** What METRICS prints as JSON. */
    static CountedMetrics of(String line) {
        try {
            Map<String, Object> told = new LinkedHashMap<>(JSON.std.mapFrom(line));
            told.keySet().removeAll(List.of("line", "op"));
            return new CountedMetrics(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as Prometheus knows it: requests of all ranks together, everything else rank by rank. */
    List<MetricSnapshot> snapshots() {
        CounterSnapshot.Builder requests =
                CounterSnapshot.builder().name("mpjdht_requests").help("requests of clients that were answered");
        SummarySnapshot.Builder hops = SummarySnapshot.builder()
                .name("mpjdht_request_hops")
                .help("messages until a request was at the node that answered it");
        SummarySnapshot.Builder latency = SummarySnapshot.builder()
                .name("mpjdht_request_latency_seconds")
                .help("from when a request left its client until its answer came there");
        map(map(told, "total"), "requests").forEach((operation, counted) -> {
            Map<String, Object> fared = cast(counted);
            for (String outcome : List.of("done", "failed")) {
                requests.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of("operation", operation, "outcome", outcome))
                        .value(number(fared, outcome))
                        .build());
            }
            long done = (long) number(fared, "done");
            hops.dataPoint(summary(operation, done, map(fared, "hops"), 1));
            latency.dataPoint(summary(operation, done, map(fared, "latency_us"), MICROS));
        });
        List<MetricSnapshot> all = new ArrayList<>(List.of(requests.build(), hops.build(), latency.build()));
        all.add(byKind("mpjdht_messages_sent", "messages that were sent", "sent"));
        all.add(byKind("mpjdht_messages_sent_bytes", "bytes of these messages", "bytes"));
        for (Figure figure : Figure.values()) {
            all.add(byRank(figure));
        }
        return all;
    }

    private static SummaryDataPointSnapshot summary(
            String operation, long count, Map<String, Object> numbers, double unit) {
        List<Quantile> quantiles = new ArrayList<>();
        QUANTILES.forEach((share, name) -> quantiles.add(new Quantile(share, number(numbers, name) / unit)));
        return SummaryDataPointSnapshot.builder()
                .labels(Labels.of("operation", operation))
                .count(count)
                .sum(number(numbers, "sum") / unit)
                .quantiles(Quantiles.of(quantiles))
                .build();
    }

    private MetricSnapshot byKind(String name, String help, String what) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        for (Map<String, Object> rank : ranks()) {
            map(rank, "messages")
                    .forEach((kind, counted) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(Labels.of("rank", rank.get("rank").toString(), "kind", kind))
                            .value(number(cast(counted), what))
                            .build()));
        }
        return counter.build();
    }

    private MetricSnapshot byRank(Figure figure) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("mpjdht_" + figure.key()).help(figure.unit() + " " + figure.help());
        for (Map<String, Object> rank : ranks()) {
            counter.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of("rank", rank.get("rank").toString()))
                    .value(number(map(rank, "figures"), figure.key()))
                    .build());
        }
        return counter.build();
    }

    private List<Map<String, Object>> ranks() {
        return ((List<?>) told.get("by_rank"))
                .stream().map(CountedMetrics::cast).toList();
    }

    private static Map<String, Object> map(Map<String, Object> object, String name) {
        return cast(object.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object object) {
        return (Map<String, Object>) object;
    }

    private static double number(Map<String, Object> object, String name) {
        return ((Number) object.get(name)).doubleValue();
    }
}
