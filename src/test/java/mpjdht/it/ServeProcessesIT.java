package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.SafeEncoder;

/** Jobs that stay up whose ranks are processes, on this host and on several. */
class ServeProcessesIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    private static Job.Running serve(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-np", "6", "--nodes", "4", "--resp", "0"));
        all.addAll(List.of(arguments));
        return Job.script("serve", all.toArray(String[]::new)).start();
    }

    private static Jedis jedis(int port) {
        return new Jedis("127.0.0.1", port, 30_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"niodev", "hybdev"})
    void answersNobodyFalselyWhenItIsToldToEnd(String device) throws Exception {
        try (Job.Running job = serve("--device", device)) {
            int port = Served.port(job, "RESP");
            try (Counters counters = new Counters(port, 4)) {
                counters.awaitUnderWay();

                Job.Result result = Served.terminate(job);

                assertThat(result.exitCode()).isEqualTo(Served.TERMINATED);
                assertThat(result.err()).isEqualTo("mpj-dht: serving RESP on 127.0.0.1:" + port + "\n");
                counters.requireRightAnswers();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void endsWellForThoseWhoMayEndIt(String device) {
        try (Job.Running job = serve("--device", device, "--allow-end");
                Jedis jedis = jedis(Served.port(job, "RESP"))) {
            jedis.set("k", "v");
            assertThat(SafeEncoder.encode((byte[]) jedis.sendCommand(() -> SafeEncoder.encode("DHT.END"))))
                    .isEqualTo("OK");
            assertThat(job.await().exitCode()).isZero();
            job.leavesNothing();
        }
    }

    @Test
    void namesARankWhoseProcessIsKilledWhileItServes() {
        try (Job.Running job = serve("--device", "niodev")) {
            Served.port(job, "RESP");
            long killed = System.nanoTime();
            job.processes("runtime.daemon.Wrapper", " 2 mpjdht.cli.Main").forEach(ProcessHandle::destroyForcibly);

            Job.Result result = job.await();

            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(PROMPTLY);
            assertThat(result.err()).containsPattern("mpj-dht: rank 2 on host \\S+ died\n");
            assertThat(result.exitCode()).isEqualTo(3);
            job.leavesNothing();
        }
    }

    @Test
    void hasNoDoorForChordOnSeveralHosts() {
        NamespaceCluster.assumePossible();
        try (NamespaceCluster cluster = NamespaceCluster.start(2)) {
            Job.Result result = cluster.script(
                            "serve", "-np", "4", "--hosts", cluster.hostfile().toString(), "--grpc", "0")
                    .run();

            assertThat(result.err())
                    .isEqualTo(
                            "mpj-dht: --grpc 0: each node has a port on its host, and there are several; right is one host\n");
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"niodev", "hybdev"})
    void servesOnTheHostOfItsCommandRank(String device) throws IOException {
        NamespaceCluster.assumePossible();
        try (NamespaceCluster cluster = NamespaceCluster.start(3)) {
            String last = cluster.hosts().get(2);
            try (Job.Running job = cluster.script(
                            "serve",
                            "-np",
                            "6",
                            "--device",
                            device,
                            "--hosts",
                            cluster.hostfile().toString(),
                            "--resp",
                            "0",
                            "--listen",
                            last,
                            "--insecure")
                    .start()) {
                int port = Served.port(job, "RESP");
                String talk = "exec 3<>/dev/tcp/" + last + "/" + port
                        + "; printf 'SET k v\\r\\nGET k\\r\\nQUIT\\r\\n' >&3; cat <&3";
                List<String> client =
                        new ArrayList<>(NamespaceCluster.on(cluster.hosts().get(0)));
                client.addAll(List.of("bash", "-c", talk));

                assertThat(Job.command(client).run().text()).isEqualTo("+OK\r\n$1\r\nv\r\n+OK\r\n");
                assertThat(Served.terminate(job).exitCode()).isEqualTo(Served.TERMINATED);
            }
        }
    }
}
