package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mpjdht.Campaign;
import mpjdht.history.Verdict;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.BugHunt;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.grid.DrawnWorld.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs of the kinds that a ring which changes under load invites, planted one by one, and how many seeds it takes to find each. */
class PlantedBugsTest {
    private static final int MOST_SEEDS = 200;

    private static WorldPlan plan(long seed) {
        WorldChoice choice =
                new WorldChoice(new Range(2, 16), new Range(3, 12), 400, Optional.empty(), Optional.empty());
        return DrawnWorld.of(seed, choice);
    }

    /** A bug; the median number of seeds that find it is at most so many. */
    private static Arguments bug(String name, long seeds, Function<WrongMessages, MessageFilter> messages) {
        return Arguments.of(name, seeds, messages);
    }

    private static Stream<Arguments> bugs() {
        return Stream.of(
                bug("a request forwarded before its segment", 20, WrongMessages::requestsBeforeTheirSegment),
                bug("a ring retired before nothing goes by it", 4, WrongMessages::ringsThatAreRetiredAtOnce),
                bug("a ring one epoch back", 4, WrongMessages::ringsOneEpochBack),
                bug("an answer of the old owner", 6, WrongMessages::answersOfTheOldOwner),
                bug("a chunk stored again over a newer value", 24, WrongMessages::chunksThatAreStoredAgain),
                bug("a DELETE undone by a late chunk", 20, WrongMessages::chunksThatUndoADelete),
                bug("a client that does not wait for the old ring", 150, WrongMessages::clientsThatDoNotWait),
                bug("touching changes side by side", 6, WrongMessages::touchingChangesSideBySide),
                bug("requests that overtake others", 30, WrongMessages::requestsThatOvertake));
    }

    private static String found(long seed, Function<WrongMessages, MessageFilter> messages) {
        SimulatedWorld world = new SimulatedWorld(plan(seed), new GridParts());
        world.simulation().filter(messages.apply(new WrongMessages(world)));
        try {
            return world.run().verdict() == Verdict.VIOLATED ? "not linearizable" : "";
        } catch (BrokenInvariant e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFound(String name, long most, Function<WrongMessages, MessageFilter> messages) {
        assertThat(BugHunt.seeds(3 * MOST_SEEDS, seed -> !found(seed, messages).isEmpty()))
                .isLessThanOrEqualTo(3 * MOST_SEEDS);
    }

    @Campaign
    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFoundAfterFewSeeds(String name, long most, Function<WrongMessages, MessageFilter> messages) {
        long median =
                BugHunt.medianSeeds(MOST_SEEDS, seed -> !found(seed, messages).isEmpty());
        assertThat(median).as("median of the seeds that it took").isLessThanOrEqualTo(most);
    }

    @Test
    void withoutABugNothingIsFound() {
        assertThat(BugHunt.medianSeeds(
                        5, seed -> !found(seed, wrong -> MessageFilter.NONE).isEmpty()))
                .isEqualTo(6);
    }
}
