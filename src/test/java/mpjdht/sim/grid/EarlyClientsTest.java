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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients on storage ranks that speak in the moment in which the grid starts, to ranks that begin after theirs. */
class EarlyClientsTest {
    private static final int RANKS = 6;
    private static final int NODES = RANKS - 2;
    private static final long TIMEOUT = 4 * Micros.SECOND;

    private final KeySpace space = new DirectKeySpace(1000);
    private final List<GridClient> clients = new ArrayList<>();
    private final List<ByteOutput> outputs = new ArrayList<>();
    private final List<ByteArrayOutputStream> results = new ArrayList<>();
    private final List<CommandError> errors = new ArrayList<>();

    private void addClient(int rank, String... commands) {
        byte[] text = (String.join("\n", commands) + "\n").getBytes(StandardCharsets.UTF_8);
        Script script = new Script(
                List.of("early"),
                new OneFile(text),
                Language.of(new Limits(NODES, space.lowestId(), space.highestId(), true)),
                space,
                false,
                errors::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteOutput out = new ByteOutput(bytes);
        ResultPrinter printer = new ResultPrinter(
                script,
                script::column,
                ResultFormat.TEXT.writer(out, true, false),
                new Summary(),
                new ResultPrinter.Bounds(1000, "--min-replicas", 1, Conflicts.LWW),
                errors::add,
                atEnd -> true);
        clients.add(new GridClient(rank, script, printer));
        outputs.add(out);
        results.add(bytes);
    }

    private void run(boolean isDirect, Optional<Copies> copies) throws IOException {
        for (int rank = 1; rank <= RANKS - 2; rank++) {
            // The node of the last storage rank owns 751 to 1000, that of the first up to 250.
            addClient(rank, "PUT " + (900 + rank) + " a", "PUT " + (100 + rank) + " b", "GET " + (100 + rank));
        }
        GridPlan plan = new GridPlan(
                RANKS,
                rank -> space,
                NODES,
                NODES,
                isDirect ? AssignedOverlay.direct() : AssignedOverlay.oneHop(),
                FlowLimits.ofWindow(1),
                64,
                false,
                copies);
        SimulatedGrid grid = new SimulatedGrid(
                new SeededRandom(1), Latency.constant(500), FaultRates.NONE, plan, new GridParts(), clients);
        grid.start();
        grid.run(TIMEOUT);
        for (ByteOutput out : outputs) {
            out.flush();
        }
    }

    private void requireAllAnswered() {
        assertThat(errors).isEmpty();
        for (int rank = 1; rank <= RANKS - 2; rank++) {
            assertThat(results.get(rank - 1).toString(StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "PUT " + (900 + rank) + " -> stored @1000",
                            "PUT " + (100 + rank) + " -> stored @250",
                            "GET " + (100 + rank) + " -> b @250");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areAnsweredByChainsAtOnce(boolean isDirect) throws IOException {
        run(isDirect, Optional.of(new Copies(3, 1, TIMEOUT, Optional.empty())));

        requireAllAnswered();
    }

    @Test
    void areAnsweredByCopiesThatBecomeEqualInTheEndAtOnce() throws IOException {
        run(
                true,
                Optional.of(new Copies(
                        3,
                        1,
                        TIMEOUT,
                        Optional.of(new EventualCopies(3, 1, TIMEOUT, 2, Conflicts.LWW, WorldRouting.DIRECT, 1)))));

        requireAllAnswered();
    }

    @Test
    void areAnsweredWithoutCopies() throws IOException {
        run(true, Optional.empty());

        requireAllAnswered();
    }
}
