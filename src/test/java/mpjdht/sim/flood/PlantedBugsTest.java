package mpjdht.sim.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import mpjdht.Campaign;
import mpjdht.message.SearchMessage;
import mpjdht.node.flood.FloodRules;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.BugHunt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs that searches and neighbours invite, planted one by one: the seeds find each of them. */
class PlantedBugsTest {
    private static final int MOST_SEEDS = 60;
    private static final int MOST_SEEDS_OF_A_CAMPAIGN = 200;

    static Stream<Arguments> bugs() {
        return Stream.of(
                Arguments.of("a duplicate is not suppressed", new FloodRules() {
                    @Override
                    public boolean isDuplicate(boolean known, int leftBefore, int left) {
                        return false;
                    }
                }),
                Arguments.of("the limit is off by one", new FloodRules() {
                    @Override
                    public boolean goesOn(int left) {
                        return left >= 0;
                    }
                }),
                Arguments.of("what comes again with more left to go is a duplicate", new FloodRules() {
                    @Override
                    public boolean isDuplicate(boolean known, int leftBefore, int left) {
                        return known;
                    }
                }),
                Arguments.of("the limit does not go down", new FloodRules() {
                    @Override
                    public int leftBehind(int left) {
                        return left > 2 || left == SearchMessage.EVERYBODY ? left : left - 1;
                    }
                }),
                Arguments.of("an answer goes back another way", new FloodRules() {
                    @Override
                    public NodeRef answerTo(NodeRef heardFrom, NodeRef neighbour) {
                        return neighbour;
                    }
                }),
                Arguments.of("a node waits for the answer of a dead one for ever", new FloodRules() {
                    @Override
                    public boolean answersWithoutTheDead() {
                        return false;
                    }
                }),
                Arguments.of("a dead neighbour is kept for ever", new FloodRules() {
                    @Override
                    public boolean forgetsTheDead() {
                        return false;
                    }
                }),
                Arguments.of("a full view takes one more", new FloodRules() {
                    @Override
                    public boolean makesRoom() {
                        return false;
                    }
                }),
                Arguments.of("the place of a lost neighbour stays empty", new FloodRules() {
                    @Override
                    public boolean replacesTheLost() {
                        return false;
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFound(String bug, FloodRules rules) {
        long seeds = BugHunt.seeds(MOST_SEEDS, seed -> finds(seed, rules));

        assertThat(seeds).as(bug).isLessThanOrEqualTo(MOST_SEEDS);
    }

    @Campaign
    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFoundFromFiveStartingPoints(String bug, FloodRules rules) {
        long seeds = BugHunt.medianSeeds(MOST_SEEDS_OF_A_CAMPAIGN, seed -> finds(seed, rules));

        assertThat(seeds).as(bug).isLessThanOrEqualTo(MOST_SEEDS_OF_A_CAMPAIGN);
    }

    private static boolean finds(long seed, FloodRules rules) {
        try {
            new SimulatedOverlay(DrawnOverlay.of(seed), rules).run();
            return false;
        } catch (BrokenInvariant e) {
            return true;
        }
    }
}
