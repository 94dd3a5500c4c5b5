package mpjdht.runtime;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names under which the system shows a process its own open descriptors: {@code /dev/stdout}, {@code /dev/fd/3},
 * {@code /proc/self/fd/3}. They mean the user's descriptors only where a process has inherited those; else whatever a JVM
 * happens to have there.
 */
public final class DescriptorNames {
    /** Descriptor of the standard input. */
    public static final int STANDARD_INPUT = 0;

    /** Descriptor of the standard output. */
    public static final int STANDARD_OUTPUT = 1;

    /**
     * System property: the descriptors beside the standard ones that the user has opened and this process has inherited, as
     * numbers with commas between them; unset where there are none, as in a rank that a daemon has started.
     */
    public static final String INHERITED = "mpjdht.descriptors";

    /** The names of the first descriptors, in their order. */
    private static final List<String> STANDARD = List.of("/dev/stdin", "/dev/stdout", "/dev/stderr");

    private static final Pattern NUMBERED = Pattern.compile("/(?:dev|proc/[^/]+(?:/task/[^/]+)?)/fd/([0-9]{1,9})");

    private DescriptorNames() {}

    /** The descriptor of this process that a name means; none for the name of a file, or of another process' descriptor. */
    public static OptionalInt descriptor(String name) {
        String path = normal(name);
        int standard = STANDARD.indexOf(path);
        if (standard >= 0) {
            return OptionalInt.of(standard);
        }
        Matcher numbered = NUMBERED.matcher(path);
        return numbered.matches() && isThisProcess(path)
                ? OptionalInt.of(Integer.parseInt(numbered.group(1)))
                : OptionalInt.empty();
    }

    /** Whether the user has opened a descriptor for this process, apart from the standard ones. */
    public static boolean isInherited(int descriptor) {
        Set<String> inherited =
                Stream.of(System.getProperty(INHERITED, "").split(",", -1)).collect(Collectors.toSet());
        return inherited.contains(Integer.toString(descriptor));
    }

    private static boolean isThisProcess(String path) {
        return Stream.of(
                        "/dev/",
                        "/proc/self/",
                        "/proc/thread-self/",
                        "/proc/" + ProcessHandle.current().pid() + "/")
                .anyMatch(path::startsWith);
    }

    private static String normal(String name) {
        try {
            return Path.of(name).normalize().toString();
        } catch (InvalidPathException e) {
            return name;
        }
    }
}
