package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** A row a case; the file is written with Java's escapes, and a character is one byte. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '# the cluster\\n\\nnode1\\r\\n node2.example # big\\n10.0.0.3' | 3:node1 4:node2.example 5:10.0.0.3
            \\357\\273\\277node1\\nnode2        | 1:node1 2:node2
            \\357\\273\\277# ours\\nnode1       | 2:node1
            [::1]                          | 1:::1
            fe80::1:2                      | 1:fe80::1:2
            node_1.                        | 1:node_1.
            """)
    void readsHosts(String file, String hosts) throws IOException {
        Job.Result result = read(file);

        assertThat(result.err()).isEmpty();
        assertThat(result.text()).isEqualTo(hosts + "\n");
        assertThat(result.exitCode()).isZero();
    }

    /** A row a case, as above. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            localhost:2       | :1: error: 'localhost:2' is a host with a number of ranks; give the host alone, ranks come from -np
            127.0.0.1:2       | :1: error: '127.0.0.1:2' is a host with a number of ranks; give the host alone, ranks come from -np
            [::1]:2           | :1: error: '[::1]:2' is a host with a number of ranks; give the host alone, ranks come from -np
            a\\nb slots=2     | :2: error: 'b slots=2' is a host with a number of ranks; give the host alone, ranks come from -np
            a 4               | :1: error: 'a 4' is a host with a number of ranks; give the host alone, ranks come from -np
            a b               | :1: error: 'a b' is not one host name or address; give one a line
            node1,node2       | :1: error: 'node1,node2' is not one host name or address; give one a line
            -x                | :1: error: '-x' is not one host name or address; give one a line
            a#b               | :1: error: 'a#b' is not one host name or address; give one a line
            user@a            | :1: error: 'user@a' is not one host name or address; give one a line
            a\\rb\\r          | :1: error: 'a?b' is not one host name or address; give one a line
            a\\000b           | :1: error: 'a?b' is not one host name or address; give one a line
            \\377\\376a\\000   | :1: error: '??a?' is not one host name or address; give one a line
            a\\n\\na           | :3: error: host a is already on line 1; name each host once, its ranks come from -np
            '# nothing\\n\\n'  | : error: names no host; give one a line
            ''                | : error: names no host; give one a line
            """)
    void refusesWhatIsNotOneHostALine(String file, String error) throws IOException {
        Job.Result result = read(file);

        assertThat(result.err()).isEqualTo(folder.resolve("hosts") + error + "\n");
        assertThat(result.text()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** Runs the one reader that all scripts share. */
    private Job.Result read(String escaped) throws IOException {
        Path file = folder.resolve("hosts");
        Files.write(file, escaped.translateEscapes().getBytes(StandardCharsets.ISO_8859_1));
        return read(file);
    }

    private static Job.Result read(Path file) {
        String script = """
                set -euo pipefail
                source scripts/lib/setup.sh
                source scripts/lib/hostfile.sh
                read_hosts "$0"
                for i in "${!HOSTS[@]}"; do entries+=("${HOST_LINES[i]}:${HOSTS[i]}"); done
                echo "${entries[*]}"
                """;
        return Job.command(List.of("bash", "-c", script, file.toString())).run();
    }

    @Test
    void refusesFilesThatAreNone() {
        assertThat(read(folder.resolve("none")).err())
                .isEqualTo(folder.resolve("none") + ": error: no such file; give a file with one host a line\n");
        assertThat(read(folder).err())
                .isEqualTo(folder + ": error: cannot be read; give a file with one host a line\n");
        assertThat(read(Path.of("/dev/zero")).err())
                .isEqualTo("/dev/zero: error: longer than 1 MiB; a hostfile has one host a line\n");
    }

    @Test
    void launcherAndDaemonsReadTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("hosts"), "localhost slots=2\n");
        String line = file + ":1: error: 'localhost slots=2' is a host with a number of ranks;"
                + " give the host alone, ranks come from -np\n";

        for (Job job : List.of(
                Job.dht("--hosts", file.toString(), "commands.dht"),
                Job.script("cluster", "status", file.toString()),
                Job.script("cluster", "start", file.toString()))) {
            Job.Result result = job.run();
            assertThat(result.err()).isEqualTo(line);
            assertThat(result.exitCode()).isEqualTo(2);
        }
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
