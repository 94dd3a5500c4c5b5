package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mpjdht.history.Verdict;
import mpjdht.message.MessageKind;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.grid.DrawnWorld.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds whose grids keep copies, with ranks that crash, pause and are cut off. */
class ReplicatedWorldTest {
    private static final int SEEDS_PER_BLOCK = 100;

    private static WorldPlan plan(long seed, int replicas, Optional<List<Fault>> faults) {
        return plan(seed, new Range(replicas, replicas), faults);
    }

    private static WorldPlan plan(long seed, Range replicas, Optional<List<Fault>> faults) {
        return DrawnWorld.of(
                seed,
                new WorldChoice(
                        new Range(2, 8), new Range(3, 10), 200, Optional.empty(), faults, Optional.of(replicas)));
    }

    private static SimulatedWorld requireLinearizable(WorldPlan plan) {
        SimulatedWorld world = new SimulatedWorld(plan, new GridParts());
        try {
            WorldReport report = world.run();
            assertThat(report.verdict())
                    .as(plan + "\n" + String.join("\n", report.pictures()))
                    .isEqualTo(Verdict.LINEARIZABLE);
        } catch (BrokenInvariant e) {
            throw new AssertionError(plan.toString(), e);
        }
        return world;
    }

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2})
    void whateverCrashesPausesOrIsCutOffEverySeedIsLinearizable(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK; seed < (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            requireLinearizable(plan(seed, new Range(1, 5), Optional.empty()));
        }
    }

    @ParameterizedTest(name = "{0} copies")
    @ValueSource(ints = {1, 2, 3, 5})
    void withoutFaultsNothingFailsAndEveryKeyHasItsCopiesAndNoOther(int replicas) {
        long changes = 0;
        for (long seed = 0; seed < 40; seed++) {
            SimulatedWorld world = requireLinearizable(plan(seed, replicas, Optional.of(List.of())));
            if (world.plan().copies().orElseThrow().least() == 1) {
                assertThat(world.results())
                        .allSatisfy(heard -> assertThat(heard.failures()).isZero());
            }
            changes +=
                    world.results().stream().mapToLong(ClientResults::changes).sum();
        }
        assertThat(changes).isGreaterThan(100);
    }

    @Test
    void oneCrashOfThreeCopiesLosesNothingAndRefusesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            WorldPlan drawn = plan(seed, 3, Optional.of(List.of()));
            int rank = 1 + (int) (seed % (drawn.ranks() - 2));
            WorldPlan plan =
                    drawn.withFaults(List.of(new Fault.Crash(drawn.latency().mostMicros() * 20, rank)));
            if (drawn.ranks() > 4
                    && drawn.nodes() >= drawn.ranks()
                    && drawn.copies().orElseThrow().least() == 1) {
                SimulatedWorld world = requireLinearizable(plan);
                assertThat(world.results()).as(plan.toString()).allSatisfy(heard -> assertThat(heard.failures())
                        .isZero());
            }
        }
    }

    @Test
    void someRequestsPassFromNodeToNodeAndSomeOwnersPassThemOnToAnotherFirstReplica() {
        Map<Byte, Integer> messages = new TreeMap<>();
        for (long seed = 0; seed < 100; seed++) {
            WorldPlan plan = plan(seed, new Range(1, 5), Optional.empty()).withRates(FaultRates.NONE);
            SimulatedWorld world = new SimulatedWorld(plan, new GridParts());
            world.simulation().filter((from, to, bytes, offset, length, detour) -> {
                messages.merge(bytes[offset], 1, Integer::sum);
                return true;
            });
            world.run();
        }

        assertThat(messages).containsKeys(MessageKind.REQUESTS, MessageKind.ROUTED, MessageKind.FORWARDED);
    }

    @Test
    void aWorldWithCopiesHappensAgainEventByEvent() {
        WorldPlan plan = plan(7, new Range(1, 5), Optional.empty());
        long hash = requireLinearizable(plan).simulation().traceHash();

        assertThat(requireLinearizable(plan).simulation().traceHash()).isEqualTo(hash);
    }

    @Test
    void seedsDrawEveryKindOfTrouble() {
        StringBuilder plans = new StringBuilder();
        for (long seed = 0; seed < 200; seed++) {
            plans.append(plan(seed, new Range(1, 5), Optional.empty())).append('\n');
        }
        assertThat(plans)
                .contains(":crash:", ":restart:", ":pause:", ":slow:", ":cut:", ":cut-one-way:")
                .contains(" 1 copies,", " 5 copies,", "writes with 3 at least", "one-hop", "direct", "ring", "chord");
    }
}
