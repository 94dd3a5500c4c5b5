package mpjdht.runtime;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of files that are opened by another path than they say, told by whoever started this process: those with bytes that are
 * no text in Java, and the user's descriptors where this process has not inherited them. Messages show the name.
 */
public final class OpenedAs {
    /**
     * System property: {@code NAME=PATH} with commas between, both with their bytes as in a URI; the last of several paths
     * counts.
     */
    public static final String PROPERTY = "mpjdht.opened";

    private OpenedAs() {}

    /**
     * Returns what is opened for a name of the user's.
     *
     * @throws java.nio.file.InvalidPathException if it is the name of no file
     */
    public static Path path(String name) {
        String path = told().get(name);
        return path == null ? Path.of(name) : Path.of(URI.create("file://" + path));
    }

    /** Returns whether another path than the name is opened. */
    public static boolean isTold(String name) {
        return told().containsKey(name);
    }

    /** Returns the property's value for another process: what this one was told, and more. */
    public static String with(Map<String, Path> more) {
        Stream<String> added = more.entrySet().stream()
                .map(entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + entry.getValue().toUri().getRawPath().replace(",", "%2C"));
        return Stream.concat(entries(), added).collect(Collectors.joining(","));
    }

    private static Map<String, String> told() {
        Map<String, String> paths = new HashMap<>();
        entries().forEach(entry -> {
            int end = entry.indexOf('=');
            paths.put(URLDecoder.decode(entry.substring(0, end), StandardCharsets.UTF_8), entry.substring(end + 1));
        });
        return paths;
    }

    private static Stream<String> entries() {
        return Arrays.stream(System.getProperty(PROPERTY, "").split(",", -1)).filter(entry -> !entry.isEmpty());
    }
}
