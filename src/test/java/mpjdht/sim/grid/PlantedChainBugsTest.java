package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mpjdht.Campaign;
import mpjdht.history.Verdict;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainCursor;
import mpjdht.message.ChainEntry;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.node.replica.ChainRules;
import mpjdht.ring.Replica;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.BugHunt;
import mpjdht.sim.FaultRates;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.grid.DrawnWorld.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs of the kinds that copies which survive crashes invite, planted one by one, and how many seeds it takes to find each. */
class PlantedChainBugsTest {
    private static final int MOST_SEEDS = 200;

    /** Makes what is wrong with the messages of a world. */
    private interface WrongMessagesOf extends Function<SimulatedWorld, MessageFilter> {}

    private static final ChainRules RIGHT = new ChainRules();

    private static final ChainRules READS_TOO_EARLY = new ChainRules() {
        @Override
        protected boolean readMayGo(boolean isLast) {
            return true;
        }
    };

    private static final ChainRules ANSWERS_BEFORE_THE_LAST = new ChainRules() {
        @Override
        protected boolean answersWrite(boolean isLast) {
            return true;
        }
    };

    private static ChainRules takesOld(byte lax) {
        return new ChainRules() {
            @Override
            protected boolean isInForce(byte kind, long epoch, long current) {
                return epoch == current || (kind == lax && epoch < current);
            }
        };
    }

    private static final ChainRules GOES_BACK = new ChainRules() {
        @Override
        protected boolean isNews(long epoch, long current) {
            return epoch != current;
        }
    };

    private static final ChainRules DOES_TWICE = new ChainRules() {
        @Override
        protected boolean isToBeDone(boolean hasBeenDone) {
            return true;
        }
    };

    private static final ChainRules TELLS_NOTHING_AGAIN = new ChainRules() {
        @Override
        protected boolean tellsAgain() {
            return false;
        }
    };

    private static final ChainRules KEEPS_MEMORY = new ChainRules() {
        @Override
        protected boolean handsMemoryOver() {
            return false;
        }
    };

    private static final ChainRules NEVER_STOPS = new ChainRules() {
        @Override
        protected boolean stops(boolean patienceIsOver) {
            return false;
        }
    };

    private static final ChainRules TAKES_THE_EMPTY_FOR_FULL = new ChainRules() {
        @Override
        protected boolean isTheSame(Replica lost, Replica back) {
            return lost.rank() == back.rank();
        }
    };

    /** Messages are told wrong on their way, so they have to be seen there: none goes by links of another kind. */
    private static WorldPlan plan(long seed) {
        return DrawnWorld.of(
                        seed,
                        new WorldChoice(
                                new Range(2, 8),
                                new Range(3, 10),
                                300,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Range(1, 5))))
                .withRates(FaultRates.NONE);
    }

    private static Arguments bug(String name, long seeds, ChainRules rules) {
        return Arguments.of(name, seeds, rules, (WrongMessagesOf) PlantedChainBugsTest::theDeadAreSilent);
    }

    private static Stream<Arguments> bugs() {
        return Stream.of(
                bug("a read before the write is acknowledged", 100, READS_TOO_EARLY),
                bug("an acknowledgement before the last", 100, ANSWERS_BEFORE_THE_LAST),
                bug("a request of an old epoch is taken", 100, takesOld(MessageKind.REQUESTS)),
                bug("a request of an old epoch goes on from node to node", 100, takesOld(MessageKind.ROUTED)),
                bug("a request of an old epoch that an owner passes on is taken", 100, takesOld(MessageKind.FORWARDED)),
                bug("a late write of the old first replica is taken", 100, takesOld(MessageKind.CHAIN)),
                bug("a late confirmation is taken", 100, takesOld(MessageKind.TO_CHAIN)),
                bug("a command that is done twice", 100, DOES_TWICE),
                bug("what is not confirmed is not told again", 100, TELLS_NOTHING_AGAIN),
                bug("memory of commands is not handed over", 100, KEEPS_MEMORY),
                Arguments.of("a late chunk over a newer value or a DELETE", 100L, RIGHT, (WrongMessagesOf)
                        world -> new LateCopies()),
                bug("an empty replica is taken for a full one", 100, TAKES_THE_EMPTY_FOR_FULL),
                Arguments.of("a configuration that goes back", 100L, GOES_BACK, (WrongMessagesOf)
                        world -> new OldConfigurations()),
                bug("a rank that does not stop", 100, NEVER_STOPS));
    }

    /** Who is taken to be dead tells clients nothing. */
    private static MessageFilter theDeadAreSilent(SimulatedWorld world) {
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] == MessageKind.REPLIES && !world.isTakenToBeAlive(from)) {
                throw new BrokenInvariant("rank " + from + " answered a client when it was taken to be dead");
            }
            return true;
        };
    }

    /** Delivers each configuration again, much later. */
    private static final class OldConfigurations implements MessageFilter {
        @Override
        public boolean passes(int from, int to, byte[] bytes, int offset, int length, Detour detour) {
            if (bytes[offset] == MessageKind.CONFIGURATION) {
                detour.deliver(from, to, bytes, offset, length, 50_000);
            }
            return true;
        }
    }

    /** Takes the copies of keys out of a stream, and puts them in again behind whatever comes next. */
    private static final class LateCopies implements MessageFilter {
        private final Map<Integer, ChainBatch> lateOnLink = new HashMap<>();
        private final ChainCursor cursor = new ChainCursor();

        @Override
        public boolean passes(int from, int to, byte[] bytes, int offset, int length, Detour detour) {
            if (bytes[offset] != MessageKind.CHAIN) {
                return true;
            }
            ChainBatch now = new ChainBatch();
            ChainBatch later = new ChainBatch();
            now.address(ChainBatch.number(bytes, offset, length), RequestBatch.epoch(bytes, offset, length));
            cursor.open(bytes, offset, length);
            while (cursor.next()) {
                (cursor.operation() == ChainEntry.COPY ? later : now).add(cursor);
            }
            ChainBatch before = lateOnLink.put(from * 1000 + to, later);
            if (before != null) {
                cursor.open(before.bytes(), 0, before.length());
                while (cursor.next()) {
                    now.add(cursor);
                }
            }
            detour.deliver(from, to, now.bytes(), 0, now.length(), 1);
            return false;
        }
    }

    private static String found(long seed, ChainRules rules, WrongMessagesOf messages) {
        SimulatedWorld world = new SimulatedWorld(plan(seed), new GridParts() {
            @Override
            public ChainRules chainRules() {
                return rules;
            }
        });
        world.simulation().filter(messages.apply(world));
        try {
            return world.run().verdict() == Verdict.VIOLATED ? "not linearizable" : "";
        } catch (BrokenInvariant e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFound(String name, long most, ChainRules rules, WrongMessagesOf messages) {
        assertThat(BugHunt.seeds(
                        3 * MOST_SEEDS, seed -> !found(seed, rules, messages).isEmpty()))
                .isLessThanOrEqualTo(3 * MOST_SEEDS);
    }

    @Campaign
    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFoundAfterFewSeeds(String name, long most, ChainRules rules, WrongMessagesOf messages) {
        long median = BugHunt.medianSeeds(
                MOST_SEEDS, seed -> !found(seed, rules, messages).isEmpty());
        assertThat(median).as("median of the seeds that it took").isLessThanOrEqualTo(most);
    }

    @Test
    void withoutABugNothingIsFound() {
        assertThat(BugHunt.seeds(20, seed -> !found(seed, RIGHT, PlantedChainBugsTest::theDeadAreSilent)
                        .isEmpty()))
                .isEqualTo(21);
    }
}
