package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a report of YCSB. */
class YcsbReportTest {
    private static final String PRINTED = """
            [OVERALL], RunTime(ms), 4809
            [OVERALL], Throughput(ops/sec), 4158.868787689748
            [READ], 50thPercentileLatency(us), 289
            [READ], 99thPercentileLatency(us), 12167
            [READ], Return=OK, 10049
            [INSERT], 50thPercentileLatency(us), 300
            [INSERT], 99thPercentileLatency(us), 2000
            [Intended-READ], 99thPercentileLatency(us), 1.2E4
            [VERIFY], Return=OK, 10049
            """;

    @Test
    void aReportTellsThroughputAndLatencies() {
        YcsbReport report = YcsbReport.parse(PRINTED);

        assertThat(report.perSecond()).isEqualTo(4158.868787689748);
        assertThat(report.latencies("READ")).isEqualTo("0.29, 12.17");
        assertThat(report.latencies("UPDATE", "INSERT")).isEqualTo("0.30, 2.00");
        assertThat(report.latencies("UPDATE")).isEmpty();
        assertThat(report.millis("Intended-READ", "99th")).isEqualTo("12.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[READ], Return=ERROR, 1", "[VERIFY], Return=UNEXPECTED_STATE, 3", "[READ], Return=NOT_FOUND, 2"})
    void aRequestThatCameToAnythingElseIsAnError(String line) {
        assertThatThrownBy(() -> YcsbReport.parse(PRINTED + line + "\n"))
                .isInstanceOf(BenchException.class)
                .hasMessage("YCSB was not answered as it should be: " + line);
    }

    @Test
    void aReportWithoutThroughputIsAnError() {
        assertThatThrownBy(() -> YcsbReport.parse("[READ], Return=OK, 1\n"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("YCSB told no throughput");
    }

    @Test
    void theMedianIsTheRunWhoseThroughputIsInTheMiddle() {
        List<YcsbReport> reports = Stream.of(3, 1, 2)
                .map(rate -> YcsbReport.parse("[OVERALL], Throughput(ops/sec), " + rate + "\n"))
                .toList();

        assertThat(YcsbReport.median(reports).perSecond()).isEqualTo(2);
    }
}
