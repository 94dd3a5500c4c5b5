package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mpjdht.Campaign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command files that come with the product give the results that lie beside them. */
class CommandFilesIT {

    @ParameterizedTest
    @ValueSource(strings = {"", "--window 1", "--window 7", "-np 12", "--device niodev"})
    void theDemoTellsItsStory(String options) throws IOException {
        Job.Result result = Job.dht(arguments(options, "commands/demo.dht")).run();

        assertThat(result.text()).isEqualTo(expected("demo.out"));
        assertThat(result.err()).contains("38 commands in ", "no failures; 3 nodes; 14 keys (272 B) moved");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--window 1", "--format handout", "--device niodev", "--device hybdev"})
    void theRingIsTold(String options) throws IOException {
        Job.Result result = Job.dht(arguments(options, "commands/ring.dht")).run();

        boolean onlyGets = options.contains("handout");
        assertThat(result.text().lines())
                .containsExactlyElementsOf(expected("ring.out")
                        .lines()
                        .filter(line -> !onlyGets || !line.startsWith("DELETE"))
                        .toList());
        assertThat(result.err()).contains(", 4 EXPLAIN, 3 RING, 3 NODE\n", "no failures; 3 nodes; ");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aRingOfTenThousandNodesIsToldOnRealRanks() {
        Job.Result result = Job.dht("--quiet", "--ids", "sha1", "--nodes", "10000", "--format", "json", "-")
                .stdin("RING\n")
                .run();

        assertThat(result.text().split("\\{\"id\":", -1)).hasSize(10_001);
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--window 1", "--device niodev"})
    void theAssignmentRunsUnchanged(String options) throws IOException {
        Job.Result result = Job.dht(arguments(options, "--format", "handout", "commands/assignment.cmd"))
                .run();

        assertThat(result.text()).isEqualTo(expected("assignment.out"));
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--window 1", "--device niodev"})
    void everyMistakeIsTold(String options) throws IOException {
        Job.Result result = Job.dht(arguments(options, "--quiet", "--on-error", "continue", "commands/errors.dht"))
                .run();

        assertThat(result.text()).isEqualTo(expected("errors.out"));
        assertThat(result.err()).isEqualTo(expected("errors.err"));
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void copiesKeepTheirPromiseWhenRanksDie() throws IOException {
        copiesKeepTheirPromise("");
    }

    @Campaign
    @Test
    void soDoThoseOfRanksThatAreProcesses() throws IOException {
        copiesKeepTheirPromise("--routing chord --device niodev");
    }

    private static void copiesKeepTheirPromise(String options) throws IOException {
        String story = "-np 5 --replicas 3 --min-replicas 2 --timeout 4 --on-error continue --quiet commands/crash.dht";
        Job.Result result = Job.dht(arguments(options, story.split(" "))).run();

        assertThat(result.text()).isEqualTo(expected("crash.out"));
        assertThat(result.err()).isEqualTo(expected("crash.err"));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--routing chord --device niodev"})
    void copiesBecomeEqualInTheEndWhenARankDiesAndComesBack(String options) throws IOException {
        String story = "-np 5 --consistency eventual --replicas 3 --write-acks 2 --read-replicas 2 --timeout 4 --quiet "
                + "commands/eventual.dht";
        Job.Result result = Job.dht(arguments(options, story.split(" "))).run();

        assertThat(result.text()).isEqualTo(expected("eventual.out"));
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    /** What it cannot ask may have what nobody else has; and what a rank alone had is lost with it, so it waits for nothing. */
    @Test
    void aSyncFailsWhileARankIsDeadAndARankThatKeepsAllAloneComesBackWithNothing() {
        String options = "-np 4 --nodes 2 --consistency eventual --timeout 4 --on-error continue --quiet -";
        Job.Result result = Job.dht(options.split(" "))
                .stdin("PUT 900 x\nCRASH RANK 2\nSYNC\nRECOVER RANK 2\nSYNC\nGET 900\n")
                .run();

        assertThat(result.text()).isEqualTo("GET 900 -> (not found) @1000\n");
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("-:3:1: error: SYNC has not made all copies equal in ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--routing chord --device niodev"})
    void valuesWrittenWithoutKnowledgeOfEachOtherStaySideBySide(String options) throws IOException {
        String story = "-np 5 --nodes 3 --clients 2 --consistency eventual --conflicts siblings --replicas 3 "
                + "--write-acks 3 --read-replicas 3 commands/siblings.dht";
        Job.Result result = Job.dht(arguments(options, story.split(" "))).run();

        assertThat(result.text()).isEqualTo(expected("siblings.out"));
        assertThat(result.err()).contains("no failures; 3 nodes; ", "; 2 GETs found several values");
        assertThat(result.exitCode()).isZero();
    }

    /** Where copies are depends on the hosts; what they promise does not. */
    @Test
    void copiesKeepTheirPromiseOnThreeHosts() throws IOException {
        NamespaceCluster.assumePossible();
        String story = "-np 5 --replicas 3 --min-replicas 2 --timeout 4 --on-error continue --quiet commands/crash.dht";
        try (NamespaceCluster cluster = NamespaceCluster.start(3)) {
            String hosts = "--hosts " + cluster.hostfile();
            Job.Result result =
                    cluster.script("dht", arguments(hosts, story.split(" "))).run();

            assertThat(aboutKeys(result.text())).isEqualTo(aboutKeys(expected("crash.out")));
            assertThat(result.err()).isEqualTo(expected("crash.err"));
            assertThat(result.exitCode()).isEqualTo(1);

            String inTheEnd = "-np 5 --consistency eventual --replicas 3 --write-acks 2 --read-replicas 2 --timeout 4 "
                    + "--quiet commands/eventual.dht";
            Job.Result equal =
                    cluster.script("dht", arguments(hosts, inTheEnd.split(" "))).run();

            assertThat(aboutKeys(equal.text())).isEqualTo(aboutKeys(expected("eventual.out")));
            assertThat(equal.err()).isEmpty();
            assertThat(equal.exitCode()).isZero();
        }
    }

    /** Nobody keeps a copy there, so nothing has to be copied, and nobody has to notice. */
    @Test
    void aRankWithoutANodeIsBackAsSoonAsItBeginsAnew() {
        Job.Result result = Job.dht("-np", "4", "--replicas", "2", "--timeout", "4", "--verbose", "-")
                .stdin("CRASH RANK 1\nRECOVER RANK 1\n".repeat(6))
                .run();

        assertThat(result.text()
                        .lines()
                        .filter("RECOVER RANK 1 -> rank 1 is back, without a node, 0 keys copied"::equals))
                .hasSize(6);
        assertThat(result.err())
                .contains(
                        "mpj-dht: warning: at the end the nodes were on 1 rank, so keys had as many copies, and not 2; right is "
                                + "nodes on more ranks, by --nodes, ADD or RECOVER, or fewer --replicas\n")
                .contains("no failures; 1 node; ");
        assertThat(result.exitCode()).isZero();
    }

    private static List<String> aboutKeys(String results) {
        return results.lines()
                .filter(line -> line.matches("(GET|INCR|DELETE) .*"))
                .map(line -> line.replaceAll(" @.*", ""))
                .toList();
    }

    @Test
    void aDryRunListsEveryMistakeAndRunsNothing() throws IOException {
        Job.Result result = Job.dht("--dry-run", "commands/errors.dht").run();

        assertThat(result.err()).startsWith(expected("errors.err"));
        assertThat(result.err()).contains(": warning: END ends the job; 1 line after it would not be run\n");
        assertThat(result.err()).contains("dry run: ", "; nothing was run");
        assertThat(result.text()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void resultsAreComparedWithThoseThatWereExpected() throws IOException {
        Job.Result same =
                Job.dht("--check", "commands/demo.out", "commands/demo.dht").run();
        Job.Result differs = Job.dht("--check", "commands/assignment.out", "commands/demo.dht")
                .run();

        assertThat(same.exitCode()).isZero();
        assertThat(differs.err()).contains("mpj-dht: commands/assignment.out: ", "line 1");
        assertThat(differs.text()).isEqualTo(expected("demo.out"));
        assertThat(differs.exitCode()).isEqualTo(1);
    }

    @Test
    void severalFilesRunOneAfterAnotherOnOneTable() {
        Job.Result result = Job.dht("--quiet", "-", "commands/demo.dht")
                .stdin("PUT 500 here\n")
                .run();

        assertThat(result.text()).contains("GET 500 -> here @700");
        assertThat(result.exitCode()).isZero();
    }

    private static String[] arguments(String options, String... rest) {
        Stream<String> first = options.isEmpty() ? Stream.empty() : Stream.of(options.split(" "));
        return Stream.concat(first, Stream.of(rest)).toArray(String[]::new);
    }

    private static String expected(String name) throws IOException {
        return Files.readString(Path.of("commands", name), StandardCharsets.UTF_8);
    }
}
