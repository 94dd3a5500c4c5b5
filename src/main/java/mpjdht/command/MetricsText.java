package mpjdht.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.metric.Distribution;
import mpjdht.metric.Figure;
import mpjdht.metric.JobMetrics;
import mpjdht.metric.RequestFigures;
import mpjdht.metric.Snapshot;

/**
 * The result of METRICS for people: a table each of how requests fared, their hops, their latency, messages by their kinds, and the other
 * figures. What has not happened is left out. What a run decides by itself stands in the first two, what time decides behind them.
 */
final class MetricsText {
    private MetricsText() {}

    static void write(ByteOutput out, JobMetrics metrics) throws IOException {
        out.write(Ascii.bytes(" -> " + ranks(metrics) + "\n"));
        for (List<List<String>> table : tables(metrics.total())) {
            if (table.size() > 1) {
                writeTable(out, table);
            }
        }
    }

    private static String ranks(JobMetrics metrics) {
        int all = metrics.byRank().size();
        List<Integer> missing = metrics.missing();
        if (missing.isEmpty()) {
            return all + " ranks";
        }
        String names = missing.stream().map(Object::toString).collect(Collectors.joining(", "));
        return (all - missing.size()) + " of " + all + " ranks; missing: " + names;
    }

    private static List<List<List<String>>> tables(Snapshot total) {
        List<List<String>> requests = begin("requests", "done", "failed");
        List<List<String>> hops = begin("hops", "mean", "p50", "p90", "p99", "max");
        List<List<String>> latency = begin("latency_us", "mean", "p50", "p90", "p99", "p99.9", "max");
        for (int operation : total.operations()) {
            String name = Operation.name(operation);
            RequestFigures fared = total.requests(operation);
            requests.add(List.of(name, Long.toString(fared.done()), Long.toString(fared.failed())));
            if (fared.done() > 0) {
                hops.add(row(name, fared.hops(), 50, 90, 99, 100));
                latency.add(row(name, fared.latency(), 50, 90, 99, 99.9, 100));
            }
        }
        List<List<String>> messages = begin("messages", "sent", "bytes");
        for (int kind : total.kinds()) {
            messages.add(List.of(
                    MessageKind.name(kind), Long.toString(total.messages(kind)), Long.toString(total.bytes(kind))));
        }
        messages.add(List.of("all", Long.toString(total.messages()), Long.toString(total.bytes())));
        List<List<String>> figures = begin("figures", "");
        for (Figure figure : Figure.values()) {
            if (total.of(figure) > 0) {
                figures.add(List.of(figure.key(), Long.toString(total.of(figure))));
            }
        }
        return List.of(requests, hops, latency, messages, figures);
    }

    private static List<List<String>> begin(String... headings) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(headings));
        return table;
    }

    private static List<String> row(String name, Distribution numbers, double... percentiles) {
        List<String> row = new ArrayList<>(List.of(name, String.format(Locale.ROOT, "%.2f", numbers.mean())));
        for (double percentile : percentiles) {
            row.add(Long.toString(numbers.percentile(percentile)));
        }
        return row;
    }

    /** The first column to the left, the others to the right. */
    private static void writeTable(ByteOutput out, List<List<String>> table) throws IOException {
        int[] widths = new int[table.get(0).size()];
        for (List<String> row : table) {
            Arrays.setAll(
                    widths, column -> Math.max(widths[column], row.get(column).length()));
        }
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder("  ").append(row.get(0)).append(blanks(widths[0], row.get(0)));
            for (int column = 1; column < widths.length; column++) {
                line.append("  ")
                        .append(blanks(widths[column], row.get(column)))
                        .append(row.get(column));
            }
            out.write(Ascii.bytes(line.toString().stripTrailing() + "\n"));
        }
    }

    private static String blanks(int width, String cell) {
        return " ".repeat(width - cell.length());
    }
}
