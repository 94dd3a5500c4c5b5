package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YCSB against a server of its own; where the benchmarks are built. */
class YcsbIT {
    private static final int RECORDS = 300;
    private static final int OPERATIONS = 1_500;

    @BeforeAll
    static void theBenchmarksAreBuilt() {
        assumeThat(Files.isDirectory(Path.of("target/bench/ycsb-lib"))).isTrue();
    }

    private static Job ycsb(String... arguments) {
        return Job.script("ycsb", arguments).deadline(Duration.ofMinutes(2));
    }

    private static long figure(String report, String name) {
        Matcher figure =
                Pattern.compile("(?m)^" + Pattern.quote(name) + ", ([0-9]+)$").matcher(report);
        return figure.find() ? Long.parseLong(figure.group(1)) : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"workloada", "workloadb", "workloadc", "workloadd", "workloadf"})
    void everyRequestComesToWhatItShouldAndEveryReadFindsWhatWasWritten(String workload) {
        Job.Result result = ycsb(
                        "all",
                        "-P",
                        workload,
                        "-threads",
                        "4",
                        "-p",
                        "recordcount=" + RECORDS,
                        "-p",
                        "operationcount=" + OPERATIONS)
                .run();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(figure(result.text(), "[INSERT], Return=OK")).isEqualTo(RECORDS);
        String run = result.text().substring(result.text().lastIndexOf("[OVERALL], RunTime"));
        long reads = figure(run, "[READ], Return=OK");
        long writes = figure(run, "[UPDATE], Return=OK") + figure(run, "[INSERT], Return=OK");
        assertThat(figure(run, "[VERIFY], Return=OK")).isEqualTo(reads).isPositive();
        assertThat(workload.equals("workloadf") ? reads : reads + writes).isEqualTo(OPERATIONS);
        assertThat(run)
                .contains("[READ], 99thPercentileLatency(us), ", "[Intended-READ], 99thPercentileLatency(us), ")
                .doesNotContainPattern("Return=(?!OK)");
    }

    @Test
    void whatCannotBeIsOneLine() {
        for (List<String> wrong : List.of(
                List.of("fly", "'fly' is nothing to do; right is scripts/ycsb load, run or all, then -P WORKLOAD"),
                List.of("run -P workloadx", "-P: there is no workload 'workloadx'; right is workloada, "),
                List.of(
                        "run -P workloada -threads abc",
                        "-threads 'abc': not a number; right is a number from 1 to 999999"),
                List.of(
                        "run -P workloada -p resp.port=1",
                        "nobody answers at 127.0.0.1:1; right is a server that is up"))) {
            Job.Result result = ycsb(wrong.get(0).split(" ")).run();

            assertThat(result.text()).isEmpty();
            assertThat(result.err().lines()).singleElement().asString().contains(wrong.get(1));
            assertThat(result.exitCode()).isNotZero();
        }
    }
}
