package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostfileIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Job.Result runOn(String hosts) throws IOException {
        return runOn(hosts, MpjHome.in(folder));
    }

    private Job.Result runOn(String hosts, MpjHome mpjHome) throws IOException {
        Path file = folder.resolve("hosts");
        Files.writeString(file, hosts);
        return Job.dht("--hosts", file.toString(), "commands.dht")
                .with("MPJ_HOME", mpjHome.folder().toString())
                .run();
    }

    private void fails(Job.Result result, int exitCode, String line) {
        assertThat(result.err()).isEqualTo(folder.resolve("hosts") + ":" + line + "\n");
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @Test
    void anUnknownHostIsNamedBeforeAnythingStarts() throws IOException {
        fails(
                runOn("# ours\nno-such-host.invalid\n"),
                3,
                "2: error: unknown host no-such-host.invalid; give a name that this host resolves, or an address");
    }

    @Test
    void aHostWithoutADaemonIsNamed() throws IOException {
        MpjHome mpjHome = MpjHome.in(folder);
        Job.Result result = runOn("localhost\n", mpjHome);

        assertThat(result.err())
                .isEqualTo(folder.resolve("hosts") + ":1: error: no MPJ daemon answers on host localhost (port "
                        + mpjHome.portManagerPort() + ": Connection refused); start it with scripts/cluster start "
                        + folder.resolve("hosts")
                        + "\n");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.wall()).isLessThan(PROMPTLY);
    }

    @Test
    void twoNamesOfOneHostAreTold() throws IOException {
        fails(
                runOn("localhost\n127.0.0.1\n"),
                2,
                "2: error: host 127.0.0.1 is host localhost of line 1 (127.0.0.1); name each host once");
    }

    @Test
    void aLineThatIsNotAHostIsNamed() throws IOException {
        fails(
                runOn("localhost:4 slots\n"),
                2,
                "1: error: 'localhost:4 slots' is not one host name or address; give one a line");
    }

    @Test
    void multicoreAndHostsDoNotGoTogether() {
        Job.Result result =
                Job.dht("--hosts", "h", "--device", "multicore", "commands.dht").run();

        assertThat(result.err())
                .isEqualTo("mpj-dht: --device multicore runs on this host alone; with --hosts give niodev or hybdev\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
