package mpjdht.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Describes what figures are taken on. */
public final class Machine {
    private Machine() {}

    /** What it is, by name: cores, processor, memory, kernel, Java. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", processor());
        facts.put("memory", String.format(Locale.ROOT, "%.1f GiB", memoryGib()));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.version") + " (" + System.getProperty("java.vm.vendor") + ")");
        return facts;
    }

    /**
     * A paragraph in Markdown.
     *
     * @param redis version of the Redis beside it, or why there is none
     */
    static String describe(String redis) {
        Map<String, String> facts = facts();
        return String.format(
                Locale.ROOT,
                "%s cores (%s), %s, %s, Java %s, %s, %s",
                facts.get("cores"),
                facts.get("processor"),
                facts.get("memory"),
                facts.get("kernel"),
                facts.get("Java"),
                redis,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String processor() {
        return ProcFiles.read(Path.of("/proc/cpuinfo"))
                .flatMap(text -> ProcFiles.value(text, "model name"))
                .orElse(System.getProperty("os.arch"));
    }

    private static double memoryGib() {
        return ProcFiles.read(Path.of("/proc/meminfo"))
                        .map(text -> ProcFiles.kibibytes(text, "MemTotal").orElse(0))
                        .orElse(0L)
                / (double) (1 << 30);
    }
}
