package mpjdht.sim.flood;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.Campaign;
import mpjdht.node.flood.FloodRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
    private static final int SEEDS_PER_BLOCK = 250;

    @ParameterizedTest(name = "seeds {0}*250+1 to {0}*250+250")
    @ValueSource(ints = {0})
    void everySeedKeepsItsNeighboursAndFindsWhatBreadthFirstFinds(int block) {
        run(block);
    }

    @Campaign
    @ParameterizedTest(name = "seeds {0}*250+1 to {0}*250+250")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void moreSeedsDoSo(int block) {
        run(block);
    }

    private static void run(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK + 1; seed <= (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            OverlayPlan plan = DrawnOverlay.of(seed);
            try {
                new SimulatedOverlay(plan, new FloodRules()).run();
            } catch (RuntimeException e) {
                throw new AssertionError(plan.toString(), e);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        OverlayReport first = new SimulatedOverlay(DrawnOverlay.of(7), new FloodRules()).run();
        OverlayReport second = new SimulatedOverlay(DrawnOverlay.of(7), new FloodRules()).run();

        assertThat(second).isEqualTo(first);
        assertThat(first.answered()).isPositive();
    }
}
