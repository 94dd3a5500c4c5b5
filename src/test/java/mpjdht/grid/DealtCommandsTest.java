package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import mpjdht.command.ByteOutput;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.command.Summary;
import mpjdht.history.HistoryReader;
import mpjdht.history.HistoryWriter;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Report;
import mpjdht.history.SearchLimits;
import mpjdht.history.Verdict;
import mpjdht.node.FlowLimits;
import mpjdht.runtime.DealtCommands;
import mpjdht.runtime.HistoryRecorder;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lines of one file dealt to several clients, on ranks that rest until a message comes. With keys that are each of one client
 * the results are those of a table that is not distributed, in the order of the lines; with keys of all, what the clients hear is
 * linearizable.
 */
class DealtCommandsTest {
    private static final int SEEDS_PER_TEST = 50;
    private static final int LINES = 120;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<CommandError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final ByteArrayOutputStream history = new ByteArrayOutputStream();
    private final Summary summary = new Summary();
    private int concluded;
    private long nanos;

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

    @ParameterizedTest(name = "seeds {0}*50 to {0}*50+49")
    @ValueSource(ints = {0, 1, 2, 3})
    void whatClientsHearOfKeysThatTheyShareIsLinearizable(int block) throws IOException {
        for (long seed = (long) block * SEEDS_PER_TEST; seed < (block + 1L) * SEEDS_PER_TEST; seed++) {
            Random random = new Random(seed);
            int clients = 2 + random.nextInt(15);
            FlowLimits limits =
                    new FlowLimits(1 + random.nextInt(20), 1 + random.nextInt(3_000), 1 + random.nextInt(600));
            StringBuilder text = new StringBuilder();
            int gets = 0;
            for (int i = 0; i < LINES; i++) {
                int kind = random.nextInt(13);
                String key = "" + (1 + random.nextInt(5) * 190);
                String id = "" + (1 + random.nextInt(1000));
                gets += (kind >= 4 && kind < 8) || kind == 12 ? 1 : 0;
                text.append(
                        switch (kind) {
                            case 0, 1, 2 -> "PUT " + key + " v" + i + "x".repeat(random.nextInt(300));
                            case 3 -> "DELETE " + key;
                            case 8 -> "ADD " + (1 + random.nextInt(3)) + " " + id;
                            case 9 -> "REMOVE " + id;
                            case 10 -> "CAS " + key + " v" + (i - 1 - random.nextInt(20)) + " v" + i;
                            case 11 -> "INCR " + (random.nextInt(8) == 0 ? key : "n" + random.nextInt(2)) + " " + i;
                            default -> "GET " + key;
                        });
                text.append('\n');
            }

            run(seed, text.toString(), clients, false, limits);

            String what = "seed " + seed + ", " + clients + " clients, " + limits;
            Report report = new LinearizabilityChecker(SearchLimits.standard())
                    .check(HistoryReader.read(new ByteArrayInputStream(history.toByteArray())));
            assertThat(report.verdict()).as(what + report.windows()).isEqualTo(Verdict.LINEARIZABLE);
            assertThat(getsPrinted()).as(what).isEqualTo(gets);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NODE 77", "REMOVE 77", "ADD 1 1000"})
    void clientsWhoseResultsAreBehindThoseOfOneThatFailedGoOn(String failing) throws IOException {
        String text = "PUT 1 a\nPUT 2 b\n" + failing + "\n" + "GET 1\nGET 2\nGET 1\n".repeat(20);

        for (long seed = 0; seed < 10; seed++) {
            run(seed, text, 3, true, FlowLimits.ofWindow(100));

            assertThat(printed.toString(StandardCharsets.UTF_8).replaceAll(" @\\d+", ""))
                    .isEqualTo("GET 1 -> a\nGET 2 -> b\n".repeat(20));
            assertThat(errors).hasSize(1);
            assertThat(warnings).singleElement().asString().contains("; 20 lines ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET 3", "CAS 3 c d", "ADD 1 77", "NODE 1000"})
    void aRequestThatFailsStopsItsClientBehindWhatThatHasUnderWay(String behind) throws IOException {
        String text = "PUT 1 a\nPUT 2 b\nPUT 3 c\nGET 1\nGET 2\nINCR 3\n"
                + ("GET 1\nGET 2\nGET 3\nGET 1\nGET 2\n" + behind + "\n").repeat(10);

        for (long seed = 0; seed < 20; seed++) {
            run(seed, text, 3, true, FlowLimits.ofWindow(1 + (int) seed));

            List<String> results = printed.toString(StandardCharsets.UTF_8)
                    .replaceAll(" @\\d+", "")
                    .lines()
                    .toList();
            assertThat(results.stream().filter(line -> line.matches("GET [12] .*")))
                    .containsExactlyElementsOf(Collections.nCopies(21, List.of("GET 1 -> a", "GET 2 -> b")).stream()
                            .flatMap(List::stream)
                            .toList());
            assertThat(errors).singleElement().asString().startsWith("lines:6:1: error: INCR of '3' failed: ");
            int others = results.size() - 42;
            assertThat(others).isLessThanOrEqualTo((int) seed);
            assertThat(warnings).hasSize(others == 20 ? 0 : 1).allSatisfy(warning -> assertThat(warning)
                    .contains("; " + (20 - others) + (others == 19 ? " line " : " lines ")));
            assertThat(concluded).isEqualTo(1);
        }
    }

    @Test
    void aChangeOfTheRingDoesNotWaitForAnswersWhoseResultsWaitForIt() throws IOException {
        String value = "x".repeat(400);
        StringBuilder text = new StringBuilder();
        for (int key = 1; key <= 40; key++) {
            text.append("PUT ").append(key * 20).append(' ').append(value).append('\n');
        }
        text.append("ADD 1 333\n");
        for (int get = 0; get < 200; get++) {
            text.append("GET ").append((1 + get % 40) * 20).append('\n');
        }
        text.append("REMOVE 333\nGET 20\nADD 2 777\nGET 40\n");

        for (long seed = 0; seed < 10; seed++) {
            run(seed, text.toString(), 2, true, new FlowLimits(100, 100_000, 1_000));

            assertThat(getsPrinted()).isEqualTo(202);
            assertThat(errors).isEmpty();
        }
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
    void whatBelongsToAFloodIsOver() throws IOException {
        run(3, "PUT 1 a\nFLOOD 1\nGET 1\nFLOOD 2\nGET 2\n", 2, true, FlowLimits.ofWindow(4));

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
        assertThat(concluded).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeReadStopsAllClients() throws IOException {
        run(1, null, 4, true, FlowLimits.ofWindow(4));

        assertThat(errors).hasSize(1);
        assertThat(concluded).isEqualTo(1);
    }

    private long getsPrinted() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("GET "))
                .count();
    }

    private void run(long seed, String text, int clients, boolean stops, FlowLimits limits) throws IOException {
        printed.reset();
        history.reset();
        errors.clear();
        warnings.clear();
        concluded = 0;
        Circle circle = new Circle("direct", 1000);
        DealtCommands[] dealt = new DealtCommands[1];
        Script script = new Script(
                List.of("lines"),
                new OneFile(text),
                Language.of(new Limits(3, 1, 1000)),
                circle.space(),
                stops,
                error -> {
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
                new ResultPrinter.Bounds(1000, 1),
                error -> {
                    errors.add(error);
                    summary.count(error);
                },
                nodes -> {
                    concluded++;
                    return true;
                });
        dealt[0] = new DealtCommands(clients, script, script::column, printer, stops);
        HistoryWriter calls = new HistoryWriter(history);
        List<InMemoryGrid.User> users = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            HistoryRecorder recorder = new HistoryRecorder(client, calls, () -> nanos++, 0);
            users.add(
                    new InMemoryGrid.User(4, recorder.asking(dealt[0].source(client)), dealt[0].sink(client), front -> {
                        front.tell(recorder);
                        return dealt[0].asked(front);
                    }));
        }
        InMemoryGrid grid = InMemoryGrid.of(
                5, seed, rank -> circle.space(), RoutingChoice.ofSeed(seed), 2, 1000, users, limits, stops);
        grid.letRanksRest();
        try {
            grid.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", " + clients + " clients, " + limits, e);
        }
        calls.flush();
        dealt[0].warnOfDropped(warnings::add);
        output.flush();
    }

    /** A random file and what is to come of it. */
    private static final class Model {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder expected = new StringBuilder();
        private final Map<String, String> table = new HashMap<>();
        private final TreeSet<Integer> stopped = new TreeSet<>();
        private final TreeSet<Integer> joined = new TreeSet<>();
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
                    case 9 -> {
                        // Each client has a node of its own, which it lets join and leave.
                        boolean leaves = joined.contains(client);
                        text.append(leaves ? "REMOVE " : "ADD " + (1 + random.nextInt(3)) + " ")
                                .append(300 + client)
                                .append('\n');
                        if (runs && !(leaves ? joined.remove(client) : joined.add(client))) {
                            throw new AssertionError("the node of client " + client);
                        }
                    }
                    case 20, 21 -> {
                        text.append(random.nextBoolean() ? "NODE 777\n" : "REMOVE 777\n");
                        if (runs) {
                            failures++;
                            if (stops) {
                                stopped.add(client);
                            }
                        }
                    }
                    case 0, 1, 2, 3, 4, 5, 6 -> {
                        String value = "v" + i + "x".repeat(random.nextInt(4) == 0 ? random.nextInt(500) : 0);
                        text.append("PUT ")
                                .append(key)
                                .append(' ')
                                .append(value)
                                .append('\n');
                        if (runs) {
                            table.put(key, value);
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
