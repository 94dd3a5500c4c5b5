package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.SafeEncoder;

/** What real jobs count of themselves. */
class MetricsIT {
    private static final String COMMANDS = """
            ADD 2 300
            PUT 15 a
            PUT 250 b
            PUT 900 c
            GET 15
            GET 16
            CAS 15 a d
            DELETE 900
            REMOVE 300
            METRICS
            """;

    /** What commands and ring decide, under routings that go straight to the owner. */
    private static final String DECIDED = """
              requests  done  failed
              PUT          3       0
              GET          2       0
              DELETE       1       0
              CAS          1       0
              hops    mean  p50  p90  p99  max
              PUT     1.00    1    1    1    1
              GET     1.00    1    1    1    1
              DELETE  1.00    1    1    1    1
              CAS     1.00    1    1    1    1
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--routing one-hop",
                "--routing direct --window 1",
                "--clients 3 --routing direct",
                "--parallel",
                "--device niodev"
            })
    void theTablesThatCommandsAndRingDecideAreTheSameInEveryRun(String options) throws IOException {
        Job.Result job = run(options, COMMANDS);

        // Of several clients the one that asks waits for its own commands alone, unless they come before in the file.
        assertThat(job.exitCode()).isZero();
        assertThat(job.text()).contains("METRICS -> 8 ranks\n");
        if (!options.startsWith("--clients")) {
            assertThat(job.text()).contains("METRICS -> 8 ranks\n" + DECIDED + "  latency_us ");
        }
        Map<String, Object> total = total(metrics());
        assertThat(requests(total, "PUT")).containsEntry("done", 3).containsEntry("failed", 0);
        assertThat(requests(total, "GET")).containsEntry("done", 2);
        assertThat(figures(total)).containsEntry("view_changes", 2);
    }

    @Test
    void theTotalIsTheSumOfTheRanksAndEveryOneIsThere() throws IOException {
        assertThat(run("--routing chord --nodes 12 -np 6", COMMANDS).exitCode()).isZero();

        Map<String, Object> all = metrics();
        assertThat(all).containsEntry("ranks", 6).containsEntry("missing", List.of());
        List<Object> byRank = list(all.get("by_rank"));
        assertThat(byRank).hasSize(6);
        for (Map.Entry<String, Object> figure : figures(total(all)).entrySet()) {
            assertThat(byRank.stream()
                            .mapToInt(rank -> (Integer) figures(map(rank)).get(figure.getKey()))
                            .sum())
                    .as(figure.getKey())
                    .isEqualTo(figure.getValue());
        }
        for (Map.Entry<String, Object> kind : map(total(all).get("messages")).entrySet()) {
            for (String what : List.of("sent", "bytes")) {
                assertThat(byRank.stream()
                                .map(rank -> map(map(rank).get("messages")))
                                .filter(kinds -> kinds.containsKey(kind.getKey()))
                                .mapToInt(kinds ->
                                        (Integer) map(kinds.get(kind.getKey())).get(what))
                                .sum())
                        .as(kind.getKey() + " " + what)
                        .isEqualTo(map(kind.getValue()).get(what));
            }
        }
    }

    @Test
    void ranksThatPlayDeadAreNamedAndTheOthersTell() throws IOException {
        Job.Result job = run("--replicas 2 --nodes 6 --timeout 4", """
                PUT 15 a
                CRASH RANK 3
                METRICS
                PAUSE RANK 2 60000
                METRICS
                """);

        assertThat(job.exitCode()).as(job.err()).isZero();
        assertThat(job.text()).containsPattern("METRICS -> 7 of 8 ranks; missing: 3\n(?s).*METRICS -> 7 of 8 ranks");
        assertThat(metrics()).containsEntry("missing", List.of(3));
    }

    @Test
    void repairsAndElectionsOfCopiesThatBecomeEqualInTheEndAreCounted() throws IOException {
        Job.Result job = run("--consistency eventual --replicas 3 --nodes 6 --timeout 4", """
                PUT 15 a
                CRASH RANK 2
                RECOVER RANK 2
                SYNC
                METRICS
                """);

        assertThat(job.exitCode()).as(job.err()).isZero();
        assertThat((Integer) figures(total(metrics())).get("comparisons")).isPositive();
        assertThat((Integer) figures(total(metrics())).get("elections")).isPositive();
        assertThat(job.text()).contains("METRICS -> 8 ranks\n", "  comparisons ");
    }

    @Test
    void doorsTellWhatMetricsTellAndTheFileIsWrittenWhenTheyHaveClosed() throws Exception {
        Path file = folder.resolve("metrics.json");
        try (Job.Running job = Job.script("serve", "--http", "0", "--resp", "0", "--metrics", file.toString())
                .start()) {
            Web web = new Web(Served.port(job, "HTTP"));
            for (int i = 0; i < 7; i++) {
                assertThat(web.put("/keys/k" + i, "v").statusCode()).isEqualTo(204);
            }
            Map<String, Object> json = JSON.std.mapFrom(Web.text(web.get("/metrics", "accept", "application/json")));
            Map<String, Object> total = total(map(json.get("metrics")));
            assertThat(requests(total, "PUT")).containsEntry("done", 7).containsEntry("failed", 0);

            String text = Web.text(web.get("/metrics", "accept", "text/plain"));
            assertThat(text)
                    .contains(
                            "mpjdht_requests_total{operation=\"PUT\",outcome=\"done\"} 7.0\n",
                            "mpjdht_request_hops_count{operation=\"PUT\"} 7\n",
                            "mpjdht_request_hops_sum{operation=\"PUT\"} 7.0\n",
                            "mpjdht_request_latency_seconds{operation=\"PUT\",quantile=\"0.999\"} ",
                            "mpjdht_messages_sent_total{kind=\"requests\",rank=\"7\"} ",
                            "mpjdht_view_changes_total{rank=\"0\"} 0.0\n");

            try (Jedis redis = new Jedis("127.0.0.1", Served.port(job, "RESP"))) {
                List<?> lines = (List<?>) redis.sendCommand(() -> SafeEncoder.encode("DHT.METRICS"));
                assertThat(lines.stream().map(line -> SafeEncoder.encode((byte[]) line)))
                        .startsWith("METRICS -> 8 ranks", "  requests  done  failed", "  PUT          7       0");
            }
            assertThat(file).doesNotExist();
            assertThat(Served.terminate(job).exitCode()).isEqualTo(Served.TERMINATED);
        }
        assertThat(requests(total(metrics()), "PUT")).containsEntry("done", 7);
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedAtOnceAndOneThatIsFullFailsTheJob() throws IOException {
        Path commands = Files.writeString(folder.resolve("commands"), COMMANDS);
        Job.Result refused = Job.dht(
                        "--metrics", folder.resolve("absent/metrics").toString(), commands.toString())
                .run();
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text()).isEmpty();
        assertThat(refused.err()).contains("--metrics", "cannot be written: no such file");

        Job.Result overwriting =
                Job.dht("--metrics", commands.toString(), commands.toString()).run();
        assertThat(overwriting.exitCode()).isEqualTo(2);
        assertThat(overwriting.err()).contains("--metrics: would overwrite a command file");
        assertThat(Files.readString(commands)).isEqualTo(COMMANDS);

        Job.Result full = Job.dht("--metrics", "/dev/full", commands.toString()).run();
        assertThat(full.exitCode()).isEqualTo(3);
        assertThat(full.err()).contains("the metrics cannot be written: No space left on device");
    }

    @Test
    void aDiskThatIsFullLeavesTheMetricsOfTheJobBefore() throws IOException {
        Path commands = Files.writeString(folder.resolve("commands"), COMMANDS);
        Path file = Files.writeString(folder.resolve("metrics.json"), "as it was");
        Job.Result full = Job.script(
                        List.of("bash", "-c", "ulimit -f 2; exec \"$@\"", "bash"),
                        "dht",
                        "--quiet",
                        "--metrics",
                        file.toString(),
                        commands.toString())
                .run();
        assertThat(full.exitCode()).isEqualTo(3);
        assertThat(full.err())
                .contains("the metrics cannot be written: File too large")
                .hasLineCount(1);
        assertThat(file).hasContent("as it was");
        assertNoParts();
    }

    @Test
    void aJobWhoseCommandsFailWritesItsMetricsAndOneThatCannotBeginWritesNone() throws IOException {
        assertThat(run("", "INCR 1 5\nPUT 1 x\nINCR 1\n").exitCode()).isEqualTo(1);
        assertThat(requests(total(metrics()), "INCR")).containsEntry("done", 1).containsEntry("failed", 1);

        Path file = Files.writeString(folder.resolve("metrics.json"), "as it was");
        Job.Result job = Job.dht("--metrics", file.toString(), "--output", "/absent/file", "commands/demo.dht")
                .run();
        assertThat(job.exitCode()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("as it was");
        assertNoParts();
    }

    private void assertNoParts() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(path -> path.toString().endsWith(".part"));
        }
    }

    private Job.Result run(String options, String commands) throws IOException {
        Path file = Files.writeString(folder.resolve("commands"), commands);
        String line = (options + " --metrics " + folder.resolve("metrics.json") + " " + file).strip();
        return Job.dht(line.split(" ")).run();
    }

    private Map<String, Object> metrics() throws IOException {
        return JSON.std.mapFrom(Files.readString(folder.resolve("metrics.json")));
    }

    private static Map<String, Object> total(Map<String, Object> metrics) {
        return map(metrics.get("total"));
    }

    private static Map<String, Object> figures(Map<String, Object> counted) {
        return map(counted.get("figures"));
    }

    private static Map<String, Object> requests(Map<String, Object> counted, String operation) {
        return map(map(counted.get("requests")).get(operation));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
