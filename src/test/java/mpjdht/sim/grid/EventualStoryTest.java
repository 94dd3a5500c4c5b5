package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.command.ByteOutput;
import mpjdht.command.CommandError;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.command.Summary;
import mpjdht.node.FlowLimits;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.store.Conflicts;
import org.junit.jupiter.api.Test;

/** What a command file says, of ranks that crash and come back, on three storage ranks in virtual time; the time-out is four seconds. */
class EventualStoryTest {
    private static final int RANKS = 5;
    private static final long TIMEOUT = 4 * Micros.SECOND;
    private static final long LONGEST = 600 * Micros.SECOND;

    private final List<String> errors = new ArrayList<>();
    private long seconds;

    private List<String> run(int copies, String... commands) throws IOException {
        KeySpace space = new DirectKeySpace(1000);
        byte[] text = (String.join("\n", commands) + "\n").getBytes(StandardCharsets.UTF_8);
        Script script = new Script(
                List.of("story"),
                new OneFile(text),
                Language.of(new Limits(RANKS - 2, space.lowestId(), space.highestId(), true)),
                space,
                false,
                this::hear);
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteOutput out = new ByteOutput(results);
        ResultPrinter printer = new ResultPrinter(
                script,
                script::column,
                ResultFormat.TEXT.writer(out, true, false),
                new Summary(),
                new ResultPrinter.Bounds(1000, "--write-acks", 1, Conflicts.LWW),
                this::hear,
                atEnd -> true);
        EventualCopies inTheEnd = new EventualCopies(1, 1, TIMEOUT, 2, Conflicts.LWW, WorldRouting.ONE_HOP, 1);
        GridPlan plan = new GridPlan(
                RANKS,
                rank -> space,
                1,
                1000,
                AssignedOverlay.oneHop(),
                FlowLimits.ofWindow(1),
                64,
                false,
                Optional.of(new Copies(copies, 1, TIMEOUT, Optional.of(inTheEnd))));
        GridClient client = new GridClient(RANKS - 1, script, printer);
        SimulatedGrid grid = new SimulatedGrid(
                new SeededRandom(1), Latency.exponential(500), FaultRates.NONE, plan, new GridParts(), List.of(client));
        grid.start();
        grid.run(LONGEST);
        out.flush();
        seconds = grid.simulation().nowMicros() / Micros.SECOND;
        return results.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void hear(CommandError error) {
        errors.add(error.toString());
    }

    @Test
    void whenAllHaveCrashedEachComesBackWithNothingAndASyncSettlesThatNothingIsLeft() throws IOException {
        List<String> results = run(
                2,
                "ADD 1 300",
                "PUT 150 x",
                "CRASH RANK 1",
                "CRASH RANK 2",
                "CRASH RANK 3",
                "RECOVER RANK 1",
                "RECOVER RANK 2",
                "RECOVER RANK 3",
                "SYNC",
                "GET 150",
                "PUT 150 y",
                "GET 150");

        assertThat(errors).isEmpty();
        assertThat(results)
                .contains("RECOVER RANK 1 -> rank 1 is back, without a node, 0 keys copied")
                .endsWith("GET 150 -> (not found) @1000", "PUT 150 -> stored @1000", "GET 150 -> y @1000");
        assertThat(seconds).isLessThan(60);
    }

    @Test
    void aRankIsBackSoonAfterAllCopiesOfAnArcAreLostThoughOthersMayComeBackWithThem() throws IOException {
        List<String> results = run(
                2,
                "ADD 1 300",
                "ADD 2 600",
                "PUT 150 x",
                "SYNC",
                "CRASH RANK 1",
                "CRASH RANK 2",
                "RECOVER RANK 1",
                "RECOVER RANK 2",
                "SYNC",
                "GET 150");

        assertThat(errors).isEmpty();
        assertThat(results).endsWith("GET 150 -> (not found) @300");
        assertThat(seconds).isLessThan(30);
    }

    @Test
    void anAppendKnowsTheWholeValueAndTheKeysAreToldWhereTheyAre() throws IOException {
        List<String> results = run(
                2,
                "ADD 1 300",
                "APPEND 150 x",
                "APPEND 150 y",
                "PUT 900 z",
                "SYNC",
                "CRASH RANK 1",
                "APPEND 150 !",
                "GET 150",
                "RECOVER RANK 1",
                "SYNC",
                "DELETE 900",
                "APPEND 900 new",
                "GET 900",
                "KEYS");

        assertThat(errors).isEmpty();
        assertThat(results)
                .contains("GET 150 -> xy! @300", "GET 900 -> new @1000")
                .endsWith("KEYS 150 @300", "KEYS 900 @1000");
    }

    @Test
    void aNodeWhoseRankIsDeadIsNotOnTheCircleAnyMoreAndWhatComesNextIsDone() throws IOException {
        List<String> results = run(
                3,
                "ADD 1 300",
                "ADD 2 600",
                "PUT 150 x",
                "CRASH RANK 1",
                "REMOVE 300",
                "INCR m",
                "RECOVER 300",
                "GET 150",
                "INCR m");

        assertThat(errors).singleElement().asString().contains("id 300 is not on the circle");
        assertThat(results)
                .contains("INCR m -> 1 @1000", "RECOVER 300 -> rank 1 is back, with node 300, 2 keys copied")
                .endsWith("GET 150 -> x @300", "INCR m -> 2 @1000");
        assertThat(seconds).isLessThan(20);
    }
}
