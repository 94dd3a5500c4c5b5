package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three hosts; with six ranks, two on each. */
class NamespaceClusterIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static Path jar;
    private static NamespaceCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException {
        NamespaceCluster.assumePossible();
        jar = RankProgram.jar(folder);
        cluster = NamespaceCluster.start(3);
    }

    @AfterAll
    static void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static Job job(String device, String... arguments) {
        String[] all = Stream.concat(
                        Stream.of(
                                "-np",
                                "6",
                                "--device",
                                device,
                                "--hosts",
                                cluster.hostfile().toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return cluster.script("dht", all).with("DHT_JAR", jar.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"niodev", "hybdev"})
    void resultsOfThreeHostsAreByteExact(String device) {
        Job.Result result = job(device, "print").run();

        assertThat(result.err()).isEqualTo("a line of the command rank\n");
        assertThat(result.out()).isEqualTo(RankProgram.AWKWARD);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aRankThatFailsElsewhereIsNamedWithItsHost() {
        Job.Result result = job("niodev", "fail", "3").run();

        assertThat(result.err())
                .endsWith("mpj-dht: rank 3 on host " + cluster.hosts().get(1) + " failed: out of memory\n");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @Test
    void aProcessThatIsKilledElsewhereIsNamedWithItsHost() {
        try (Job.Running running = job("niodev", "wait").start()) {
            running.awaitErr("a line of the command rank");
            String victim = " 4 " + RankProgram.class.getName();
            long killed = System.nanoTime();
            running.processes("runtime.daemon.Wrapper", victim).forEach(ProcessHandle::destroyForcibly);

            Job.Result result = running.await();

            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(PROMPTLY);
            // The ranks of this program do not watch each other, and another host's processes are not seen from here.
            assertThat(result.err())
                    .endsWith("mpj-dht: rank 4 on host " + cluster.hosts().get(2) + " fell silent\n");
            assertThat(result.exitCode()).isEqualTo(3);
            running.leavesNothing();
        }
    }

    @Test
    void aHostWhoseDaemonIsGoneIsNamedBeforeAnythingStarts() {
        String host = cluster.hosts().get(1);
        cluster.stopDaemon(host);
        try {
            Job.Result result = job("niodev", "print").run();

            assertThat(result.err()).contains(":2: error: no MPJ daemon answers on host " + host);
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.wall()).isLessThan(PROMPTLY);
        } finally {
            cluster.startDaemon(host);
        }
    }

    @Test
    void aDaemonThatDiesTakesItsRanksAndTheJobWithIt() {
        String host = cluster.hosts().get(1);
        try (Job.Running running = job("niodev", "wait").start()) {
            running.awaitErr("a line of the command rank");
            cluster.stopDaemon(host);

            Job.Result result = running.await();

            assertThat(result.err())
                    .endsWith("mpj-dht: the MPJ daemon on host " + host
                            + " (port 40055) is gone, and ranks 2, 3 with it\n");
            assertThat(result.exitCode()).isEqualTo(3);
            running.leavesNothing();
        } finally {
            cluster.startDaemon(host);
        }
    }

    @Test
    void statusTellsEachHost() {
        Job.Result result = cluster.script(
                        "cluster", "status", cluster.hostfile().toString())
                .run();

        List<String> hosts = cluster.hosts();
        assertThat(result.text().lines())
                .containsExactlyElementsOf(hosts.stream().map(h -> h + ": runs").toList());
        assertThat(result.exitCode()).isZero();
    }
}
