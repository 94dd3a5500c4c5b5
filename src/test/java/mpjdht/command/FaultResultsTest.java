package mpjdht.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.CopyLoad;
import mpjdht.message.NodeLoad;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.ReplicaRole;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What faults, REPLICAS, and RING with copies come to, in every format. */
class FaultResultsTest {
    private static final long DIGEST = 0x9f00_0000_0000_0016L;
    private static final RingView RING = RingView.of(3, new long[] {40, 70, -1}, new int[] {3, 1, 12});

    private static void faults(ResultWriter writer, Outcome outcome) throws IOException {
        writer.write(outcome.of(Verb.CRASH, 1).id(40).rank(3).nodes(List.of(40L, 700L)));
        writer.write(outcome.of(Verb.CRASH, 2).rank(3).nodes(List.of(-1L)));
        writer.write(outcome.of(Verb.RECOVER, 3)
                .id(40)
                .rank(3)
                .nodes(List.of(40L, 700L))
                .moved(12, 345));
        writer.write(outcome.of(Verb.RECOVER, 4).rank(3).nodes(List.of()).moved(1, 2));
        writer.write(
                outcome.of(Verb.PAUSE, 5).id(-1).rank(3).nodes(List.of(40L)).millis(200));
        writer.write(outcome.of(Verb.DELAY, 6).rank(3).nodes(List.of(40L)).millis(0));
        writer.write(outcome.of(Verb.PARTITION, 7).sides(List.of(1, 2), List.of(3)));
        writer.write(outcome.of(Verb.HEAL, 8));
        writer.write(outcome.of(Verb.WAIT, 9).millis(86_400_000));
        writer.write(outcome.of(Verb.SYNC, 10).synchronised(1, 0, 0));
        writer.write(outcome.of(Verb.SYNC, 11).synchronised(2, 1, 5_000_000_000L));
    }

