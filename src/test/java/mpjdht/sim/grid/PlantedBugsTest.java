package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import mpjdht.history.Verdict;
import mpjdht.message.MessageKind;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.BugHunt;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.grid.DrawnWorld.Range;
import org.junit.jupiter.api.Test;

/** Bugs of the kinds that a ring which changes under load invites, planted one by one; each test says how many seeds it takes. */
class PlantedBugsTest {
    private static final int MOST_SEEDS = 200;

    private static WorldPlan plan(long seed) {
        WorldChoice choice =
                new WorldChoice(new Range(1, 1), new Range(3, 12), 200, Optional.empty(), Optional.empty());
        return DrawnWorld.of(seed, choice);
    }

    /** What of the messages of a world is wrong. */
    private interface WrongMessages {
        MessageFilter filter(WorldPlan plan, SeededRandom random);
    }

    private static boolean finds(long seed, GridParts parts, WrongMessages wrong) {
        WorldPlan plan = plan(seed);
        SimulatedWorld world = new SimulatedWorld(plan, parts);
        world.simulation().filter(wrong.filter(plan, new SeededRandom(seed)));
        try {
            return world.run().verdict() == Verdict.VIOLATED;
        } catch (BrokenInvariant e) {
            return true;
        }
    }

    private static long medianSeeds(WrongMessages wrong) {
        return BugHunt.medianSeeds(MOST_SEEDS, seed -> finds(seed, new GridParts(), wrong));
    }

    @Test
    void withoutABugNothingIsFound() {
        assertThat(BugHunt.medianSeeds(5, seed -> finds(seed, new GridParts(), (plan, random) -> MessageFilter.NONE)))
                .isEqualTo(6);
    }

    @Test
    void requestsThatOvertakeOthersAreFound() {
        assertThat(medianSeeds((plan, random) -> (from, to, bytes, offset, length, detour) -> {
                    if (bytes[offset] != MessageKind.REQUESTS || random.nextInt(10) > 0) {
                        return true;
                    }
                    detour.deliver(
                            from, to, bytes, offset, length, plan.latency().draw(random) / 2);
                    return false;
                }))
                .isLessThanOrEqualTo(30);
    }
}
