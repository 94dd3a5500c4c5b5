package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mpjdht.node.FlowLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is under way at once stays within the bounds that {@link FlowLimits} sets, whatever requests and answers grow to. */
class FlowBoundsTest {
    private static final int RANKS = 6;
    private static final int STORAGE_RANKS = RANKS - 2;
    private static final int NODES = 400;
    private static final int COMMANDS = 1000;
    private static final FlowLimits LIMITS = new FlowLimits(COMMANDS, 64 << 10, 32 << 10);

    /** A path of all nodes, a value of the same size, and what stands around either. */
    private static final int LONGEST = NODES * 12 + 100;

    @ParameterizedTest
    @CsvSource({"ring, EXPLAIN", "chord, EXPLAIN", "one-hop, EXPLAIN", "ring, PUT", "ring, GET", "one-hop, GET"})
    void everythingUnderWayFitsTheBounds(String routing, String verb) {
        StringBuilder script = new StringBuilder();
        String value = "v".repeat(NODES * 12);
        for (int key = 0; key < 100; key++) {
            script.append("PUT ").append(key).append(' ').append(value).append('\n');
        }
        for (int i = 0; i < COMMANDS; i++) {
            script.append(verb)
                    .append(' ')
                    .append(i % 100)
                    .append(verb.equals("PUT") ? " " + value : "")
                    .append('\n');
        }

        GridRun run = new GridRun(
                        script.toString().getBytes(StandardCharsets.US_ASCII),
                        1,
                        new Circle("xxh3", 64),
                        routing.equals("chord") ? RoutingChoice.chord(9) : new RoutingChoice(routing, 0),
                        RANKS,
                        NODES,
                        LIMITS,
                        true)
                .run();

        assertThat(run.results()).hasSize(100 + COMMANDS);
        long legs = 12L * COMMANDS;
        long requests = LIMITS.inFlightBytes() + LONGEST + legs;
        long answers = STORAGE_RANKS * (LIMITS.creditBytes() + 2L * LONGEST);
        assertThat(run.grid().mostBytesUnderWay()).isLessThan(requests + answers);
    }
}