    @Test
    void textTellsOfFaultsWhenItIsVerbose() {
        assertThat(Outcomes.printText(ResultFormat.TEXT, true, FaultResultsTest::faults))
                .isEqualTo("""
                CRASH 40 -> rank 3 is dead, with nodes 40 700
                CRASH RANK 3 -> rank 3 is dead, with node 18446744073709551615
                RECOVER 40 -> rank 3 is back, with nodes 40 700, 12 keys copied
                RECOVER RANK 3 -> rank 3 is back, without a node, 1 key copied
                PAUSE 18446744073709551615 200 -> rank 3 does nothing for 200 ms, with node 40
                DELAY RANK 3 0 -> rank 3 is 0 ms late, with node 40
                PARTITION 1,2 | 3 -> cut off
                HEAL -> healed
                WAIT 86400000 -> waited
                SYNC -> equal, 1 round, 0 keys and 0 B sent
                SYNC -> equal, 2 rounds, 1 key and 5000000000 B sent
                """);
        assertThat(Outcomes.printText(ResultFormat.TEXT, false, FaultResultsTest::faults))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"HANDOUT", "CLASSIC"})
    void anAssignmentsFormatsTellOfNoFault(ResultFormat format) {
        assertThat(Outcomes.printText(format, true, FaultResultsTest::faults)).isEmpty();
    }

    @Test
    void jsonHasAnObjectForEachFault() {
        assertJson(FaultResultsTest::faults, """
                {"line":1,"op":"CRASH","rank":3,"nodes":[40,700]}
                {"line":2,"op":"CRASH","rank":3,"nodes":[18446744073709551615]}
                {"line":3,"op":"RECOVER","rank":3,"nodes":[40,700],"keys_moved":12,"bytes_moved":345}
                {"line":4,"op":"RECOVER","rank":3,"nodes":[],"keys_moved":1,"bytes_moved":2}
                {"line":5,"op":"PAUSE","rank":3,"nodes":[40],"millis":200}
                {"line":6,"op":"DELAY","rank":3,"nodes":[40],"millis":0}
                {"line":7,"op":"PARTITION","sides":[[1,2],[3]]}
                {"line":8,"op":"HEAL"}
                {"line":9,"op":"WAIT","millis":86400000}
                {"line":10,"op":"SYNC","rounds":1,"keys_sent":0,"bytes_sent":0}
                {"line":11,"op":"SYNC","rounds":2,"keys_sent":1,"bytes_sent":5000000000}
                """);
    }

    private static CopyLoad copy(long node, int rank, ReplicaRole role, int bytes, long digest) {
        return new CopyLoad(node, rank, role, bytes >= 0, Math.max(0, bytes), digest);
    }

    private static void replicas(ResultWriter writer, Outcome outcome) throws IOException {
        byte[] key = "15".getBytes(US_ASCII);
        byte[] odd = "a b".getBytes(US_ASCII);
        CopyLoad first = copy(40, 3, ReplicaRole.FIRST, 5, DIGEST);
        CopyLoad middle = copy(70, 1, ReplicaRole.MIDDLE, 5, DIGEST);
        CopyLoad last = copy(-1, 12, ReplicaRole.LAST, 5, DIGEST);
        writer.write(outcome.of(Verb.REPLICAS, 1).key(key, 0, 2).copies(15, List.of(first, middle, last)));
        writer.write(
                outcome.of(Verb.REPLICAS, 2).key(odd, 0, 3).copies(-1, List.of(copy(40, 3, ReplicaRole.ONLY, 0, 7))));
        writer.write(outcome.of(Verb.REPLICAS, 3)
                .key(key, 0, 2)
                .copies(15, List.of(copy(40, 3, ReplicaRole.FIRST, -1, 0), copy(70, 1, ReplicaRole.LAST, -1, 0))));
        writer.write(outcome.of(Verb.REPLICAS, 4)
                .key(key, 0, 2)
                .copies(15, List.of(first, copy(70, 1, ReplicaRole.LAST, 5, 1))));
        writer.write(outcome.of(Verb.REPLICAS, 5)
                .key(key, 0, 2)
                .copies(
                        15,
                        List.of(copy(40, 3, ReplicaRole.ONLY, 5, DIGEST), copy(70, 1, ReplicaRole.FILLING, -1, 0))));
        writer.write(outcome.of(Verb.REPLICAS, 6).key(key, 0, 2).copies(15, List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void replicasIsALineThatTellsWhatEachHasOnlyWhereTheyAreNotAllAlike(ResultFormat format) {
        assertThat(Outcomes.printText(format, false, FaultResultsTest::replicas))
                .isEqualTo("""
                REPLICAS 15 -> 40 (rank 3) first, 70 (rank 1) middle, 18446744073709551615 (rank 12) last, 5 B each
                REPLICAS "a b" -> 40 (rank 3) only, 0 B
                REPLICAS 15 -> 40 (rank 3) first, 70 (rank 1) last, (not found)
                REPLICAS 15 -> 40 (rank 3) first 5 B 9f00000000000016, 70 (rank 1) last 5 B 0000000000000001
                REPLICAS 15 -> 40 (rank 3) only 5 B 9f00000000000016, 70 (rank 1) filling (not found)
                REPLICAS 15 -> (unavailable)
                """);
    }

    @Test
    void jsonHasAnObjectForEachCopy() {
        assertJson(FaultResultsTest::replicas, """
                {"line":1,"op":"REPLICAS","key":"15","position":15,"copies":[\
                {"node":40,"rank":3,"role":"first","present":true,"bytes":5,"digest":"9f00000000000016"},\
                {"node":70,"rank":1,"role":"middle","present":true,"bytes":5,"digest":"9f00000000000016"},\
                {"node":18446744073709551615,"rank":12,"role":"last","present":true,"bytes":5,"digest":"9f00000000000016"}]}
                {"line":2,"op":"REPLICAS","key":"a b","position":18446744073709551615,"copies":[\
                {"node":40,"rank":3,"role":"only","present":true,"bytes":0,"digest":"0000000000000007"}]}
                {"line":3,"op":"REPLICAS","key":"15","position":15,"copies":[\
                {"node":40,"rank":3,"role":"first","present":false},{"node":70,"rank":1,"role":"last","present":false}]}
                {"line":4,"op":"REPLICAS","key":"15","position":15,"copies":[\
                {"node":40,"rank":3,"role":"first","present":true,"bytes":5,"digest":"9f00000000000016"},\
                {"node":70,"rank":1,"role":"last","present":true,"bytes":5,"digest":"0000000000000001"}]}
                {"line":5,"op":"REPLICAS","key":"15","position":15,"copies":[\
                {"node":40,"rank":3,"role":"only","present":true,"bytes":5,"digest":"9f00000000000016"},\
                {"node":70,"rank":1,"role":"filling","present":false}]}
                {"line":6,"op":"REPLICAS","key":"15","position":15,"copies":[]}
                """);
    }

    /** At rest: three copies of every arc. */
    private static void ringAtRest(ResultWriter writer, Outcome outcome) throws IOException {
        Configuration known = Configuration.initial(RING, new Placement(3, rank -> rank));
        writer.write(outcome.of(Verb.RING, 1).ring(loads(), Optional.of(known)));
    }

    /** The arc of 40 is cut in three, of which two have the same replicas; that of 70 is lost, of the last one replica is filled. */
    private static void ringUnderChange(ResultWriter writer, Outcome outcome) throws IOException {
        Replica third = new Replica(40, 3, 0);
        Replica first = new Replica(70, 1, 0);
        Replica twelfth = new Replica(-1, 12, 1);
        List<Region> regions = new ArrayList<>();
        regions.add(Region.of(new Arc(-1, 10), List.of(third, first)));
        regions.add(Region.of(new Arc(10, 20), List.of(third, first)));
        regions.add(new Region(new Arc(20, 40), List.of(first), List.of(third), true, true));
        regions.add(new Region(new Arc(40, 70), List.of(twelfth), List.of(), false, false));
        regions.add(new Region(new Arc(70, -1), List.of(third), List.of(twelfth, first), false, true));
        Configuration known = new Configuration(RING, regions);
        writer.write(outcome.of(Verb.RING, 2).ring(loads(), Optional.of(known)));
    }

    private static List<NodeLoad> loads() {
        return List.of(new NodeLoad(40, 3, 2, 20, 70), new NodeLoad(70, 1, 0, 0, -1), new NodeLoad(-1, 12, 1, 9, 40));
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void aRingTellsTheChainOfEachArcOrOfItsParts(ResultFormat format) {
        assertThat(Outcomes.printText(format, false, (writer, outcome) -> {
                    ringAtRest(writer, outcome);
                    ringUnderChange(writer, outcome);
                }))
                .isEqualTo("""
                        RING -> 3 nodes, 3 keys, 29 B
                                            id  rank  keys  bytes             successor  copies
                                            40     3     2     20                    70  3>1>12
                                            70     1     0      0  18446744073709551615  1>12>3
                          18446744073709551615    12     1      9                    40  12>3>1
                        RING -> 3 nodes, 3 keys, 29 B
                                            id  rank  keys  bytes             successor         copies
                                            40     3     2     20                    70      3>1 | 1+3
                                            70     1     0      0  18446744073709551615  (unavailable)
                          18446744073709551615    12     1      9                    40         3+12+1
                        """);
    }

    @Test
    void jsonTellsTheReplicasOfEachArcOrOfItsParts() {
        assertJson(FaultResultsTest::ringAtRest, """
                {"line":1,"op":"RING","nodes":[\
                {"id":40,"rank":3,"keys":2,"bytes":20,"successor":70,"available":true,"replicas":[\
                {"node":40,"rank":3,"role":"first"},{"node":70,"rank":1,"role":"middle"},\
                {"node":18446744073709551615,"rank":12,"role":"last"}]},\
                {"id":70,"rank":1,"keys":0,"bytes":0,"successor":18446744073709551615,"available":true,"replicas":[\
                {"node":70,"rank":1,"role":"first"},{"node":18446744073709551615,"rank":12,"role":"middle"},\
                {"node":40,"rank":3,"role":"last"}]},\
                {"id":18446744073709551615,"rank":12,"keys":1,"bytes":9,"successor":40,"available":true,"replicas":[\
                {"node":18446744073709551615,"rank":12,"role":"first"},{"node":40,"rank":3,"role":"middle"},\
                {"node":70,"rank":1,"role":"last"}]}]}
                """);
        assertJson(FaultResultsTest::ringUnderChange, """
                {"line":2,"op":"RING","nodes":[\
                {"id":40,"rank":3,"keys":2,"bytes":20,"successor":70,"regions":[\
                {"last":10,"available":true,"replicas":[{"node":40,"rank":3,"role":"first"},{"node":70,"rank":1,"role":"last"}]},\
                {"last":20,"available":true,"replicas":[{"node":40,"rank":3,"role":"first"},{"node":70,"rank":1,"role":"last"}]},\
                {"last":40,"available":true,"replicas":[{"node":70,"rank":1,"role":"only"},{"node":40,"rank":3,"role":"filling"}]}]},\
                {"id":70,"rank":1,"keys":0,"bytes":0,"successor":18446744073709551615,"available":false,"replicas":[\
                {"node":18446744073709551615,"rank":12,"role":"only"}]},\
                {"id":18446744073709551615,"rank":12,"keys":1,"bytes":9,"successor":40,"available":true,"replicas":[\
                {"node":40,"rank":3,"role":"only"},{"node":18446744073709551615,"rank":12,"role":"filling"},\
                {"node":70,"rank":1,"role":"filling"}]}]}
                """);
    }

    private static void assertJson(Outcomes.Script script, String expected) {
        String printed = Outcomes.printText(ResultFormat.JSON, false, script);
        assertThat(printed).isEqualTo(expected);
        assertThat(printed.lines())
                .allSatisfy(line -> assertThat(JSON.std.mapFrom(line)).containsKeys("line", "op"));
    }
}
