package mpjdht.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The assignment's scripts, run on a map and a sorted set of node ids, give the assignment's results. */
class GoldenResultsTest {
    @ParameterizedTest
    @CsvSource({"HANDOUT, handout", "CLASSIC, classic"})
    void theAssignmentsScriptGivesItsResultsByteForByte(ResultFormat format, String name) throws IOException {
        byte[] commands = resource(name + ".cmd");
        String printed = Outcomes.printText(format, false, (writer, outcome) -> {
            CommandReader reader = new CommandReader(name, Sources.whole(commands), Sources.LIMITS);
            run(reader, writer, outcome);
            writer.finish();
        });
        assertThat(printed).isEqualTo(new String(resource(name + ".out"), UTF_8));
    }

    private static void run(CommandReader reader, ResultWriter writer, Outcome outcome) throws IOException {
        Map<String, byte[]> store = new HashMap<>();
        TreeSet<Long> nodes = new TreeSet<>();
        nodes.add(1000L);
        while (reader.next() == CommandReader.Result.COMMAND) {
            Command command = reader.command();
            String key = Sources.latin(command.keyBytes(), command.keyOffset(), command.keyLength());
            switch (command.verb()) {
                case PUT ->
                    store.put(
                            key,
                            Sources.latin(
                                    Sources.latin(command.valueBytes(), command.valueOffset(), command.valueLength())));
                case ADD -> nodes.add(command.id());
                case REMOVE -> nodes.remove(command.id());
                case GET -> {
                    byte[] value = store.get(key);
                    outcome.of(Verb.GET, command.line())
                            .key(command.keyBytes(), command.keyOffset(), command.keyLength())
                            .value(value, 0, value.length)
                            .at(nodes.ceiling(Long.parseLong(key)), 1, 1);
                    writer.write(outcome);
                }
                default -> {}
            }
        }
        assertThat(reader.error()).isNull();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = GoldenResultsTest.class.getResourceAsStream("/golden/" + name)) {
            return in.readAllBytes();
        }
    }
}
