package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mpjdht.command.CommandError;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.command.Summary;
import mpjdht.grid.Circle;
import mpjdht.grid.Oracle;
import mpjdht.grid.RandomScript;
import mpjdht.grid.RecordingWriter;
import mpjdht.grid.RoutingChoice;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.ResultSink;
import mpjdht.ring.DirectKeySpace;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random scripts on random grids in virtual time, compared with a table that is not distributed. A failure names its seed:
 * {@code agreesWithTheOracle(SEED)} replays it.
 */
class SimulatedGridTest {
    private static final int SEEDS_PER_BLOCK = 100;
    private static final int[] WINDOWS = {1, 3, 64, 4096};
    private static final long A_DAY = 24 * 3600 * Micros.SECOND;

    private final RecordingWriter writer = new RecordingWriter();
    private final List<CommandError> errors = new ArrayList<>();

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2})
    void everySeedAgreesWithTheOracle(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK; seed < (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            new SimulatedGridTest().agreesWithTheOracle(seed);
        }
    }

    private void agreesWithTheOracle(long seed) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(30);
        int nodes = 1 + random.nextInt(20);
        FlowLimits limits = FlowLimits.ofWindow(WINDOWS[random.nextInt(WINDOWS.length)]);
        Latency latency = random.nextBoolean() ? Latency.exponential(500) : Latency.longTailed(100, 10 * Micros.MILLI);
        RoutingChoice routing = RoutingChoice.ofSeed(seed);
        int slowRanks = random.nextInt(4);
        RandomScript script = RandomScript.of(seed, circle, ranks, nodes, 150, 20 << 10);
        String parameters = "seed " + seed + ", " + ranks + " ranks, " + nodes + " nodes, " + limits + ", " + circle
                + ", " + routing + ", " + latency + ", slow ranks " + slowRanks;

        SimulatedGrid grid = grid(seed, circle, routing, ranks, nodes, limits, latency, script);
        for (int i = 0; i < slowRanks; i++) {
            grid.simulation().slow(random.nextInt(ranks), 2 + random.nextInt(100), Micros.SECOND);
        }
        try {
            grid.run(A_DAY);
        } catch (RuntimeException e) {
            throw new AssertionError(parameters, e);
        }

        assertThat(writer.lines()).as(parameters).isEqualTo(script.expected());
        assertThat(errors).as(parameters).hasSize(script.badLines());
        assertThat(writer.finished()).as(parameters).isTrue();
    }

    private static List<String> withoutPlacesOfCopies(List<String> lines) {
        return lines.stream().map(Oracle::withoutPlacesOfCopies).toList();
    }

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2})
    void withCopiesEverySeedAgreesWithTheOracleByEveryRouting(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK; seed < (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            new SimulatedGridTest().agreesWithTheOracleWithCopies(seed);
        }
    }

    private void agreesWithTheOracleWithCopies(long seed) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(10);
        int nodes = 1 + random.nextInt(20);
        FlowLimits limits =
                new FlowLimits(WINDOWS[random.nextInt(WINDOWS.length)], 1 << 20, 1 + random.nextInt(10_000));
        Copies copies = new Copies(1 + random.nextInt(4), 1, 10 * Micros.SECOND, Optional.empty());
        RoutingChoice routing = RoutingChoice.withCopies(seed);
        RandomScript script = RandomScript.of(seed, circle, ranks, nodes, 150, 20 << 10);
        String parameters = "seed " + seed + ", " + ranks + " ranks, " + nodes + " nodes, " + limits + ", " + circle
                + ", " + routing + ", " + copies;

        SimulatedGrid grid = grid(
                seed, circle, routing, ranks, nodes, limits, Latency.exponential(500), script, Optional.of(copies));
        try {
            grid.run(A_DAY);
        } catch (RuntimeException e) {
            throw new AssertionError(parameters, e);
        }

        assertThat(withoutPlacesOfCopies(writer.lines()))
                .as(parameters)
                .isEqualTo(withoutPlacesOfCopies(script.expected()));
        assertThat(errors).as(parameters).hasSize(script.badLines());
        assertThat(writer.hops())
                .as(parameters)
                .isEqualTo(writer.paths().stream().map(List::size).toList());
    }

    private SimulatedGrid grid(
            long seed,
            Circle circle,
            RoutingChoice routing,
            int ranks,
            int nodes,
            FlowLimits limits,
            Latency latency,
            RandomScript text) {
        return grid(seed, circle, routing, ranks, nodes, limits, latency, text, Optional.empty());
    }

    private SimulatedGrid grid(
            long seed,
            Circle circle,
            RoutingChoice routing,
            int ranks,
            int nodes,
            FlowLimits limits,
            Latency latency,
            RandomScript text,
            Optional<Copies> copies) {
        Limits inCommands =
                new Limits(ranks - 2, circle.space().lowestId(), circle.space().highestId());
        Script script = new Script(
                List.of("script"),
                new OneFile(text.text()),
                Language.of(inCommands),
                circle.space(),
                false,
                errors::add);
        ResultPrinter printer = new ResultPrinter(
                script,
                script::column,
                writer,
                new Summary(),
                new ResultPrinter.Bounds(Integer.MAX_VALUE, 1),
                errors::add,
                atEnd -> true);
        GridPlan plan = new GridPlan(
                ranks,
                rank -> circle.space(),
                nodes,
                Integer.MAX_VALUE,
                routing.overlay(),
                limits,
                1 << 16,
                false,
                copies);
        return started(seed, latency, plan, script, printer);
    }

    private static SimulatedGrid started(
            long seed, Latency latency, GridPlan plan, CommandSource source, ResultSink sink) {
        GridClient client = new GridClient(plan.ranks() - 1, source, sink);
        SimulatedGrid grid = new SimulatedGrid(
                new SeededRandom(seed), latency, FaultRates.NONE, plan, new GridParts(), List.of(client));
        grid.start();
        return grid;
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        assertThat(traceOf(7)).isEqualTo(traceOf(7)).isNotEqualTo(traceOf(8));
    }

    private static long traceOf(long seed) {
        Circle circle = new Circle("direct", 1000);
        RandomScript script = RandomScript.of(3, circle, 8, 5, 300, 1000);
        SimulatedGrid grid = new SimulatedGridTest()
                .grid(
                        seed,
                        circle,
                        RoutingChoice.chord(3),
                        8,
                        5,
                        FlowLimits.ofWindow(64),
                        Latency.exponential(500),
                        script);
        grid.run(A_DAY);
        return grid.simulation().traceHash();
    }

    @Test
    void aGridThatDoesNotEndIsReported() {
        GridPlan plan = new GridPlan(
                3,
                rank -> new DirectKeySpace(10),
                1,
                10,
                RoutingChoice.ONE_HOP.overlay(),
                FlowLimits.ofWindow(1),
                1 << 16,
                false);
        SimulatedGrid grid = started(1, Latency.constant(10), plan, new EndlessSource(), null);
        assertThatThrownBy(() -> grid.run(Micros.SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the grid has not come to its end at 0s");
    }

    /** A source that waits for ever. */
    private static final class EndlessSource implements CommandSource {
        @Override
        public Next next(RequestBatch batch, int sequence) {
            return Next.NOTHING_YET;
        }

        @Override
        public long location() {
            return 0;
        }

        @Override
        public Fence fence() {
            throw new IllegalStateException("it comes to none");
        }
    }
}
