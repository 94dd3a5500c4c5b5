package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.metric.Figure;
import mpjdht.metric.JobMetrics;
import mpjdht.metric.RankMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsResultsTest {
    private final RankMetrics client = new RankMetrics();
    private final RankMetrics storage = new RankMetrics();

    private JobMetrics twoRanks() {
        client.answered(Operation.PUT, false, 1, 40);
        client.answered(Operation.GET, false, 1, 40);
        client.answered(Operation.GET, false, 2, 1_999);
        client.answered(Operation.CAS, true, 0, 0);
        client.sent(MessageKind.REQUESTS, 100);
        storage.sent(MessageKind.REPLIES, 60);
        storage.sent(MessageKind.REPLIES, 7);
        storage.count(Figure.KEYS_MOVED, 12);
        return new JobMetrics(List.of(Optional.of(storage.snapshot()), Optional.of(client.snapshot())));
    }

    private static String print(ResultFormat format, JobMetrics metrics) {
        return Outcomes.printText(
                format,
                false,
                (writer, outcome) -> writer.write(outcome.of(Verb.METRICS, 9).metrics(metrics)));
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void metricsAreTablesOfWhatHasHappened(ResultFormat format) {
        assertThat(print(format, twoRanks())).isEqualTo("""
                METRICS -> 2 ranks
                  requests  done  failed
                  PUT          1       0
                  GET          2       0
                  CAS          0       1
                  hops  mean  p50  p90  p99  max
                  PUT   1.00    1    1    1    1
                  GET   1.50    1    2    2    2
                  latency_us     mean  p50   p90   p99  p99.9   max
                  PUT           40.00   40    40    40     40    40
                  GET         1019.50   40  1999  1999   1999  1999
                  messages  sent  bytes
                  requests     1    100
                  replies      2     67
                  all          3    167
                  figures
                  keys_moved  12
                """);
    }

    @Test
    void ranksThatTellNothingAreNamed() {
        JobMetrics metrics = new JobMetrics(
                List.of(Optional.of(storage.snapshot()), Optional.empty(), Optional.of(client.snapshot())));

        assertThat(print(ResultFormat.TEXT, metrics)).isEqualTo("""
                METRICS -> 2 of 3 ranks; missing: 1
                  messages  sent  bytes
                  all          0      0
                """);
        assertThat(print(ResultFormat.JSON, metrics))
                .startsWith("{\"line\":9,\"op\":\"METRICS\",\"ranks\":3,\"missing\":[1],\"total\":{")
                .contains("\"by_rank\":[{\"rank\":0,", "{\"rank\":2,");
    }

    @Test
    void forProgramsEveryFigureIsThereOfAllRanksAndOfEach() {
        String none = "\"figures\":{\"client_timeouts\":0,\"requests_given_up\":0,\"requests_sent_again\":0,"
                + "\"ranks_taken_for_dead\":0,\"view_changes\":0,\"chain_configurations\":0,\"keys_moved\":0,"
                + "\"bytes_moved\":0,\"elections\":0,\"terms\":0,\"read_repairs\":0,\"comparisons\":0,"
                + "\"keys_repaired\":0}";
        String moved = none.replace("\"keys_moved\":0", "\"keys_moved\":12");
        String put = "{\"done\":1,\"failed\":0,"
                + "\"hops\":{\"sum\":1,\"mean\":1.000,\"p50\":1,\"p90\":1,\"p99\":1,\"p999\":1,\"max\":1,\"times\":{\"1\":1}},"
                + "\"latency_us\":{\"sum\":40,\"mean\":40.000,\"p50\":40,\"p90\":40,\"p99\":40,\"p999\":40,\"max\":40}}";
        String get = "{\"done\":2,\"failed\":0,"
                + "\"hops\":{\"sum\":3,\"mean\":1.500,\"p50\":1,\"p90\":2,\"p99\":2,\"p999\":2,\"max\":2,"
                + "\"times\":{\"1\":1,\"2\":1}},"
                + "\"latency_us\":{\"sum\":2039,\"mean\":1019.500,\"p50\":40,\"p90\":1999,\"p99\":1999,\"p999\":1999,"
                + "\"max\":1999}}";
        String cas = "{\"done\":0,\"failed\":1,"
                + "\"hops\":{\"sum\":0,\"mean\":0.000,\"p50\":0,\"p90\":0,\"p99\":0,\"p999\":0,\"max\":0,\"times\":{}},"
                + "\"latency_us\":{\"sum\":0,\"mean\":0.000,\"p50\":0,\"p90\":0,\"p99\":0,\"p999\":0,\"max\":0}}";
        String requests = "\"requests\":{\"PUT\":" + put + ",\"GET\":" + get + ",\"CAS\":" + cas + "}";
        String replies = "\"replies\":{\"sent\":2,\"bytes\":67}";
        String asked = "\"requests\":{\"sent\":1,\"bytes\":100}";

        assertThat(print(ResultFormat.JSON, twoRanks()))
                .isEqualTo("{\"line\":9,\"op\":\"METRICS\",\"ranks\":2,\"missing\":[],\"total\":{" + requests
                        + ",\"messages\":{" + asked + "," + replies + "}," + moved + "},\"by_rank\":["
                        + "{\"rank\":0,\"requests\":{},\"messages\":{" + replies + "}," + moved + "},"
                        + "{\"rank\":1," + requests + ",\"messages\":{" + asked + "}," + none + "}]}\n");
    }
}
