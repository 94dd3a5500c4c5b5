package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemons of this host. */
class ClusterScriptIT {
    @TempDir
    private Path folder;

    private MpjHome mpjHome;
    private Path hosts;

    @BeforeEach
    void makeMpjHome() throws IOException {
        mpjHome = MpjHome.in(folder);
        hosts = folder.resolve("hosts");
        Files.writeString(hosts, "# this host\n\nlocalhost # alone\n");
    }

    @AfterEach
    void stopDaemon() {
        cluster("stop", hosts.toString());
    }

    private Job.Result cluster(String... arguments) {
        // A daemon outlives the command that starts it, and carries no mark.
        try (Job.Running running = Job.script("cluster", arguments)
                .with("MPJ_HOME", mpjHome.folder().toString())
                .start()) {
            return running.await();
        }
    }

    private void status(int exitCode, String line) {
        Job.Result status = cluster("status", hosts.toString());
        assertThat(status.text()).isEqualTo(line + "\n");
        assertThat(status.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void startsRunsAndStopsTheDaemonOfThisHost() throws IOException {
        status(3, "localhost: no daemon answers on port " + mpjHome.portManagerPort());

        Job.Result start = cluster("start", hosts.toString());
        assertThat(start.err()).matches("mpj-dht: localhost: started \\(port \\d+, process \\d+\\)\n");
        assertThat(start.exitCode()).isZero();
        status(0, "localhost: runs");

        Job.Result job = Job.dht("-np", "3", "--hosts", hosts.toString(), "print")
                .with("MPJ_HOME", mpjHome.folder().toString())
                .with("DHT_JAR", RankProgram.jar(folder).toString())
                .run();
        assertThat(job.err()).isEqualTo("a line of the command rank\n");
        assertThat(job.exitCode()).isZero();

        Job.Result stop = cluster("stop", hosts.toString());
        assertThat(stop.err()).isEqualTo("mpj-dht: localhost: stopped\n");
        assertThat(stop.exitCode()).isZero();
        status(3, "localhost: no daemon answers on port " + mpjHome.portManagerPort());
    }

    @Test
    void startingTwiceAndStoppingTwiceIsNoMistake() {
        cluster("start", hosts.toString());
        Job.Result again = cluster("start", hosts.toString());
        assertThat(again.err()).contains("localhost: the daemon runs already");
        assertThat(again.exitCode()).isZero();

        cluster("stop", hosts.toString());
        Job.Result stoppedAgain = cluster("stop", hosts.toString());
        assertThat(stoppedAgain.err()).isEqualTo("mpj-dht: localhost: no daemon runs\n");
        assertThat(stoppedAgain.exitCode()).isZero();
    }

    private long daemons() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .endsWith("runtime.daemon.MPJDaemon " + mpjHome.daemonPort()))
                .count();
    }

    @Test
    void startsAtTheSameTimeAndTwoNamesOfAHostMakeOneDaemonThatStopStops() throws IOException {
        Files.writeString(hosts, "localhost\n127.0.0.1\n");
        try (Job.Running one = start();
                Job.Running other = start()) {
            String said = one.await().err() + other.await().err();

            assertThat(said.lines().filter(line -> line.contains(": started (")))
                    .hasSize(1);
            assertThat(said.lines().filter(line -> line.contains(": the daemon runs already (")))
                    .hasSize(3);
        }
        assertThat(daemons()).isEqualTo(1);

        assertThat(cluster("stop", hosts.toString()).err()).contains(": stopped\n");
        assertThat(daemons()).isZero();
    }

    private Job.Running start() {
        return Job.script("cluster", "start", hosts.toString())
                .with("MPJ_HOME", mpjHome.folder().toString())
                .start();
    }

    @Test
    void aDaemonWhoseFilesAreGoneIsStopped() throws IOException {
        cluster("start", hosts.toString());
        Trees.delete(Job.ROOT.resolve("target/daemon"));

        Job.Result stop = cluster("stop", hosts.toString());

        assertThat(stop.err()).isEqualTo("mpj-dht: localhost: stopped\n");
        assertThat(daemons()).isZero();
    }

    @Test
    void anotherProgramOnThePortManagersPortIsNoDaemon() throws IOException {
        try (ServerSocket other = new ServerSocket(mpjHome.portManagerPort(), 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> closeAll(other));
            server.setDaemon(true);
            server.start();

            status(3, "localhost: no daemon answers on port " + mpjHome.portManagerPort());
            Job.Result start = cluster("start", hosts.toString());
            assertThat(start.err())
                    .isEqualTo("mpj-dht: localhost: another program has the daemon's port " + mpjHome.portManagerPort()
                            + "; change mpj-config/mpjexpress.conf\n");
            assertThat(start.exitCode()).isEqualTo(3);
        }
        assertThat(daemons()).isZero();
    }

    /** Serves as a program does that does not know what it is asked. */
    private static void closeAll(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException over) {
            return;
        }
    }

    @Test
    void anothersProcessOnThePortIsNotStopped() throws IOException {
        int port = mpjHome.daemonPort();
        try (ServerSocket other = new ServerSocket(port)) {
            Job.Result stop = cluster("stop", hosts.toString());

            assertThat(other.isClosed()).isFalse();
            assertThat(stop.err())
                    .isEqualTo("mpj-dht: localhost: not stopped: another's daemon has port " + port + "\n");
            assertThat(stop.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aHostThatSshDoesNotReachIsNamed() throws IOException {
        Files.write(hosts, "no-such-host.invalid\n".getBytes(StandardCharsets.UTF_8));

        Job.Result start = cluster("start", hosts.toString());

        assertThat(start.err()).contains("mpj-dht: no-such-host.invalid: ");
        assertThat(start.exitCode()).isEqualTo(3);
    }

    @Test
    void withoutAnActionItSaysHowItIsCalled() {
        Job.Result result = cluster();

        assertThat(result.err())
                .isEqualTo("mpj-dht: usage: scripts/cluster start|stop|status HOSTS (a file with one host a line)\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
