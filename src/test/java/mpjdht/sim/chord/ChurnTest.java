package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import mpjdht.Campaign;
import mpjdht.node.chord.ChordRules;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChurnTest {
    private static final int SEEDS_PER_BLOCK = 250;

    @ParameterizedTest(name = "seeds {0}*250+1 to {0}*250+250")
    @ValueSource(ints = {0, 1})
    void theInvariantsHoldAfterEveryEventOfEverySeed(int block) {
        run(block);
    }

    @Campaign
    @ParameterizedTest(name = "seeds {0}*250+1 to {0}*250+250")
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void theInvariantsHoldAfterEveryEventOfMoreSeeds(int block) {
        run(block);
    }

    private static void run(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK + 1; seed <= (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            RingPlan plan = DrawnPlan.of(seed);
            try {
                new SimulatedRing(plan, new ChordRules()).run();
            } catch (RuntimeException e) {
                throw new AssertionError(
                        plan + "\nreplay: scripts/simulate --seeds 1 --seed " + seed + " --faults "
                                + FaultList.text(plan.faults()),
                        e);
            }
        }
    }

    /** A node crashes with half of its keys at another, and comes back; or its rank is told to join twice at once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            16 | 3 | 1s:leave:9,1300ms:crash:9,1500ms:restart:9
            16 | 3 | 1s:leave:9,1300ms:crash:10,1500ms:restart:10
            16 | 3 | 1s:leave:9,1300ms:crash:9,1300ms:crash:10,1500ms:restart:9,1500ms:restart:10
            16 | 3 | 1s:leave:9,1s:leave:10,1300ms:crash:11
            8  | 2 | 1s:crash:5,2s:restart:5,2s:join:5
            """)
    void ringsThatOnceBrokeComeToRest(int nodes, int successors, String faults) {
        ChordSettings settings =
                new ChordSettings(successors, Micros.SECOND, Micros.SECOND, Micros.SECOND, 500_000, 10);
        RingPlan plan = new RingPlan(
                1,
                160,
                nodes,
                0,
                true,
                settings.withChunks(1),
                Latency.constant(50 * Micros.MILLI),
                FaultRates.NONE,
                FaultList.parse(faults),
                10 * Micros.SECOND,
                10,
                400);

        assertThat(new SimulatedRing(plan, new ChordRules()).run().faultsHappened())
                .isPositive();
    }

    /** One gives all that it has, and its heir too, which is there again before the first has heard that its keys arrived. */
    @Test
    void whoHasTakenAnArcStillKnowsItWhenItHasLeftAndJoinedAgain() {
        ChordSettings settings =
                new ChordSettings(7, Micros.SECOND, Micros.SECOND, 2 * Micros.SECOND, 2 * Micros.SECOND, 60);
        FaultRates lossy = new FaultRates(200_000, 0, 0, Latency.constant(1));
        for (long seed = 1; seed <= 200; seed++) {
            int first = 8 + (int) (seed % 5);
            String faults = "1s:leave:" + first + ",1008ms:leave:" + (first + 1) + ",1200ms:join:" + (first + 1);
            RingPlan plan = new RingPlan(
                    seed,
                    32,
                    16,
                    0,
                    true,
                    settings.withChunks(1000),
                    Latency.constant(Micros.MILLI),
                    lossy,
                    FaultList.parse(faults),
                    6 * Micros.SECOND,
                    0,
                    20);

            assertThatCode(() -> new SimulatedRing(plan, new ChordRules()).run())
                    .as("%s", plan)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void someSeedsDrawNothingButJoinsAndDeparturesAndSomeLongTransfers() {
        int calm = 0;
        int longTransfers = 0;
        for (long seed = 1; seed <= 200; seed++) {
            RingPlan plan = DrawnPlan.of(seed);
            calm += plan.faults().size() > 4
                            && plan.faults().stream()
                                    .allMatch(fault -> fault instanceof Fault.Join || fault instanceof Fault.Leave)
                    ? 1
                    : 0;
            longTransfers += plan.settings().chunkBytes() == 1 && plan.keys() > 3 * plan.nodes() ? 1 : 0;
        }

        assertThat(calm).isGreaterThan(20);
        assertThat(longTransfers).isGreaterThan(20);
    }

    @Test
    void seedsDrawFaultsOfEveryKindAndRingsOfEverySize() {
        StringBuilder faults = new StringBuilder();
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (long seed = 1; seed <= 200; seed++) {
            RingPlan plan = DrawnPlan.of(seed);
            faults.append(plan);
            fewest = Math.min(fewest, plan.nodes());
            most = Math.max(most, plan.nodes());
        }

        assertThat(faults).contains("join", "leave", "crash", "restart", "slow", ":cut:", "cut-one-way", ":pause:");
        assertThat(faults).contains("timers late by ", "messages that outlive restarts", " writes, ");
        assertThat(fewest).isBetween(16, 20);
        assertThat(most).isBetween(240, 256);
    }

    @Test
    void aRunHappensAgainEventByEvent() {
        SimulatedRing first = new SimulatedRing(DrawnPlan.of(7), new ChordRules()).run();
        SimulatedRing second = new SimulatedRing(DrawnPlan.of(7), new ChordRules()).run();
        SimulatedRing other = new SimulatedRing(DrawnPlan.of(8), new ChordRules()).run();

        assertThat(first.simulation().traceHash())
                .isEqualTo(second.simulation().traceHash())
                .isNotEqualTo(other.simulation().traceHash());
    }
}
