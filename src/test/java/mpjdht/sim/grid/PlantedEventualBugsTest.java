package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import mpjdht.Campaign;
import mpjdht.message.MessageKind;
import mpjdht.node.eventual.EventualRules;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.BugHunt;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.grid.DrawnWorld.Range;
import mpjdht.store.Conflicts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs of the kinds that copies which become equal in the end invite, planted one by one, and how many seeds it takes to find each. */
class PlantedEventualBugsTest {
    private static final int MOST_SEEDS = 100;
    private static final int MOST_OTHER_KEYS = 2_000;
    private static final int LATE_TIMEOUTS = 4;

    /** What becomes of messages beside what the network does. */
    private enum Messages {
        AS_SENT,
        LATE_AGAIN;

        MessageFilter filter(WorldPlan plan) {
            return this == AS_SENT ? MessageFilter.NONE : new LateStates(plan);
        }
    }

    private static final EventualRules RIGHT = new EventualRules();

    private static final EventualRules OWN_CLOCK = new EventualRules() {
        @Override
        protected long clockAfter(long time, long heard) {
            return time;
        }
    };

    private static final EventualRules LATER_TO_ARRIVE_WINS_TIES = new EventualRules() {
        @Override
        protected boolean isNewer(long time, int writer, long thanTime, int thanWriter) {
            return time > thanTime || (time == thanTime && writer != thanWriter);
        }
    };

    private static final EventualRules TAKES_WHATEVER_COMES = new EventualRules() {
        @Override
        protected boolean isNewer(long time, int writer, long thanTime, int thanWriter) {
            return time != thanTime || writer != thanWriter;
        }
    };

    private static final EventualRules FORGETS_ALONE = new EventualRules() {
        @Override
        protected boolean mayForget(int confirmed, int reachable, int all) {
            return confirmed > 0;
        }
    };

    private static final EventualRules FORGETS_WITH_WHOM_IT_REACHES = new EventualRules() {
        @Override
        protected boolean mayForget(int confirmed, int reachable, int all) {
            return confirmed == reachable;
        }
    };

    private static final EventualRules HIDES_OLD_TOMBSTONES = new EventualRules() {
        @Override
        protected boolean isCompared(long age) {
            return age < 20;
        }
    };

    private static final EventualRules IGNORES_THE_HIGHER = new EventualRules() {
        @Override
        protected boolean standsBack(boolean higherAnswered) {
            return false;
        }
    };

    private static final EventualRules SAYS_ONCE_THAT_IT_LEADS = new EventualRules() {
        @Override
        protected boolean repeatsThatItLeads() {
            return false;
        }
    };

    private static final EventualRules MISSES_A_KEY = new EventualRules() {
        @Override
        protected boolean isCounted(long position) {
            return position % 4 != 0;
        }
    };

    private static final EventualRules TAKES_WHAT_IS_TOO_LATE = new EventualRules() {
        @Override
        protected boolean isTooLate(boolean isFromBefore) {
            return false;
        }
    };

    private static final EventualRules HANDS_HINTS_TO_ANOTHER = new EventualRules() {
        @Override
        protected int receiver(int rank) {
            return rank == 1 ? 2 : rank - 1;
        }
    };

