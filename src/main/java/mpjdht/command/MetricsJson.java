package mpjdht.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.metric.Distribution;
import mpjdht.metric.Figure;
import mpjdht.metric.JobMetrics;
import mpjdht.metric.RequestFigures;
import mpjdht.metric.Snapshot;

/** What a job has counted, for programs: what all ranks that tell anything have counted together, and what each has. */
public final class MetricsJson {
    private MetricsJson() {}

    /** Writes a JSON object on a line. */
    public static void writeLine(ByteOutput out, JobMetrics metrics) throws IOException {
        out.write(Ascii.bytes("{" + members(metrics) + "}\n"));
    }

    /** Writes the members of that object. */
    static void write(ByteOutput out, JobMetrics metrics) throws IOException {
        out.write(Ascii.bytes(members(metrics)));
    }

    private static String members(JobMetrics metrics) {
        List<Optional<Snapshot>> byRank = metrics.byRank();
        String ranks = IntStream.range(0, byRank.size())
                .filter(rank -> byRank.get(rank).isPresent())
                .mapToObj(rank ->
                        "{\"rank\":" + rank + "," + members(byRank.get(rank).orElseThrow()) + "}")
                .collect(Collectors.joining(","));
        return "\"ranks\":" + byRank.size() + ",\"missing\":"
                + metrics.missing().toString().replace(" ", "") + ",\"total\":{" + members(metrics.total())
                + "},\"by_rank\":[" + ranks + "]";
    }

    private static String members(Snapshot counted) {
        return object("requests", counted.operations(), Operation::name, op -> requests(counted.requests(op)))
                + ","
                + object(
                        "messages",
                        counted.kinds(),
                        MessageKind::name,
                        kind -> "{\"sent\":" + counted.messages(kind) + ",\"bytes\":" + counted.bytes(kind) + "}")
                + ","
                + object(
                        "figures",
                        Arrays.asList(Figure.values()),
                        Figure::key,
                        figure -> Long.toString(counted.of(figure)));
    }

    private static <T> String object(
            String name, List<T> members, Function<T, String> names, Function<T, String> values) {
        return members.stream()
                .map(member -> "\"" + names.apply(member) + "\":" + values.apply(member))
                .collect(Collectors.joining(",", "\"" + name + "\":{", "}"));
    }

    private static String requests(RequestFigures fared) {
        return "{\"done\":" + fared.done() + ",\"failed\":" + fared.failed()
                + ",\"hops\":{" + numbers(fared.hops()) + "," + times(fared.hops()) + "}"
                + ",\"latency_us\":{" + numbers(fared.latency()) + "}}";
    }

    private static String numbers(Distribution met) {
        return "\"sum\":" + met.sum() + String.format(Locale.ROOT, ",\"mean\":%.3f", met.mean())
                + ",\"p50\":" + met.percentile(50) + ",\"p90\":" + met.percentile(90)
                + ",\"p99\":" + met.percentile(99) + ",\"p999\":" + met.percentile(99.9) + ",\"max\":" + met.max();
    }

    /** How often each number was met. */
    private static String times(Distribution met) {
        return IntStream.range(0, met.size())
                .mapToObj(i -> "\"" + met.number(i) + "\":" + met.count(i))
                .collect(Collectors.joining(",", "\"times\":{", "}"));
    }
}
