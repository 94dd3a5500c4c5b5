package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.node.chord.ChordRules;
import mpjdht.sim.FaultList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChurnTest {
    private static final int SEEDS_PER_BLOCK = 250;

    @ParameterizedTest(name = "seeds {0}*250+1 to {0}*250+250")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void theInvariantsHoldAfterEveryEventOfEverySeed(int block) {
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

    @Test
    void seedsDrawFaultsOfEveryKindAndRingsOfEverySize() {
        StringBuilder faults = new StringBuilder();
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (long seed = 1; seed <= 200; seed++) {
            RingPlan plan = DrawnPlan.of(seed);
            faults.append(FaultList.text(plan.faults()));
            fewest = Math.min(fewest, plan.nodes());
            most = Math.max(most, plan.nodes());
        }

        assertThat(faults).contains("join", "leave", "crash", "restart", "slow", ":cut:", "cut-one-way");
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