    /** Small worlds with few keys. */
    private static WorldPlan plan(long seed, Conflicts conflicts) {
        return DrawnWorld.of(
                seed,
                new WorldChoice(
                        new Range(3, 5),
                        new Range(4, 6),
                        250,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Range(2, 3)),
                        Optional.of(conflicts)));
    }

    private static Stream<Arguments> bugs() {
        return Stream.of(
                Arguments.of(
                        "a clock is not merged with those that messages tell",
                        OWN_CLOCK,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "of two versions of the same time the one that comes later wins",
                        LATER_TO_ARRIVE_WINS_TIES,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "a tombstone is forgotten as soon as one rank has confirmed it",
                        FORGETS_ALONE,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "a tombstone is forgotten when everybody has confirmed it who is reachable",
                        FORGETS_WITH_WHOM_IT_REACHES,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "old tombstones are not compared, so that old values come back",
                        HIDES_OLD_TOMBSTONES,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "a node with a lower id leads on, whoever objects",
                        IGNORES_THE_HIGHER,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "who leads says so once, and that can be lost",
                        SAYS_ONCE_THAT_IT_LEADS,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "a state that comes from another replica replaces a newer one",
                        TAKES_WHATEVER_COMES,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of("a digest misses keys", MISSES_A_KEY, Messages.AS_SENT, Conflicts.LWW),
                Arguments.of(
                        "a hint is handed to another rank than it was kept for",
                        HANDS_HINTS_TO_ANOTHER,
                        Messages.AS_SENT,
                        Conflicts.LWW),
                Arguments.of(
                        "siblings' counts are pruned as soon as one rank has confirmed them",
                        FORGETS_ALONE,
                        Messages.AS_SENT,
                        Conflicts.SIBLINGS),
                Arguments.of(
                        "siblings' counts are pruned when everybody has confirmed them who is reachable",
                        FORGETS_WITH_WHOM_IT_REACHES,
                        Messages.AS_SENT,
                        Conflicts.SIBLINGS),
                Arguments.of(
                        "what was sent before a tombstone was forgotten is taken",
                        TAKES_WHAT_IS_TOO_LATE,
                        Messages.LATE_AGAIN,
                        Conflicts.LWW));
    }

    /** Delivers states again, much later. */
    private static final class LateStates implements MessageFilter {
        private final long lateMicros;

        LateStates(WorldPlan plan) {
            lateMicros = LATE_TIMEOUTS * plan.copies().orElseThrow().timeoutMicros();
        }

        @Override
        public boolean passes(int from, int to, byte[] bytes, int offset, int length, Detour detour) {
            if (bytes[offset] == MessageKind.SPREAD || bytes[offset] == MessageKind.DIFFERENCES) {
                detour.deliver(from, to, bytes, offset, length, lateMicros);
            }
            return true;
        }
    }

    private static String found(long seed, EventualRules rules, Messages messages, Conflicts conflicts) {
        WorldPlan plan = plan(seed, conflicts);
        if (plan.workload().otherKeys() > MOST_OTHER_KEYS) {
            return "";
        }
        EventualWorld world = new EventualWorld(plan, new GridParts() {
            @Override
            public EventualRules eventualRules() {
                return rules;
            }
        });
        world.simulation().filter(messages.filter(plan));
        try {
            world.run();
            return "";
        } catch (BrokenInvariant e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFound(String name, EventualRules rules, Messages messages, Conflicts conflicts) {
        assertThat(BugHunt.seeds(3 * MOST_SEEDS, seed -> !found(seed, rules, messages, conflicts)
                        .isEmpty()))
                .isLessThanOrEqualTo(3 * MOST_SEEDS);
    }

    @Campaign
    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFoundAfterFewSeeds(String name, EventualRules rules, Messages messages, Conflicts conflicts) {
        long median = BugHunt.medianSeeds(
                MOST_SEEDS, seed -> !found(seed, rules, messages, conflicts).isEmpty());
        assertThat(median).as("median of the seeds that it took").isLessThanOrEqualTo(MOST_SEEDS);
    }

    /** But for keys that a message has left behind that comes again late, where nobody asks for them; MPJ Express repeats no message. */
    @ParameterizedTest
    @EnumSource(Conflicts.class)
    void withoutABugNothingIsFound(Conflicts conflicts) {
        assertThat(BugHunt.seeds(15, seed -> {
                    String found = found(seed, RIGHT, Messages.LATE_AGAIN, conflicts);
                    return !found.isEmpty() && !found.endsWith("of which it is to keep none");
                }))
                .isEqualTo(16);
    }
}
