package mpjdht.grid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mpjdht.command.Command;
import mpjdht.command.CommandError;
import mpjdht.command.CommandReader;
import mpjdht.command.CutValues;
import mpjdht.command.FileByteSource;
import mpjdht.command.TableFile;
import mpjdht.command.Verb;
import mpjdht.node.FlowLimits;
import mpjdht.ring.RingView;
import mpjdht.runtime.transfer.Order;
import mpjdht.runtime.transfer.Tables;
import mpjdht.runtime.transfer.Transfers;
import mpjdht.store.Conflicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EXPORT and IMPORT on a whole grid in memory: the file has the table of a map, and gives it back. */
class TablesTest {
    private static final int SEEDS = 200;
    /** Of tables on their way there and back. */
    private static final int ROUND_TRIPS = 150;

    private static final int RANKS = 6;
    /** More than two answers hold, on one node. */
    private static final int MANY = 60_000;

    private static final String QUOTE = "\"";

    @TempDir
    private Path folder;

    private Tables tables(Optional<Order> first, Optional<Order> last) {
        return new Tables(Transfers.below(folder, Conflicts.LWW), first, last);
    }

    private GridRun run(String text, long seed, boolean stopOnError) {
        return run(text, seed, stopOnError, tables(Optional.empty(), Optional.empty()));
    }

