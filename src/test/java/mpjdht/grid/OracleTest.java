package mpjdht.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import mpjdht.Campaign;
import mpjdht.command.CommandError;
import mpjdht.node.FlowLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random scripts on random grids, compared with a table that is not distributed. A failure names its seed:
 * {@code new OracleTest().agreesWithTheOracle(SEED)} replays it.
 */
class OracleTest {
    private static final int SEEDS_PER_BLOCK = 125;
    private static final int[] WINDOWS = {1, 2, 3, 7, 64, 1000, 4096};

    @ParameterizedTest(name = "seeds {0}*125 to {0}*125+124")
    @ValueSource(ints = {0, 1})
    void everySeedAgreesWithTheOracle(int block) {
        agree(block);
    }

    @Campaign
    @ParameterizedTest(name = "seeds {0}*125 to {0}*125+124")
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void moreSeedsAgreeWithTheOracle(int block) {
        agree(block);
    }

    private static void agree(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK; seed < (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            agreesWithTheOracle(seed);
        }
    }

    /** Results of old searches for fingers, and notifications of nodes that had gone, once led requests astray here. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2726, 3746, 4505, 8933})
    void searchesThatOutliveAChangeOfTheRingChangeNoAnswer(long seed) {
        agreesWithTheOracle(seed, run -> run.grid().timerEvery(6));
    }

    private static void agreesWithTheOracle(long seed) {
        agreesWithTheOracle(seed, run -> {});
    }

    private static void agreesWithTheOracle(long seed, Consumer<GridRun> change) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(14);
        int nodes = 1 + random.nextInt(20);
        int window = WINDOWS[random.nextInt(WINDOWS.length)];
        FlowLimits limits = random.nextBoolean()
                ? FlowLimits.ofWindow(window)
                : new FlowLimits(window, 1 + random.nextInt(100_000), 1 + random.nextInt(100_000));
        int commands = random.nextInt(5) == 0 ? 2000 : 150;
        RandomScript script = RandomScript.of(seed, circle, ranks, nodes, commands, 200 << 10);
        RoutingChoice routing = RoutingChoice.ofSeed(seed);
        String parameters = "seed " + seed + ", " + ranks + " ranks, " + nodes + " nodes, " + limits + ", " + circle
                + ", " + routing;

        GridRun run;
        try {
            run = new GridRun(script.text(), seed, circle, routing, ranks, nodes, limits, false);
            change.accept(run);
            run.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(parameters, e);
        }

        assertThat(run.results()).as(parameters).isEqualTo(script.expected());
        assertThat(run.errors()).as(parameters).hasSize(script.badLines());
        assertThat(run.summary().failures()).as(parameters).isEqualTo(script.badLines());
        assertThat(run.endedWell()).as(parameters).isTrue();
        assertThat(run.hops())
                .as(parameters)
                .isEqualTo(run.paths().stream().map(List::size).toList());
        if (routing.equals(RoutingChoice.ONE_HOP) || routing.equals(RoutingChoice.DIRECT)) {
            assertThat(run.hops()).as(parameters).allMatch(hops -> hops == 1);
        }
    }

    @ParameterizedTest(name = "seeds {0}*125 to {0}*125+124")
    @ValueSource(ints = {0, 1, 2, 3})
    void aRunThatStopsHasTheResultsUpToWhatFailedAndOfRequestsInFlightBehindIt(int block) {
        for (long seed = (long) block * SEEDS_PER_BLOCK; seed < (block + 1L) * SEEDS_PER_BLOCK; seed++) {
            stopsAtWhatFails(seed);
        }
    }

    private static void stopsAtWhatFails(long seed) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(6);
        int window = WINDOWS[random.nextInt(WINDOWS.length)];
        RandomScript script = RandomScript.of(seed, circle, ranks, 2, 150, 100);
        RoutingChoice routing = RoutingChoice.ofSeed(seed);
        String parameters = "seed " + seed + ", " + ranks + " ranks, window " + window + ", " + circle + ", " + routing;

        GridRun run =
                new GridRun(script.text(), seed, circle, routing, ranks, 2, FlowLimits.ofWindow(window), true).run();

        long failedAt = run.errors().isEmpty()
                ? Long.MAX_VALUE
                : run.errors().stream().mapToLong(CommandError::line).min().orElseThrow();
        long before = script.expected().stream()
                .filter(result -> line(result) < failedAt)
                .count();
        List<String> behind =
                run.results().stream().filter(result -> line(result) > failedAt).toList();
        int results = run.results().size();
        assertThat(run.results()).as(parameters).isEqualTo(script.expected().subList(0, results));
        assertThat(results - behind.size()).as(parameters).isEqualTo((int) before);
        assertThat(behind)
                .as(parameters)
                .hasSizeLessThan(window)
                .noneMatch(result -> result.matches("\\d+ (ADD|REMOVE|RING|NODE) .*"));
        assertThat(run.endedWell()).as(parameters).isEqualTo(script.badLines() == 0);
        assertThat(run.errors().isEmpty()).as(parameters).isEqualTo(script.badLines() == 0);
    }

    private static long line(String result) {
        return Long.parseLong(result.substring(0, result.indexOf(' ')));
    }

    @Test
    void tellsOfTenThousandNodes() {
        Circle circle = new Circle("sha1", 160);
        String script = "PUT a 1\nPUT b 22\nRING\nEXPLAIN a\n";
        Oracle oracle = new Oracle(circle.space(), 5, 10_000);

        GridRun run = new GridRun(
                        script.getBytes(UTF_8),
                        1,
                        circle,
                        RoutingChoice.chord(13),
                        5,
                        10_000,
                        FlowLimits.ofWindow(64),
                        true)
                .run();

        assertThat(run.results())
                .containsExactly(
                        oracle.put(1, new byte[] {'a'}, new byte[1]),
                        oracle.put(2, new byte[] {'b'}, new byte[2]),
                        oracle.ring(3),
                        oracle.explain(4, new byte[] {'a'}));
    }

    @Test
    void theSameSeedDeliversTheSameMessages() {
        Circle circle = new Circle("direct", 1000);
        RandomScript script = RandomScript.of(7, circle, 8, 5, 500, 1000);

        long first = new GridRun(script.text(), 7, circle, RoutingChoice.chord(2), 8, 5, FlowLimits.ofWindow(64), false)
                .run()
                .grid()
                .deliveries();
        long second = new GridRun(
                        script.text(), 7, circle, RoutingChoice.chord(2), 8, 5, FlowLimits.ofWindow(64), false)
                .run()
                .grid()
                .deliveries();

        assertThat(first).isEqualTo(second);
    }
}
