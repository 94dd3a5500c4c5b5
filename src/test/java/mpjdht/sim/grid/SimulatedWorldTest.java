package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import mpjdht.history.Verdict;
import mpjdht.message.HandoverChunk;
import mpjdht.message.MessageKind;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.ReplyCursor;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.Micros;
import mpjdht.sim.grid.DrawnWorld.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedWorldTest {
    private static final int SEEDS_PER_BLOCK = 100;

    private static WorldChoice choice() {
        return new WorldChoice(new Range(2, 16), new Range(3, 12), 200, Optional.empty(), Optional.empty());
    }

    private static WorldPlan plan(long seed) {
        return DrawnWorld.of(seed, choice());
    }

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2})
    void everySeedIsLinearizableWithEveryKeyInItsPlace(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK; seed < (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            WorldPlan plan = plan(seed);
            try {
                WorldReport report = new SimulatedWorld(plan, new GridParts()).run();
                assertThat(report.verdict())
                        .as(plan + "\n" + String.join("\n", report.pictures()))
                        .isEqualTo(Verdict.LINEARIZABLE);
            } catch (BrokenInvariant e) {
                throw new AssertionError(plan.toString(), e);
            }
        }
    }

    @Test
    void seedsDrawEveryKindOfWorld() {
        StringBuilder plans = new StringBuilder();
        for (long seed = 0; seed < 600; seed++) {
            plans.append(plan(seed)).append('\n');
        }
        assertThat(plans)
                .contains("one-hop", "ring", "chord", "values of up to 8192 bytes, all different", "bytes, few")
                .contains(" 120000 keys beside them", " 3 ranks", " 12 ranks", ":slow:", ":pause:", "window 1,")
                .contains(" and 1 counters (", " 0 swaps, ", " 149 swaps, ", " 0 counts and ", " 149 counts and ")
                .contains("segments of 2 slots", ", for Chord drop 0, ", "clients on rank 0, ", ", rank 1, rank 1, ");
    }

    @Test
    void changesOfTheRingAreDoneAndMoveKeys() {
        WorldReport report = new SimulatedWorld(manyKeysThatMove(), new GridParts()).run();

        assertThat(report.changes()).isPositive();
        assertThat(report.keysMoved()).isPositive();
        assertThat(report.refusals()).isPositive();
        assertThat(report.calls()).isGreaterThan(100);
    }

    @Test
    void aWorldHappensAgainEventByEvent() {
        long hash = traceHash(plan(7));

        assertThat(traceHash(plan(7))).isEqualTo(hash);
        assertThat(traceHash(plan(8))).isNotEqualTo(hash);
        assertThat(traceHash(plan(7).withFaults(List.of(new Fault.Pause(0, Micros.SECOND, 1)))))
                .isNotEqualTo(hash);
    }

    private static long traceHash(WorldPlan plan) {
        return new SimulatedWorld(plan, new GridParts()).run().simulation().traceHash();
    }

    @Test
    void whatTheUserAsksForChangesNothingElseOfASeed() {
        WorldChoice other = new WorldChoice(
                new Range(3, 3), new Range(5, 5), 10, Optional.of(WorldRouting.RING), Optional.of(List.of()));
        WorldPlan drawn = plan(11);
        WorldPlan asked = DrawnWorld.of(11, other);

        assertThat(asked.ranks()).isEqualTo(5);
        assertThat(asked.workload()).isEqualTo(drawn.workload().withCommands(10));
        assertThat(asked.latency()).hasToString(drawn.latency().toString());
        assertThat(asked.limits()).isEqualTo(drawn.limits());
        assertThat(asked.hashBits()).isEqualTo(drawn.hashBits());
    }

    private static String outcome(WorldPlan plan, MessageFilter filter) {
        SimulatedWorld world = new SimulatedWorld(plan, new GridParts());
        world.simulation().filter(filter);
        try {
            return world.run().verdict().name();
        } catch (BrokenInvariant e) {
            return e.getMessage();
        }
    }

    /** Lets all messages pass but the first of a kind; that one comes so many times. */
    private static MessageFilter firstOf(byte kind, int times) {
        boolean[] seen = new boolean[1];
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] != kind || seen[0]) {
                return true;
            }
            seen[0] = true;
            for (int i = 0; i < times; i++) {
                detour.deliver(from, to, bytes, offset, length, 1 + i);
            }
            return false;
        };
    }

    @Test
    void aCommandThatIsNotAnsweredIsSeen() {
        assertThat(outcome(plan(3), firstOf(MessageKind.REPLIES, 0)))
                .startsWith("the grid has not come to its end at ")
                .containsPattern(
                        "; client [0-9]+ has heard of [0-9]+ of [0-9]+ commands, the first without an answer is [0-9]+");
    }

    @Test
    void aCommandThatIsAnsweredTwiceIsSeen() {
        assertThat(outcome(plan(3), firstOf(MessageKind.REPLIES, 2))).contains("which does not wait for an answer");
    }

    /** Answers, by their codes, and others that are told in their place; 0 for the same with another value. */
    @ParameterizedTest
    @CsvSource({"2, 4", "6, 4", "7, 0", "8, 0", "8, 9"})
    void anAnswerThatCannotBeIsSeen(byte told, byte instead) {
        assertThat(outcome(planWithSwapsAndCounts(), (from, to, bytes, offset, length, detour) -> {
                    int outcome = ReplyCursor.headerBytes();
                    if (bytes[offset] != MessageKind.REPLIES || bytes[offset + outcome] != told) {
                        return true;
                    }
                    byte[] wrong = Arrays.copyOfRange(bytes, offset, offset + length);
                    ReplyCursor reply = new ReplyCursor();
                    reply.open(wrong, 0, length);
                    reply.next();
                    if (instead == 0) {
                        wrong[reply.valueOffset()]++;
                    } else {
                        wrong[outcome] = instead;
                    }
                    detour.deliver(from, to, wrong, 0, length, 1);
                    return false;
                }))
                .isEqualTo("VIOLATED");
    }

    private static WorldPlan planWithSwapsAndCounts() {
        return LongStream.range(0, 1000)
                .mapToObj(SimulatedWorldTest::plan)
                .filter(plan -> plan.workload().swapsPerMille() > 100)
                .filter(plan -> plan.workload().countsPerMille() > 100)
                .findFirst()
                .orElseThrow();
    }

    /** A world in which hundreds of keys move, so that some do that nobody asks for. */
    private static WorldPlan manyKeysThatMove() {
        WorldChoice oneHop = new WorldChoice(
                new Range(2, 16), new Range(3, 12), 200, Optional.of(WorldRouting.ONE_HOP), Optional.of(List.of()));
        return LongStream.range(0, 1000)
                .mapToObj(seed -> DrawnWorld.of(seed, oneHop))
                .filter(plan -> plan.workload().otherKeys() > 1000)
                .filter(plan -> {
                    WorldReport report = new SimulatedWorld(plan, new GridParts()).run();
                    return report.keysMoved() > 500 && report.refusals() > 0;
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keysThatAreLostOnTheirWayAreSeen() {
        assertThat(outcome(manyKeysThatMove(), (from, to, bytes, offset, length, detour) -> {
                    if (bytes[offset] != MessageKind.HANDOVER) {
                        return true;
                    }
                    byte[] taken = new ChunkTaken(
                                    HandoverChunk.change(bytes, offset), HandoverChunk.chunk(bytes, offset))
                            .encode();
                    detour.deliver(to, from, taken, 0, taken.length, 1);
                    return false;
                }))
                .startsWith("at the end, key other-")
                .endsWith(" is not at its owner with its value");
    }

    @Test
    void whatFailsIsMadeSmallAndStillFails() {
        WorldPlan failing = plan(3);
        WorldPlan least = new WorldMinimiser(plan -> plan.workload().commands() >= 17
                        && plan.faults().containsAll(failing.faults().subList(0, 1)))
                .minimise(failing);

        assertThat(failing.faults()).hasSizeGreaterThan(1);
        assertThat(least.faults()).isEqualTo(failing.faults().subList(0, 1));
        assertThat(least.workload().commands()).isEqualTo(17);
    }
}
