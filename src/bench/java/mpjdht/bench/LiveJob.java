package mpjdht.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import mpjdht.bench.Dht.Shape;
import mpjdht.command.ByteOutput;

/** A job that is given its commands one after another, through its standard input. */
final class LiveJob implements AutoCloseable {
    private static final String MARK = "GET mark";
    private static final double TICKS_PER_SECOND = 100;
    private static final long END_SECONDS = 30;

    private final Process process;
    private final ByteOutput commands;
    private final BufferedReader results;

    LiveJob(Place place, Shape shape) throws IOException {
        List<String> command = new ArrayList<>(shape.commandLine(place));
        command.addAll(List.of("--progress", "never", "-"));
        Path log = place.scratch().resolve("live.log");
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        OutputStream input = process.getOutputStream();
        commands = new ByteOutput(input);
        results = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Takes commands, which reach the job by the next {@link #settle} at the latest. */
    ByteOutput commands() {
        return commands;
    }

    /** Waits until every command so far has run. */
    void settle() throws IOException {
        commands.write((MARK + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
        String line;
        do {
            line = results.readLine();
            if (line == null) {
                throw new BenchException("the job ended before its commands did");
            }
        } while (!line.startsWith(MARK));
    }

    /**
     * A command that was run alone.
     *
     * @param seconds from its start to its end, a GET's round trip included
     * @param peakBefore most resident memory of the job right before it, in bytes
     * @param peakAfter the same right after it
     */
    record Change(String command, double seconds, long peakBefore, long peakAfter) {
        double growthBytes() {
            return peakAfter - peakBefore;
        }
    }

    /** Runs one command of a job in one process. */
    Change change(String command) throws IOException {
        settle();
        long peakBefore = peakBytes();
        long start = System.nanoTime();
        commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        settle();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Change(command, seconds, peakBefore, peakBytes());
    }

    private long peakBytes() {
        return ProcFiles.peakBytes(process.pid()).orElse(0);
    }

    /** Seconds of processor time so far, of all processes of the job. */
    double cpuSeconds() {
        return LongStream.concat(
                                LongStream.of(process.pid()),
                                process.descendants().mapToLong(ProcessHandle::pid))
                        .map(pid -> ProcFiles.cpuTicks(pid).orElse(0))
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Ends the job by the end of its input. */
    @Override
    public void close() throws IOException {
        try {
            commands.close();
            results.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchException("the job does not end with its input");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
