package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import mpjdht.Campaign;
import mpjdht.grid.Circle;
import mpjdht.grid.Oracle;
import mpjdht.grid.RandomScript;
import mpjdht.grid.RoutingChoice;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random scripts on real ranks under each routing in turn, compared with a table that is not distributed. */
class OracleIT {
    private static final int KEYS_LOOKED_AT = 12;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void ranksThatAreThreadsAgreeWithTheOracle(long seed) throws IOException {
        agrees(seed, "multicore");
    }

    @Campaign
    @ParameterizedTest
    @ValueSource(longs = {8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void moreRanksThatAreThreadsAgreeWithTheOracle(long seed) throws IOException {
        agrees(seed, "multicore");
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 102})
    void ranksThatAreProcessesAgreeWithTheOracle(long seed) throws IOException {
        agrees(seed, "niodev");
    }

    @Campaign
    @ParameterizedTest
    @ValueSource(longs = {101, 103, 104, 105})
    void moreRanksThatAreProcessesAgreeWithTheOracle(long seed) throws IOException {
        agrees(seed, "niodev");
    }

    @ParameterizedTest
    @CsvSource({"200, multicore, 2", "201, multicore, 3", "202, multicore, 5", "204, multicore, 3", "300, niodev, 3"})
    void copiesAgreeWithTheOracle(long seed, String device, int copies) throws IOException {
        agrees(seed, device, copies);
    }

    @Campaign
    @ParameterizedTest
    @CsvSource({"203, multicore, 2", "205, multicore, 5", "206, multicore, 2", "207, multicore, 3", "301, niodev, 2"})
    void moreCopiesAgreeWithTheOracle(long seed, String device, int copies) throws IOException {
        agrees(seed, device, copies);
    }

    /** A read asks all copies, or comes behind a SYNC; the copies are equal behind another one at the end. */
    @ParameterizedTest
    @CsvSource({
        "400, multicore, 3",
        "401, multicore, 5",
        "402, multicore, 1",
        "406, multicore, 1",
        "408, multicore, 5",
        "500, niodev, 3"
    })
    void copiesThatBecomeEqualInTheEndAgreeWithTheOracle(long seed, String device, int copies) throws IOException {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(device.equals("multicore") ? 10 : 6);
        int nodes = 1 + random.nextInt(20);
        RandomScript script = RandomScript.of(seed, circle, ranks, nodes, 400, 20 << 10);
        boolean readsAll = copies == 1 || random.nextBoolean();
        long[] lines = {0};
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Map<Long, Long> lineOf = new HashMap<>();
        boolean isGroup = false;
        for (String line : new String(script.text(), StandardCharsets.ISO_8859_1).split("(?<=\n)", 0)) {
            boolean reads = line.matches("(?is)(1 |get |ring|node ).*");
            if (!readsAll && reads && !isGroup) {
                text.writeBytes("SYNC\n".getBytes(StandardCharsets.US_ASCII));
                lines[0]++;
            }
            isGroup = reads;
            if (!line.strip().equals("END")) {
                lines[0]++;
                text.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
                lineOf.put(lines[0], (long) lineOf.size() + 1);
            }
        }
        long end = lines[0];
        text.writeBytes("SYNC\nRING\n".getBytes(StandardCharsets.US_ASCII));
        for (int key = 0; key < KEYS_LOOKED_AT; key++) {
            text.writeBytes(
                    ("REPLICAS " + (key < 4 ? "counter" + key : key) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        Path file = Files.write(folder.resolve("script"), text.toByteArray());
        List<String> arguments = new ArrayList<>(List.of(circle.options()));
        arguments.addAll(RoutingChoice.withCopies(seed).options());
        arguments.addAll(List.of(("-np " + ranks + " --device " + device + " --nodes " + nodes
                        + " --consistency eventual --timeout 4 --replicas " + copies + " --read-replicas "
                        + (readsAll ? copies : 1) + " --window " + (1 + random.nextInt(4096))
                        + " --on-error continue --format json " + file)
                .split(" ")));

        Job.Result result = Job.dht(arguments.toArray(String[]::new)).run();

        String parameters = "seed " + seed + ": " + arguments;
        List<Map<String, Object>> results = new ArrayList<>();
        for (String line : result.text().lines().toList()) {
            results.add(JSON.std.mapFrom(line));
        }
        List<Map<String, Object>> atEnd =
                results.stream().filter(line -> number(line, "line") > end).toList();
        assertThat(results.stream()
                        .filter(line ->
                                number(line, "line") <= end && !line.get("op").equals("SYNC"))
                        .peek(line -> line.put("line", lineOf.get(number(line, "line"))))
                        .map(OracleIT::oracleLine)
                        .map(Oracle::withoutPlacesOfCopies))
                .as(parameters)
                .containsExactlyElementsOf(script.expected().stream()
                        .map(Oracle::withoutPlacesOfCopies)
                        .toList());
        assertThat(atEnd).as(parameters).hasSize(2 + KEYS_LOOKED_AT);
        Map<String, Object> ring = atEnd.get(1);
        assertThat(oracleLine(ring)).as(parameters).isEqualTo(script.ringAt(end + 2));
        long ranksWithNodes = ((List<?>) ring.get("nodes"))
                .stream().map(node -> ((Map<?, ?>) node).get("rank")).distinct().count();
        for (Map<String, Object> replicas : atEnd.subList(2, atEnd.size())) {
            requireEqualCopies((List<?>) replicas.get("copies"), Math.min(copies, ranksWithNodes), parameters);
        }
        assertThat(result.err()
                        .lines()
                        .filter(line -> line.contains(": error: "))
                        .count())
                .as(parameters)
                .isEqualTo(script.badLines());
    }

    private static void requireEqualCopies(List<?> copies, long expected, String parameters) {
        assertThat(copies).as(parameters).hasSize((int) expected);
        assertThat(copies.stream().map(copy -> ((Map<?, ?>) copy).get("rank")))
                .as(parameters)
                .doesNotHaveDuplicates();
        assertThat(copies.stream()
                        .map(copy -> Stream.of("present", "digest", "bytes", "lamport", "writer")
                                .map(((Map<?, ?>) copy)::get)
                                .map(String::valueOf)
                                .toList())
                        .distinct())
                .as(parameters)
                .hasSize(1);
    }

    private void agrees(long seed, String device) throws IOException {
        agrees(seed, device, 1);
    }

    private void agrees(long seed, String device, int copies) throws IOException {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(device.equals("multicore") ? 14 : 6);
        int nodes = 1 + random.nextInt(20);
        int window = 1 + random.nextInt(4096);
        RandomScript script = RandomScript.of(seed, circle, ranks, nodes, 2000, 200 << 10);
        Path file = Files.write(folder.resolve("script"), script.text());
        List<String> arguments = new ArrayList<>(List.of(circle.options()));
        arguments.addAll((copies == 1 ? RoutingChoice.ofSeed(seed) : RoutingChoice.withCopies(seed)).options());
        arguments.addAll(List.of(
                "-np",
                Integer.toString(ranks),
                "--device",
                device,
                "--nodes",
                Integer.toString(nodes),
                "--replicas",
                Integer.toString(copies),
                "--window",
                Integer.toString(window),
                "--on-error",
                "continue",
                "--format",
                "json",
                file.toString()));

        Job.Result result = Job.dht(arguments.toArray(String[]::new)).run();

        String parameters = "seed " + seed + ": " + arguments;
        assertThat(result.text()
                        .lines()
                        .map(OracleIT::oracleLine)
                        .filter(line -> !line.startsWith("END"))
                        .map(line -> comparable(line, copies)))
                .as(parameters)
                .containsExactlyElementsOf(script.expected().stream()
                        .map(line -> comparable(line, copies))
                        .toList());
        assertThat(result.err()
                        .lines()
                        .filter(line -> line.contains(": error: "))
                        .count())
                .as(parameters)
                .isEqualTo(script.badLines());
        assertThat(result.exitCode()).as(parameters).isBetween(script.badLines() == 0 ? 0 : 1, 2);
    }

    private static String comparable(String line, int copies) {
        return copies == 1 ? line : Oracle.withoutPlacesOfCopies(line);
    }

    private static String oracleLine(String json) {
        try {
            return oracleLine(JSON.std.mapFrom(json));
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static String oracleLine(Map<String, Object> result) {
        String verb = (String) result.get("op");
        long line = number(result, "line");
        return switch (verb) {
            case "END" -> "END";
            case "ADD", "REMOVE" ->
                Oracle.membershipLine(
                        verb, line, number(result, "id"), number(result, "keys_moved"), number(result, "bytes_moved"));
            case "EXPLAIN" -> {
                Map<?, ?> end = lastOf((List<?>) result.get("path"));
                yield Oracle.explainLine(
                        line, bytes(result, "key"), number(result, "position"), number(end, "node"), (int)
                                number(end, "rank"));
            }
            case "RING" ->
                Oracle.ringLine(
                        line,
                        ((List<?>) result.get("nodes"))
                                .stream()
                                        .map(node -> nodeText((Map<?, ?>) node))
                                        .toList());
            case "NODE" -> Oracle.nodeLine(line, nodeText(result), number(result, "predecessor"));
            default ->
                Oracle.keyLine(
                        verb,
                        line,
                        bytes(result, "key"),
                        bytes(result, "value"),
                        !Boolean.FALSE.equals(result.get("found")),
                        number(result, "node"),
                        (int) number(result, "rank"));
        };
    }

    private static String nodeText(Map<?, ?> node) {
        return Oracle.nodeText(
                number(node, "id"),
                (int) number(node, "rank"),
                number(node, "keys"),
                number(node, "bytes"),
                number(node, "successor"));
    }

    private static long number(Map<?, ?> object, String name) {
        return ((Number) object.get(name)).longValue();
    }

    private static Map<?, ?> lastOf(List<?> path) {
        return (Map<?, ?>) path.get(path.size() - 1);
    }

    private static ByteBuffer bytes(Map<String, Object> result, String name) {
        Object text = result.get(name);
        Object base64 = result.get(name + "_base64");
        if (base64 != null) {
            return ByteBuffer.wrap(Base64.getDecoder().decode((String) base64));
        }
        return text == null ? null : ByteBuffer.wrap(((String) text).getBytes(StandardCharsets.UTF_8));
    }
}
