package mpjdht.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Describes what the figures were taken on. */
final class Machine {
    private Machine() {}

    /**
     * A paragraph in Markdown.
     *
     * @param redis version of the Redis beside it, or why there is none
     */
    static String describe(String redis) {
        String cpu = ProcFiles.read(Path.of("/proc/cpuinfo"))
                .flatMap(text -> ProcFiles.value(text, "model name"))
                .orElse(System.getProperty("os.arch"));
        double memoryGib = ProcFiles.read(Path.of("/proc/meminfo"))
                        .map(text -> ProcFiles.kibibytes(text, "MemTotal").orElse(0))
                        .orElse(0L)
                / (double) (1 << 30);
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.1f GiB, %s %s, Java %s (%s), %s, %s",
                Runtime.getRuntime().availableProcessors(),
                cpu,
                memoryGib,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.vendor"),
                redis,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
