package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import mpjdht.node.chord.ChordRules;
import mpjdht.node.chord.ChordSettings;
import mpjdht.ring.NodeRef;
import mpjdht.sim.FaultList;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import org.junit.jupiter.api.Test;

/** Rings with several nodes on a rank, and with ids that join again on another rank. */
class SharedRanksTest {
    private static final int NODES = 20;
    private static final int SUCCESSORS = 4;
    private static final int FIRST_THAT_MAY_FAIL = SUCCESSORS + 2;

    private static RingPlan plan(int spares, int nodesPerRank, boolean movingIds, String faults) {
        ChordSettings settings =
                new ChordSettings(SUCCESSORS, Micros.SECOND, Micros.SECOND, Micros.SECOND, 100 * Micros.MILLI, 5);
        return new RingPlan(
                3,
                64,
                NODES,
                spares,
                true,
                settings,
                Latency.constant(10 * Micros.MILLI),
                FaultRates.NONE,
                FaultList.parse(faults),
                20 * Micros.SECOND,
                10,
                200,
                new Hardship(Latency.constant(0), false, false, 50, nodesPerRank, movingIds));
    }

    private static SimulatedRing run(RingPlan plan) {
        return new SimulatedRing(plan, new ChordRules()).run();
    }

    @Test
    void aRankCrashesWithAllItsNodesAndEachComesBackByItself() {
        RingPlan crash = plan(0, 2, false, "1s:crash:9");
        assertThat(crash.rankOf(9)).isEqualTo(crash.rankOf(10)).isEqualTo(5);
        assertThat(run(crash).picture().size()).isEqualTo(NODES - 2);

        assertThat(run(plan(0, 2, false, "1s:crash:9,5s:restart:10")).picture().size())
                .isEqualTo(NODES - 1);
        assertThat(run(plan(0, 2, false, "1s:crash:9,5s:restart:10,5s:restart:9"))
                        .picture()
                        .size())
                .isEqualTo(NODES);
    }

    @Test
    void aRankThatHostsOneOfTheBaseNeverCrashes() {
        RingPlan plan = plan(0, 2, false, "1s:crash:6");
        assertThat(plan.rankOf(6)).isEqualTo(plan.rankOf(plan.base()));

        SimulatedRing ring = run(plan);

        assertThat(ring.faultsHappened()).isZero();
        assertThat(ring.faultsSkipped()).isEqualTo(1);
    }

    @Test
    void aRankDoesNotCrashWhenItsNodesAreAllThatSomebodyKnows() {
        assertThat(run(plan(0, 4, false, "1s:crash:13")).faultsHappened()).isZero();
        assertThat(run(plan(0, 2, false, "1s:crash:13")).faultsHappened()).isEqualTo(1);
    }

    @Test
    void anIdThatHasLeftOrCrashedJoinsAgainOnAnotherRank() {
        for (String end : new String[] {"leave", "crash"}) {
            for (int node = FIRST_THAT_MAY_FAIL; node <= 12; node += 3) {
                RingPlan plan = plan(30, 1, true, "1s:" + end + ":" + node + ",1100ms:join:" + twin(node));

                SimulatedRing ring = run(plan);

                assertThat(ring.idsMoved()).isEqualTo(1);
                assertThat(ring.picture().size()).isEqualTo(NODES);
                assertThat(ranks(ring)).contains(twin(node)).doesNotContain(node);
            }
        }
    }

    @Test
    void anIdIsOnOneRankAtATime() {
        SimulatedRing ring = run(plan(30, 1, true, "1s:join:" + twin(5) + ",2s:join:" + twin(6)));

        assertThat(ring.faultsHappened()).isZero();
        assertThat(ring.picture().size()).isEqualTo(NODES);
    }

    @Test
    void seedsReachAllOfThat() {
        assertThat(drawn().filter(plan -> plan.hardship().nodesPerRank() > 1).count())
                .isGreaterThan(20);
        assertThat(drawn().filter(plan -> plan.hardship().movingIds())
                        .map(SharedRanksTest::run)
                        .anyMatch(ring -> ring.idsMoved() > 1))
                .isTrue();
        assertThat(drawn().filter(plan -> plan.settings().successors() > 1)
                        .map(SharedRanksTest::run)
                        .anyMatch(ring ->
                                ring.mostLeaving() >= ring.plan().settings().successors()))
                .isTrue();
    }

    private static Stream<RingPlan> drawn() {
        return LongStream.rangeClosed(1, 100).mapToObj(DrawnPlan::of);
    }

    /** The spare node that has the id of a member behind the base, as long as no two nodes share a rank. */
    private static int twin(int member) {
        return NODES + 1 + 2 * (member - FIRST_THAT_MAY_FAIL);
    }

    private static int[] ranks(SimulatedRing ring) {
        return Stream.iterate(0, i -> i + 1)
                .limit(ring.picture().size())
                .map(i -> ring.picture().node(i).self())
                .mapToInt(NodeRef::rank)
                .toArray();
    }
}
