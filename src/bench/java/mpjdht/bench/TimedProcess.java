package mpjdht.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Runs a program from its start to its end, and measures both time and memory. */
final class TimedProcess {
    private final List<String> command;
    private final Path log;
    private Map<String, String> environment = Map.of();
    private File input = new File("/dev/null");
    private File output;
    private Predicate<String> counts = commandLine -> true;

    /**
     * A program that has not started.
     *
     * @param command words of its command line
     * @param log takes what it writes to standard error, and to standard output unless that is directed elsewhere
     */
    TimedProcess(List<String> command, Path log) {
        this.command = command;
        this.log = log;
    }

    TimedProcess environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    TimedProcess input(Path file) {
        input = file.toFile();
        return this;
    }

    TimedProcess output(Path file) {
        output = file.toFile();
        return this;
    }

    /** Counts the memory of those processes alone whose command lines pass. */
    TimedProcess counting(Predicate<String> commandLines) {
        counts = commandLines;
        return this;
    }

    /**
     * Runs it.
     *
     * @throws BenchException if it does not end with 0
     */
    Measurement run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input);
        builder.environment().putAll(environment);
        if (output == null) {
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
        } else {
            builder.redirectOutput(output).redirectError(log.toFile());
        }
        long start = System.nanoTime();
        Process process = builder.start();
        try (PeakMemory memory = PeakMemory.watch(process.pid(), counts)) {
            int exitCode = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (exitCode != 0) {
                throw new BenchException(
                        command.get(0) + " ended with " + exitCode + ": " + lastLine() + " (see " + log + ")");
            }
            return new Measurement(seconds, memory.bytes());
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private String lastLine() throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }
}
