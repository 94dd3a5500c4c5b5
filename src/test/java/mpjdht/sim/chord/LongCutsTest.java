package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import mpjdht.node.chord.ChordRules;
import mpjdht.sim.BrokenInvariant;
import org.junit.jupiter.api.Test;

/** Links that are cut for longer than a node waits for an answer: the ring may fall apart, but nothing is lost and nothing owned twice. */
class LongCutsTest {
    private static final int SEEDS = 400;

    private static List<RingPlan> plans() {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(DrawnPlan::of)
                .filter(plan -> plan.hardship().longCuts())
                .toList();
    }

    private static boolean breaks(RingPlan plan, ChordRules rules) {
        try {
            new SimulatedRing(plan, rules).run();
            return false;
        } catch (BrokenInvariant e) {
            return true;
        }
    }

    private static RingPlan withAllInvariants(RingPlan plan) {
        Hardship hardship = plan.hardship();
        return plan.withHardship(new Hardship(
                hardship.lateness(),
                hardship.oldMessages(),
                false,
                hardship.writes(),
                hardship.nodesPerRank(),
                hardship.movingIds()));
    }

    @Test
    void theRingsFallApartAndStaySafe() {
        assertThat(plans())
                .hasSizeGreaterThan(SEEDS / 20)
                .noneMatch(plan -> breaks(plan, new ChordRules()))
                .anyMatch(plan -> breaks(withAllInvariants(plan), new ChordRules()));
    }

    @Test
    void anArcThatIsOwnedWhileItIsOnItsWayIsFound() {
        ChordRules ownedTwice = new ChordRules() {
            @Override
            public boolean ownsWhatIsOnItsWay() {
                return true;
            }
        };
        assertThat(plans()).anyMatch(plan -> breaks(plan, ownedTwice));
    }
}
