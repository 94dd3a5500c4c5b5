package mpjdht.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.Finger;
import mpjdht.message.NodeLoad;
import mpjdht.ring.NodeRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What EXPLAIN, RING and NODE print. */
class RingResultsTest {
    private static final NodeRef LOW = new NodeRef(40, 1);
    private static final NodeRef HIGH = new NodeRef(-1, 12);

    private static void explains(ResultWriter writer, Outcome outcome) throws IOException {
        byte[] key = "15".getBytes(UTF_8);
        byte[] odd = "a b".getBytes(UTF_8);
        writer.write(outcome.of(Verb.EXPLAIN, 3)
                .key(key, 0, key.length)
                .path(15, List.of(LOW))
                .at(40, 1, 1));
        writer.write(outcome.of(Verb.EXPLAIN, 4)
                .key(odd, 0, odd.length)
                .path(-2, List.of(LOW, new NodeRef(300, 1), HIGH))
                .at(-1, 12, 3));
    }

    private static void rings(ResultWriter writer, Outcome outcome) throws IOException {
        writer.write(outcome.of(Verb.RING, 5).ring(List.of(new NodeLoad(1000, 6, 1, 9, 1000)), Optional.empty()));
        writer.write(outcome.of(Verb.RING, 6)
                .ring(
                        List.of(new NodeLoad(40, 1, 12_345_678, 5_000_000_000L, -1), new NodeLoad(-1, 12, 0, 0, 40)),
                        Optional.empty()));
    }

    private static void nodes(ResultWriter writer, Outcome outcome) throws IOException {
        NodeLoad load = new NodeLoad(40, 1, 1, 17, -1);
        List<Finger> fingers = List.of(
                new Finger(0, 41, HIGH),
                new Finger(1, 42, HIGH),
                new Finger(2, 44, HIGH),
                new Finger(3, 48, LOW),
                new Finger(4, 56, HIGH));
        writer.write(
                outcome.of(Verb.NODE, 7).described(new NodeDescribed(0, 0, load, List.of(HIGH), List.of(), List.of())));
        writer.write(outcome.of(Verb.NODE, 8)
                .described(new NodeDescribed(0, 0, load, List.of(), List.of(HIGH, LOW), fingers)));
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void anExplainIsALineWithThePathInItsOrder(ResultFormat format) {
        assertThat(Outcomes.printText(format, false, RingResultsTest::explains)).isEqualTo("""
                EXPLAIN 15 -> position 15 @40, 1 hop: 40 (rank 1)
                EXPLAIN "a b" -> position 18446744073709551614 @18446744073709551615, 3 hops: \
                40 (rank 1) > 300 (rank 1) > 18446744073709551615 (rank 12)
                """);
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void aRingIsATableWithColumnsAsWideAsTheirLongestCell(ResultFormat format) {
        assertThat(Outcomes.printText(format, false, RingResultsTest::rings)).isEqualTo("""
                RING -> 1 node, 1 key, 9 B
                    id  rank  keys  bytes  successor
                  1000     6     1      9       1000
                RING -> 2 nodes, 12345678 keys, 5000000000 B
                                    id  rank      keys       bytes             successor
                                    40     1  12345678  5000000000  18446744073709551615
                  18446744073709551615    12         0           0                    40
                """);
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void aNodeIsAFewLinesInWhichRunsOfEqualFingersAreOne(ResultFormat format) {
        assertThat(Outcomes.printText(format, false, RingResultsTest::nodes)).isEqualTo("""
                NODE 40 -> rank 1, 1 key, 17 B
                  predecessor 18446744073709551615 (rank 12)
                  successor 18446744073709551615
                NODE 40 -> rank 1, 1 key, 17 B
                  predecessor (unknown)
                  successor 18446744073709551615
                  successors 18446744073709551615 (rank 12), 40 (rank 1)
                  finger 0-2 from 41 -> 18446744073709551615 (rank 12)
                  finger 3 from 48 -> 40 (rank 1)
                  finger 4 from 56 -> 18446744073709551615 (rank 12)
                """);
    }

    @Test
    void jsonHasAnObjectForEach() {
        String printed = Outcomes.printText(ResultFormat.JSON, false, (writer, outcome) -> {
            explains(writer, outcome);
            rings(writer, outcome);
            nodes(writer, outcome);
        });

        assertThat(printed).isEqualTo("""
                {"line":3,"op":"EXPLAIN","key":"15","position":15,"node":40,"rank":1,"hops":1,\
                "path":[{"node":40,"rank":1}]}
                {"line":4,"op":"EXPLAIN","key":"a b","position":18446744073709551614,\
                "node":18446744073709551615,"rank":12,"hops":3,\
                "path":[{"node":40,"rank":1},{"node":300,"rank":1},{"node":18446744073709551615,"rank":12}]}
                {"line":5,"op":"RING","nodes":[{"id":1000,"rank":6,"keys":1,"bytes":9,"successor":1000}]}
                {"line":6,"op":"RING","nodes":[\
                {"id":40,"rank":1,"keys":12345678,"bytes":5000000000,"successor":18446744073709551615},\
                {"id":18446744073709551615,"rank":12,"keys":0,"bytes":0,"successor":40}]}
                {"line":7,"op":"NODE","id":40,"rank":1,"keys":1,"bytes":17,"predecessor":18446744073709551615,\
                "successor":18446744073709551615}
                {"line":8,"op":"NODE","id":40,"rank":1,"keys":1,"bytes":17,"successor":18446744073709551615,\
                "successors":[{"node":18446744073709551615,"rank":12},{"node":40,"rank":1}],\
                "fingers":[{"index":0,"start":41,"node":18446744073709551615,"rank":12},\
                {"index":1,"start":42,"node":18446744073709551615,"rank":12},\
                {"index":2,"start":44,"node":18446744073709551615,"rank":12},\
                {"index":3,"start":48,"node":40,"rank":1},\
                {"index":4,"start":56,"node":18446744073709551615,"rank":12}]}
                """);
        assertThat(printed.lines())
                .allSatisfy(line -> assertThat(JSON.std.mapFrom(line)).containsKeys("line", "op"));
    }

    @Test
    void aRingOfTenThousandNodesIsALineForEach() {
        List<NodeLoad> ring = IntStream.rangeClosed(1, 10_000)
                .mapToObj(id -> new NodeLoad(id, 1, 0, 0, id % 10_000 + 1))
                .toList();

        String printed = Outcomes.printText(
                ResultFormat.TEXT,
                false,
                (writer, outcome) -> writer.write(outcome.of(Verb.RING, 1).ring(ring, Optional.empty())));

        assertThat(printed.lines()).hasSize(10_002).element(2).isEqualTo("      1     1     0      0          2");
    }
}
