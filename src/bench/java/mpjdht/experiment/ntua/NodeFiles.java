package mpjdht.experiment.ntua;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each node does in the three phases of the experiment, as lines of a requests file of {@code --dialect ntua}.
 *
 * @param inserts of each node
 * @param queries of each node
 * @param requests of each node, both in turn
 */
record NodeFiles(List<List<String>> inserts, List<List<String>> queries, List<List<String>> requests) {
    /** How many nodes that course has. */
    static final int NODES = 10;

    private static final Pattern NUMBER = Pattern.compile("(?:insert|query|queries|requests?)[^0-9]*([0-9]{1,4})");
    private static final Pattern PAIR = Pattern.compile(".*,\\s*[0-9]+\\s*");
    private static final List<String> WORDS =
            List.of("Rain", "Don't", "Road", "--", "Late", "Blue,", "Morning", "Again", "O'Hara", "Home", "Fire", "Stone");

    /**
     * Files that a seed draws: titles of a few words, most of them different; requests are about few titles, so that nodes get in each
     * other's way.
     *
     * @param lines of each node in each phase
     */
    static NodeFiles drawn(long seed, int lines) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> titles = IntStream.range(0, NODES * lines)
                .mapToObj(i -> word(random) + " " + word(random) + " " + (i / 2))
                .toList();
        List<String> asked = titles.subList(0, Math.min(6, titles.size()));
        return new NodeFiles(
                eachNode(node -> lines(lines, i -> "insert, " + titles.get(node * lines + i) + ", " + node)),
                eachNode(node -> lines(lines, i -> "query, " + titles.get(random.nextInt(titles.size())))),
                eachNode(node -> lines(lines, i -> {
                    String title = asked.get(random.nextInt(asked.size()));
                    return random.nextInt(5) < 2 ? "insert, " + title + ", " + (500 + node * lines + i) : "query, " + title;
                })));
    }

    private static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static List<List<String>> eachNode(IntFunction<List<String>> ofNode) {
        return IntStream.range(0, NODES).mapToObj(ofNode).toList();
    }

    private static List<String> lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).toList();
    }

    /**
     * The files of a folder, in either format: those with a number are of the node with that number, and the lines of those without are
     * dealt to the nodes in turn.
     *
     * @throws IOException if one cannot be read, or a phase has no file
     */
    static NodeFiles of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> Files.isRegularFile(file) && !name(file).endsWith(".zip")).sorted().toList();
        }
        return new NodeFiles(phase(folder, files, "insert"), phase(folder, files, "quer"), phase(folder, files, "request"));
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static List<List<String>> phase(Path folder, List<Path> files, String word) throws IOException {
        List<List<String>> ofNode = eachNode(node -> new ArrayList<>());
        int dealt = 0;
        boolean isThere = false;
        for (Path file : files) {
            if (!name(file).startsWith(word)) {
                continue;
            }
            isThere = true;
            List<String> lines = Files.readAllLines(file).stream()
                    .map(line -> line.replace("\uFEFF", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            Matcher number = NUMBER.matcher(name(file));
            int node = number.find() ? Integer.parseInt(number.group(1)) : -1;
            boolean pairs = !lines.isEmpty() && PAIR.matcher(lines.get(0)).matches();
            for (String line : lines) {
                String request = request(word, line, pairs, node);
                ofNode.get(node >= 0 ? node % NODES : dealt++ % NODES).add(request);
            }
        }
        if (!isThere) {
            throw new IOException(folder + " has no file whose name begins with " + word
                    + "; right is a folder with files such as insert_00_part.txt, query_00.txt and requests_00.txt");
        }
        return ofNode;
    }

    private static String request(String word, String line, boolean pairs, int node) {
        return switch (word) {
            case "insert" -> "insert, " + line + (pairs ? "" : ", " + Math.max(0, node));
            case "quer" -> "query, " + line;
            default -> line;
        };
    }

    /** What a node does in one round of all three phases. */
    List<String> round(int node) {
        return Stream.of(inserts, queries, requests).flatMap(phase -> phase.get(node).stream()).toList();
    }
}
