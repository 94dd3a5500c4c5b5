package mpjdht.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM of this host holds.
 *
 * @param descriptors open files, sockets among them
 * @param sockets open sockets
 * @param liveBytes of objects that somebody can reach
 * @param instances how many there are of each class
 */
record Footprint(int descriptors, int sockets, long liveBytes, Map<String, Long> instances) {
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /** Has it collect what nobody can reach, and looks. */
    static Footprint of(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(told);
        if (!total.find()) {
            throw new AssertionError("jcmd says: " + told);
        }
        Map<String, Long> instances = new HashMap<>();
        told.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> instances.put(row.group(2), Long.valueOf(row.group(1))));
        List<String> open = open(pid);
        return new Footprint(open.size(), sockets(open), Long.parseLong(total.group(1)), instances);
    }

    private static List<String> open(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.map(Footprint::target).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "closed meanwhile";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int sockets(List<String> open) {
        return (int)
                open.stream().filter(target -> target.startsWith("socket:")).count();
    }

    /** How many sockets it has open now. */
    static int sockets(long pid) throws IOException {
        return sockets(open(pid));
    }

    /** Whether there are so many objects of these classes, and no more or less. */
    boolean has(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .allMatch(count -> instances.getOrDefault(count.getKey(), 0L).equals(count.getValue()));
    }
}
