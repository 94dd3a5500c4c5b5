package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import mpjdht.command.ByteOutput;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.command.Summary;
import mpjdht.node.FlowLimits;
import mpjdht.runtime.DealtCommands;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lines of one file dealt to several clients: with keys that are each of one client, the results are those of a table that is
 * not distributed, in the order of the lines.
 */
class DealtCommandsTest {
    private static final int SEEDS_PER_TEST = 50;
    private static final int LINES = 120;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<CommandError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Summary summary = new Summary();
    private int concluded;

    @ParameterizedTest(name = "seeds {0}*50 to {0}*50+49")
    @ValueSource(ints = {0, 1, 2, 3})
    void resultsLeaveInTheOrderOfTheLinesAndAFailedLineStopsItsClientAlone(int block) throws IOException {
        for (long seed = (long) block * SEEDS_PER_TEST; seed < (block + 1L) * SEEDS_PER_TEST; seed++) {
            check(seed);
        }
    }

    private void check(long seed) throws IOException {
        Random random = new Random(seed);
        int clients = 1 + random.nextInt(9);
        boolean stops = random.nextBoolean();
        int window = new int[] {1, 2, 50}[random.nextInt(3)];
        FlowLimits limits = random.nextBoolean()
                ? FlowLimits.ofWindow(window)
                : new FlowLimits(window, 1 + random.nextInt(3_000), 1 + random.nextInt(1_000));
        Model model = new Model(random, clients, stops, random.nextInt(3) == 0);

        run(seed, model.text.toString(), clients, stops, limits);

        String what = "seed " + seed + ", " + clients + " clients, " + (stops ? "stop" : "continue") + ", " + limits;
        assertThat(printed.toString(StandardCharsets.UTF_8).replaceAll(" @\\d+", ""))
                .as(what)
                .isEqualTo(model.expected.toString());
        assertThat(errors).as(what).hasSize(model.failures);
        assertThat(warnings.isEmpty()).as(what + warnings).isEqualTo(model.dropped == 0);
        if (model.dropped > 0) {
            assertThat(warnings.get(0))
                    .as(what)
                    .contains("; " + model.dropped + (model.dropped == 1 ? " line" : " lines"));
        }
        assertThat(concluded).as(what).isEqualTo(1);
    }

    @Test
    void whatIsPutAsideIsBoundedAndValuesOfAnyLengthGetThrough() throws IOException {
        String large = "x".repeat(3 << 20);
        String text = ("PUT 1 " + large + "\nPUT 2 " + large + "\nGET 1\nGET 2\nDELETE 1\nGET 1\n").repeat(4);

        run(7, text, 3, true, FlowLimits.ofWindow(4));

        assertThat(printed.size()).isGreaterThan(4 * large.length());
        assertThat(summary.commands()).isEqualTo(24);
        assertThat(errors).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadStopsAllClients() throws IOException {
        run(1, null, 4, true, FlowLimits.ofWindow(4));

        assertThat(errors).hasSize(1);
        assertThat(concluded).isEqualTo(1);
    }

    private void run(long seed, String text, int clients, boolean stops, FlowLimits limits) throws IOException {
        printed.reset();
        errors.clear();
        warnings.clear();
        concluded = 0;
        Circle circle = new Circle("direct", 1000);
        DealtCommands[] dealt = new DealtCommands[1];
        Script script = new Script(
                List.of("lines"), new OneFile(text), new Limits(3, 1, 1000), circle.space(), stops, error -> {
                    errors.add(error);
                    summary.count(error);
                    dealt[0].noteError(error);
                });
        ByteOutput output = new ByteOutput(printed);
        ResultPrinter printer = new ResultPrinter(
                script,
                () -> dealt[0].column(),
                ResultFormat.TEXT.writer(output, false, false),
                summary,
                1000,
                error -> {
                    errors.add(error);
                    summary.count(error);
                },
                nodes -> {
                    concluded++;
                    return true;
                });
        dealt[0] = new DealtCommands(clients, script, script::column, printer, stops);
        List<InMemoryGrid.User> users = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            users.add(new InMemoryGrid.User(4, dealt[0].source(client), dealt[0].sink(client)));
        }
        InMemoryGrid.of(5, seed, rank -> circle.space(), RoutingChoice.ofSeed(seed), 2, 1000, users, limits, stops)
                .run();
        dealt[0].warnOfDropped(warnings::add);
        output.flush();
    }

    /** A random file and what is to come of it. */
    private static final class Model {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder expected = new StringBuilder();
        private final Map<String, String> table = new HashMap<>();
        private final TreeSet<Integer> stopped = new TreeSet<>();
        private int failures;
        private int dropped;

        Model(Random random, int clients, boolean stops, boolean fails) {
            int dealt = 0;
            for (int i = 0; i < LINES; i++) {
                int client = dealt % clients;
                String key = client + "-" + random.nextInt(4);
                boolean runs = !stopped.contains(client);
                int kind = random.nextInt(fails ? 24 : 20);
                if (kind >= 22) {
                    text.append("FROB\n");
                    // Where lines that cannot be read stop nobody, they are dealt to nobody.
                    if (stops && stopped.size() < clients) {
                        failures++;
                        stopped.add(client);
                        dealt++;
                    } else if (!stops) {
                        failures++;
                    }
                    continue;
                }
                dealt++;
                switch (kind) {
                    case 20, 21 -> {
                        text.append("NODE 777\n");
                        if (runs) {
                            failures++;
                            if (stops) {
                                stopped.add(client);
                            }
                        }
                    }
                    case 0, 1, 2, 3, 4, 5, 6 -> {
                        text.append("PUT ").append(key).append(" v").append(i).append('\n');
                        if (runs) {
                            table.put(key, "v" + i);
                        }
                    }
                    case 7, 8 -> {
                        text.append("DELETE ").append(key).append('\n');
                        if (runs) {
                            expected.append("DELETE ")
                                    .append(key)
                                    .append(table.remove(key) == null ? " -> (not found)\n" : " -> deleted\n");
                        }
                    }
                    default -> {
                        text.append("GET ").append(key).append('\n');
                        if (runs) {
                            expected.append("GET ")
                                    .append(key)
                                    .append(" -> ")
                                    .append(table.getOrDefault(key, "(not found)"))
                                    .append('\n');
                        }
                    }
                }
                if (!runs && stopped.size() < clients) {
                    dropped++;
                }
            }
        }
    }

    /** One file in memory; none when there is no text. */
    private record OneFile(String text) implements Script.InputOpener {
        @Override
        public ByteSource open(String file) throws IOException {
            if (text == null) {
                throw new IOException("it is not there");
            }
            ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            return new ByteSource() {
                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public long totalBytes(List<String> files) {
            return 0;
        }
    }
}