    private static GridRun run(String text, long seed, boolean stopOnError, Tables tables) {
        Random random = new Random(seed);
        return new GridRun(
                        text.getBytes(ISO_8859_1),
                        seed,
                        Circle.random(random),
                        RoutingChoice.ofSeed(seed),
                        RANKS,
                        seed < 2 ? 1 : 3,
                        FlowLimits.ofWindow(1 + random.nextInt(64)),
                        stopOnError,
                        tables)
                .run();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aTableThatIsWrittenAndReadIsTheSameTable() throws IOException {
        for (long seed = 0; seed < ROUND_TRIPS; seed++) {
            Random random = new Random(seed);
            Map<String, String> table = new TreeMap<>();
            String ending = seed % 2 == 0 ? ".jsonl" : ".dht";
            String text =
                    script(random, seed, table) + "EXPORT any" + ending + "\nexport sorted" + ending + " Sorted\n";
            GridRun writing = run(text, seed, true);
            String told = ending + " " + table.size() + " " + bytes(table);

            assertThat(writing.errors()).as("seed " + seed).isEmpty();
            assertThat(told(writing)).as("seed " + seed).containsExactly("EXPORT any" + told, "EXPORT sorted" + told);
            assertThat(table("any" + ending)).as("seed " + seed).isEqualTo(table);
            assertThat(List.copyOf(table("sorted" + ending).keySet()))
                    .as("seed " + seed)
                    .isEqualTo(List.copyOf(table.keySet()));

            GridRun reading = run("IMPORT any" + ending + "\nEXPORT again" + ending + " SORTED\n", seed + 1, true);
            assertThat(told(reading)).as("seed " + seed).containsExactly("IMPORT any" + told, "EXPORT again" + told);
            assertThat(folder.resolve("again" + ending)).hasSameBinaryContentAs(folder.resolve("sorted" + ending));
            if (ending.equals(".dht")) {
                String commands = Files.readString(folder.resolve("any.dht"), ISO_8859_1);
                run(commands + "EXPORT again.dht SORTED\n", seed, true);
                assertThat(folder.resolve("again.dht")).hasSameBinaryContentAs(folder.resolve("sorted.dht"));
            }
        }
        assertThat(names())
                .containsExactly("again.dht", "again.jsonl", "any.dht", "any.jsonl", "sorted.dht", "sorted.jsonl");
    }

    /** PUTs and DELETEs of any bytes while nodes come. */
    private static String script(Random random, long seed, Map<String, String> table) {
        StringBuilder text = new StringBuilder();
        boolean isLarge = seed < 2;
        int commands = isLarge ? MANY : random.nextInt(100);
        for (int i = 0; i < commands; i++) {
            String key = random.nextInt(3) > 0 ? "k" + random.nextInt(2 * commands) : bytes(random, 1);
            if (random.nextInt(4) == 0) {
                text.append("DELETE ").append(quoted(key));
                table.remove(key);
            } else {
                String value = bytes(random, 0);
                text.append("PUT ").append(quoted(key)).append(' ').append(quoted(value));
                table.put(key, value);
            }
            text.append('\n');
            if (!isLarge && random.nextInt(40) == 0) {
                text.append("ADD ").append(1 + random.nextInt(RANKS - 2)).append('\n');
            }
        }
        return text.toString();
    }

    /** Text whose characters are bytes. */
    private static String bytes(Random random, int least) {
        byte[] bytes = new byte[least + random.nextInt(8)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static String quoted(String bytes) {
        StringBuilder text = new StringBuilder(QUOTE);
        bytes.chars().forEach(one -> text.append(String.format("\\x%02x", one)));
        return text.append(QUOTE).toString();
    }

    private static long bytes(Map<String, String> table) {
        return table.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

    private static List<String> told(GridRun run) {
        return run.results().stream()
                .filter(line -> line.startsWith("EXPORT ") || line.startsWith("IMPORT "))
                .toList();
    }

    /** What a file holds, in its order. */
    private Map<String, String> table(String name) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        try (FileByteSource source = new FileByteSource(folder.resolve(name))) {
            CommandReader reader = TableFile.of(name).reader(source, new CutValues());
            while (reader.next() == CommandReader.Result.COMMAND) {
                Command entry = reader.command();
                String key = new String(entry.keyBytes(), entry.keyOffset(), entry.keyLength(), ISO_8859_1);
                String value = new String(entry.valueBytes(), entry.valueOffset(), entry.valueLength(), ISO_8859_1);
                assertThat(table.put(key, value)).as(key).isNull();
            }
            assertThat(reader.error()).isNull();
        }
        return table;
    }

    @Test
    void aBadLineStopsTheRunBehindWhatItHasStored() throws IOException {
        Files.writeString(folder.resolve("bad.dht"), "PUT a 1\n# more\nPUT b 2\n  GET a\nPUT c 3\n");
        for (long seed = 0; seed < SEEDS; seed++) {
            GridRun run = run("GET a\nIMPORT bad.dht\nGET b\n", seed, true, tables(Optional.empty(), Optional.empty()));

            assertThat(run.errors()).as("seed " + seed).hasSize(1);
            assertThat(run.errors().get(0).text())
                    .isEqualTo("bad.dht:4:3: error: 'GET' stores nothing; right is a line that is PUT key value, or"
                            + " APPEND key value; what stands before it has been stored");
            assertThat(run.results()).hasSize(1);
            assertThat(run.summary().exitCode()).isEqualTo(2);
            assertThat(keysAtTheEnd(run)).isEqualTo(2);
        }
    }

    private static long keysAtTheEnd(GridRun run) {
        RingView ring = run.grid().view(0);
        return IntStream.range(0, ring.size())
                .mapToLong(node ->
                        run.grid().storage(ring.rank(node)).table(ring.id(node)).keys())
                .sum();
    }

    @Test
    void aBadLineIsPassedOverWhereErrorsDoNotStopTheRun() throws IOException {
        Files.writeString(folder.resolve("bad.dht"), "PUT a 1\nGET a\nPUT c 3\nEND\n");
        for (long seed = 0; seed < SEEDS; seed++) {
            GridRun run = run("IMPORT bad.dht\nGET c\n", seed, false);

            assertThat(run.errors()).extracting(CommandError::line).containsExactly(2L, 4L);
            assertThat(run.results()).as("seed " + seed).hasSize(2).first().isEqualTo("IMPORT bad.dht 2 4");
            assertThat(run.results().get(1)).contains(" found ");
        }
    }

    @Test
    void anythingBeforeIsInTheFileAndNothingBehind() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            run("PUT a 1\nDELETE b\nEXPORT t.dht SORTED\nPUT c 3\nDELETE a\n", seed, true);

            assertThat(folder.resolve("t.dht")).as("seed " + seed).hasContent("PUT a 1\n");
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsACommandThatFailed() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/passwd"));
        String text = "IMPORT missing\nIMPORT out\nEXPORT out\nEXPORT sub\nEXPORT gone/x\nPUT a 1\nGET a\n";
        GridRun run = run(text, 1, false);

        assertThat(run.errors())
                .extracting(CommandError::text)
                .containsExactly(
                        "script:1:8: error: IMPORT of 'missing' failed: no such file; right is a file below the working folder that can be read",
                        "script:2:8: error: IMPORT of 'out' failed: a link leads out of the working folder; right is a file below the working folder that can be read",
                        "script:3:8: error: EXPORT to 'out' failed: a link leads out of the working folder; right is a file below the working folder that can be written",
                        "script:4:8: error: EXPORT to 'sub' failed: it is a folder; right is a file below the working folder that can be written",
                        "script:5:8: error: EXPORT to 'gone/x' failed: its folder is not there; right is a file below the working folder that can be written");
        assertThat(run.summary().exitCode()).isEqualTo(1);
        assertThat(run.results()).hasSize(2);
        assertThat(run("IMPORT missing\nPUT a 1\n", 1, true).results()).isEmpty();
    }

    @Test
    void whoHasNoBusinessWithFilesIsRefused() throws IOException {
        GridRun run = run("EXPORT t\nIMPORT t\nGET a\n", 1, false, Tables.NONE);

        assertThat(run.errors()).hasSize(2).allSatisfy(error -> assertThat(error.message())
                .contains("files are for the command files of the job alone"));
        assertThat(run.results()).hasSize(1);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsAskedForBesideTheCommandsComesFirstAndLast() throws IOException {
        Files.writeString(folder.resolve("in.jsonl"), "{\"key\":\"a\",\"value\":\"1\"}\n", UTF_8);
        Tables both = tables(
                Optional.of(new Order(Verb.IMPORT, TableFile.of("in.jsonl"), false)),
                Optional.of(new Order(Verb.EXPORT, TableFile.of("out.dht"), true)));
        for (long seed = 0; seed < SEEDS; seed++) {
            for (String end : List.of("", "END\nPUT c 3\n")) {
                GridRun run = run("GET a\nPUT b 2\n" + end, seed, true, both);

                assertThat(run.errors()).isEmpty();
                assertThat(run.endedWell()).isTrue();
                assertThat(run.results()).as("seed " + seed).hasSize(4);
                assertThat(run.results().get(0)).isEqualTo("IMPORT in.jsonl 1 2");
                assertThat(run.results().get(1)).contains("GET").contains("found");
                assertThat(run.results().get(3)).isEqualTo("EXPORT out.dht 2 4");
                assertThat(folder.resolve("out.dht")).hasContent("PUT a 1\nPUT b 2\n");
            }
        }
    }

    @Test
    void whatIsAskedForBesideTheCommandsIsNamedByItsFile() {
        Tables both = tables(
                Optional.of(new Order(Verb.IMPORT, TableFile.of("in.jsonl"), false)),
                Optional.of(new Order(Verb.EXPORT, TableFile.of("no/out.dht"), true)));
        GridRun run = run("PUT b 2\n", 1, false, both);

        assertThat(run.errors())
                .extracting(CommandError::text)
                .containsExactly(
                        "in.jsonl: error: IMPORT of 'in.jsonl' failed: no such file; right is a file below the working folder that can be read",
                        "no/out.dht: error: EXPORT to 'no/out.dht' failed: its folder is not there; right is a file below the working folder that can be written");
        assertThat(run.endedWell()).isTrue();
    }
}
