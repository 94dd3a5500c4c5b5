package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostfileTest {
    private static void rejects(String text, String message) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Hostfile.parse("hosts", text))
                .withMessage(message)
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(2));
    }

    @Test
    void readsHostsInOrderPastBlankLinesAndComments() throws LaunchException {
        Hostfile hostfile =
                Hostfile.parse("hosts", "# the cluster\n\nnode1\r\n  node2.example # the big one\n10.0.0.3\n");

        assertThat(hostfile.entries())
                .containsExactly(
                        new Hostfile.Entry(3, "node1"),
                        new Hostfile.Entry(4, "node2.example"),
                        new Hostfile.Entry(5, "10.0.0.3"));
    }

    @Test
    void namesTheLineThatIsNotOneHost() {
        rejects(
                "node1\nnode2 slots=4\n",
                "hosts:2: error: 'node2 slots=4' is not one host name or address; give one a line");
        rejects("-x\n", "hosts:1: error: '-x' is not one host name or address; give one a line");
        rejects("a#b\n", "hosts:1: error: 'a#b' is not one host name or address; give one a line");
        rejects("\u0007\n", "hosts:1: error: '?' is not one host name or address; give one a line");
    }

    @Test
    void namesAHostThatComesTwice() {
        rejects(
                "node1\nnode2\nnode1\n",
                "hosts:3: error: host node1 is already on line 1; name each host once, its ranks follow from -np");
    }

    @Test
    void aFileWithoutHostsIsAnError() {
        rejects("# nothing\n\n", "hosts: error: names no host; give one a line");
    }

    @Test
    void aMissingFileAndAFolderAreErrors(@TempDir Path folder) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Hostfile.read(folder.resolve("no").toString()))
                .withMessageEndingWith("no: error: no such file; give a file with one host a line");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Hostfile.read(folder.toString()))
                .withMessageEndingWith("error: cannot be read; give a file with one host a line");
    }

    @Test
    void aFileWithoutEndIsNotReadToItsEnd(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("long");
        Files.writeString(file, "#".repeat((1 << 20) + 1));

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Hostfile.read(file.toString()))
                .withMessageContaining("longer than 1 MiB");
    }

    @Test
    void keepsTheFirstHostsWhenThereAreFewerRanks() throws LaunchException {
        Hostfile hostfile = Hostfile.parse("hosts", "a\nb\nc\n");

        assertThat(hostfile.first(2).hosts()).containsExactly("a", "b");
        assertThat(hostfile.first(9).hosts()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({"8, a a a b b b c c", "3, a b c", "2, a b", "7, a a a b b c c"})
    void dealsRanksOutInBlocks(int ranks, String expected) {
        assertThat(Placement.hostOfRank(java.util.List.of("a", "b", "c"), ranks))
                .containsExactly(expected.split(" "));
    }
}
