package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import mpjdht.history.Verdict;
import mpjdht.message.ControlCodec;
import mpjdht.message.FlowMessage;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.MessageKind;
import mpjdht.node.FlowLimits;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.GridAccess;
import mpjdht.node.replica.ChainRules;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.BugHunt;
import mpjdht.sim.FaultRates;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.Micros;
import mpjdht.sim.grid.DrawnWorld.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Worlds with copies whose clients have little credit, and wait for an answer for as long as it takes: a request that waits for ever keeps
 * its world from its end.
 */
class ReplicatedCreditTest {
    private static final int SEEDS_PER_BLOCK = 100;
    private static final int MOST_SEEDS = 60;
    private static final long[] CREDITS = {1, 60, 400, 4000};
    private static final int IN_FLIGHT_BYTES = 16 << 10;
    private static final long PATIENCE_MICROS = 24 * 3600 * Micros.SECOND;
    private static final int LONGEST_RUN_TIMEOUTS = 500;
    private static final MessageFilter NOTHING_GOES_WRONG = (from, to, bytes, offset, length, detour) -> true;

    /** Machines whose clients wait for ever, and whose replicas decide by these rules. */
    private static GridParts parts(ChainRules rules) {
        return new GridParts() {
            @Override
            public ChainRules chainRules() {
                return rules;
            }

            @Override
            public Client client(GridPlan plan, RingView view, int rank, int number, GridClient client) {
                Copies copies = plan.copies().orElseThrow();
                GridAccess access = GridAccess.replicated(
                        plan.grid(),
                        rank,
                        number,
                        Configuration.initial(view, copies.placement()),
                        overlay(plan),
                        plan.limits(),
                        PATIENCE_MICROS);
                return new CommandFront(access, client.source(), client.sink(), plan.stopOnError());
            }
        };
    }

    private static WorldPlan plan(long seed) {
        WorldPlan drawn = DrawnWorld.of(
                        seed,
                        new WorldChoice(
                                new Range(2, 8),
                                new Range(3, 10),
                                300,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Range(1, 5))))
                .withRates(FaultRates.NONE);
        long credit = CREDITS[(int) (seed % CREDITS.length)];
        return drawn.withLimits(new FlowLimits(drawn.limits().window(), IN_FLIGHT_BYTES, credit));
    }

    private static String failure(long seed, ChainRules rules, MessageFilter filter) {
        WorldPlan plan = plan(seed);
        SimulatedWorld world = new SimulatedWorld(plan, parts(rules));
        world.simulation().filter(filter);
        try {
            long timeout = plan.copies().orElseThrow().timeoutMicros();
            Verdict verdict =
                    world.run(Micros.SECOND + LONGEST_RUN_TIMEOUTS * timeout).verdict();
            return verdict == Verdict.LINEARIZABLE ? "" : verdict.toString();
        } catch (BrokenInvariant e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2})
    void howeverLittleTheCreditAndWhateverFailsEveryCommandIsAnswered(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK; seed < (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            assertThat(failure(seed, new ChainRules(), NOTHING_GOES_WRONG))
                    .as(plan(seed).toString())
                    .isEmpty();
        }
    }

    private static final ChainRules KEEPS_WHAT_IT_DROPS = new ChainRules() {
        @Override
        protected boolean givesBack() {
            return false;
        }
    };

    private static MessageFilter losing(Class<? extends FlowMessage> lost) {
        return (from, to, bytes, offset, length, detour) -> bytes[offset] != MessageKind.FLOW
                || !lost.isInstance(ControlCodec.decode(FlowMessage.class, bytes, offset, length));
    }

    private static Stream<Arguments> bugs() {
        return Stream.of(
                Arguments.of("an answer that is dropped keeps its credit", KEEPS_WHAT_IT_DROPS, NOTHING_GOES_WRONG),
                Arguments.of("no command is due", new ChainRules(), losing(Due.class)),
                Arguments.of("no credit is given back", new ChainRules(), losing(Credit.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFoundAfterFewSeeds(String name, ChainRules rules, MessageFilter filter) {
        long median = BugHunt.medianSeeds(
                MOST_SEEDS, seed -> !failure(seed, rules, filter).isEmpty());
        assertThat(median).as("median of the seeds that it took").isLessThanOrEqualTo(MOST_SEEDS);
    }

    @Test
    void worldsDrawEveryCredit() {
        assertThat(Stream.iterate(0L, seed -> seed + 1)
                        .limit(8)
                        .map(seed -> plan(seed).limits().creditBytes()))
                .contains(1L, 60L, 400L, 4000L);
    }
}
