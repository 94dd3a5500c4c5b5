package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.command.ByteSource;
import mpjdht.node.Grid;
import mpjdht.runtime.Script;
import org.junit.jupiter.api.Test;

/** What is known of a run beforehand, on a grid of 8 ranks. */
class DryRunTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void findsWhatTheRingWouldRefuse() throws Exception {
        int exitCode = run("", """
                ADD 1 40
                ADD 2 40
                REMOVE 41
                NODE 41
                NODE 40
                REMOVE 40
                REMOVE 40
                REMOVE 1000
                ADD 1 40
                REMOVE 1000
                REMOVE 40
                """);

        assertThat(said)
                .containsExactly(
                        "f.dht:2:7: error: id 40 is already on the circle; right is an id that no node has",
                        "f.dht:3:8: error: id 41 is not on the circle; right is the id of a node",
                        "f.dht:4:6: error: id 41 is not on the circle; right is the id of a node",
                        "f.dht:7:8: error: id 40 is not on the circle; right is the id of a node",
                        "f.dht:8:8: error: id 1000 is the last node; right is to add another node first, the circle is never empty",
                        "f.dht:11:8: error: id 40 is the last node; right is to add another node first, the circle is never empty",
                        "dry run: 11 commands, 6 errors; nothing was run");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void findsFaultsOfNodesThatAreNotThereAndForgetsNoNodeThatWas() throws Exception {
        int exitCode = run("--replicas 2", """
                CRASH 40
                RECOVER 40
                ADD 1 40
                CRASH 40
                RECOVER 40
                PAUSE 40 10
                REMOVE 40
                DELAY 40 10
                PAUSE 41 10
                RECOVER 40
                CRASH RANK 3
                RECOVER 1000
                REPLICAS 15
                PARTITION 1,2 | 3
                HEAL
                WAIT 100000
                """);

        assertThat(said)
                .containsExactly(
                        "f.dht:1:7: error: id 40 is not on the circle; right is the id of a node",
                        "f.dht:2:9: error: id 40 is not on the circle; right is the id of a node",
                        "f.dht:8:7: error: id 40 is not on the circle; right is the id of a node",
                        "f.dht:9:7: error: id 41 is not on the circle; right is the id of a node",
                        "dry run: 16 commands, 4 errors; nothing was run");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void findsWhatNeedsCopiesThatTheJobDoesNotKeep() throws Exception {
        int exitCode = run("", "CRASH RANK 1\nWAIT 5\n  REPLICAS 15\n");

        assertThat(said)
                .containsExactly(
                        "f.dht:1:1: error: CRASH needs copies, which this job does not keep; right is --replicas 2 or more, or --consistency eventual",
                        "f.dht:3:3: error: REPLICAS needs copies, which this job does not keep; right is --replicas 2 or more, or --consistency eventual",
                        "dry run: 1 command, 2 errors; nothing was run");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void hashesIdsAsTheHeadDoes() throws Exception {
        int exitCode = run("--max-id 2 --max-nodes 2 --nodes 1", "ADD 1\nADD 2\nREMOVE 1\nREMOVE 1\nADD 3 1\nADD 4\n");

        assertThat(said)
                .containsExactly(
                        "f.dht:2:5: error: the circle is full, each of its ids has a node; right is to REMOVE one first, or a larger circle",
                        "f.dht:4:8: error: id 1 is not on the circle; right is the id of a node",
                        "f.dht:6:5: error: the circle is full, each of its ids has a node; right is to REMOVE one first, or a larger circle",
                        "dry run: 6 commands, 3 errors; nothing was run");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void keepsTheLimitOfNodes() throws Exception {
        run("--max-nodes 3 --nodes 2", "ADD 1 7\nADD 2 8\n");

        assertThat(said)
                .contains(
                        "f.dht:2:7: error: the circle has 3 nodes already; right is at most that many, or a higher --max-nodes");
    }

    @Test
    void warnsOfWhatStandsBehindEndAndTellsOnlyWhatCannotBeReadOfIt() throws Exception {
        int exitCode = run("", "GET a\nEND\nREMOVE 5\n# a comment\nFROB\n", "REMOVE 6\n", "ADD 9\n");

        assertThat(said)
                .containsExactly(
                        "f.dht:5:1: error: unknown verb 'FROB'; right is PUT, GET, DELETE, DEL, CAS, INCR, APPEND, ADD, REMOVE, EXPLAIN, RING, KEYS, EXPORT, IMPORT, NODE, REPLICAS, LEADER, FLOOD, SYNC, METRICS, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT, END or a number from 0 to 4",
                        "f.dht:2: warning: END ends the job; 2 lines after it would not be run",
                        "f2.dht: warning: would not be run, because END in f.dht ends the job",
                        "f3.dht:1:5: error: rank 9 is not a storage rank; right is a rank from 1 to 6",
                        "f3.dht: warning: would not be run, because END in f.dht ends the job",
                        "dry run: 2 commands, 2 errors; nothing was run");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void warnsOfValuesThatACommentCutsUnlessItIsToBeQuiet() throws Exception {
        run("", "PUT s Love Potion #9\nEND\n");
        assertThat(said.get(0)).startsWith("f.dht:1:19: warning: a comment sign cuts a value off here");
        assertThat(said).hasSize(2);

        said.clear();
        run("--quiet", "PUT s Love Potion #9\nEND\nGET s\n");
        assertThat(said).isEmpty();
    }

    private int run(String options, String... files) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        StringBuilder arguments = new StringBuilder(options + " --dry-run");
        for (int i = 0; i < files.length; i++) {
            String name = i == 0 ? "f.dht" : "f" + (i + 1) + ".dht";
            texts.put(name, files[i]);
            arguments.append(' ').append(name);
        }
        Settings settings =
                new SettingsParser(Map.of()).parse(arguments.toString().strip().split(" "));
        return new DryRun(new JobGrid(settings, new Grid(8), rank -> 0), new Texts(texts), said::add).run();
    }

    /** Files in memory. */
    private record Texts(Map<String, String> texts) implements Script.InputOpener {
        @Override
        public ByteSource open(String file) {
            ByteArrayInputStream bytes =
                    new ByteArrayInputStream(texts.get(file).getBytes(StandardCharsets.UTF_8));
            return new ByteSource() {
                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public long totalBytes(List<String> names) {
            return 0;
        }
    }
}
