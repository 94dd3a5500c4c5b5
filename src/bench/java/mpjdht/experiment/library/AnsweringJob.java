package mpjdht.experiment.library;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job, the ranks threads of one process, that is given commands while it runs and answers each with a line of JSON. */
final class AnsweringJob implements AutoCloseable {
    private static final int RANKS = 6;
    private static final long END_SECONDS = 30;
    private static final Pattern HOPS = Pattern.compile("\"hops\":(\\d+)");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final Process process;
    private final Path log;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private long hops;
    private long counted;

    /**
     * Starts it.
     *
     * @param dht the command that starts jobs
     * @param nodes at the start, on four storage ranks
     * @param routing as the option is called
     */
    AnsweringJob(Path dht, int nodes, String routing) throws IOException {
        log = Files.createTempFile("experiment", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        dht.toString(), "-np", Integer.toString(RANKS), "--ids", "xxh3", "--nodes", Integer.toString(nodes),
                        "--routing", routing, "--format", "json", "--progress", "never", "-")
                .redirectError(log.toFile());
        builder.environment().put("DHT_BUILD", "never");
        process = builder.start();
        commands = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8), 1 << 16);
        answers = new BufferedReader(process.inputReader(StandardCharsets.UTF_8), 1 << 16);
    }

    /** Waits until it has started, and writes, reads and deletes keys that nobody else uses, until its code is compiled. */
    void warmUp(long seed, int keys) throws IOException {
        Keys others = new Keys(~seed, keys);
        together(others.puts());
        together(others.gets());
        together(others.deletes());
        hops = 0;
        counted = 0;
    }

    /** Seconds from the first of several commands to the last answer, with as many under way as the job likes. */
    double together(List<String> several) throws IOException {
        long start = System.nanoTime();
        // Somebody has to read while the commands are written, or nobody would go on in the end.
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> readAll(several.size()));
        for (String command : several) {
            commands.write(command);
            commands.write('\n');
        }
        commands.flush();
        try {
            read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException cause ? cause.getCause() : new IOException(e.getCause());
        }
        return seconds(start);
    }

    /** Seconds of one command in the mean, when each is given after the answer to the one before. */
    double oneByOne(List<String> several) throws IOException {
        long start = System.nanoTime();
        for (String command : several) {
            ask(command);
        }
        return seconds(start) / several.size();
    }

    /** Seconds of a join in the mean; every node leaves before the next joins, which is not counted. */
    double joins(int count) throws IOException {
        double seconds = 0;
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            String answer = ask(join(i));
            seconds += seconds(start);
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
                throw new IOException("no id in the answer to a join: " + answer);
            }
            ask("REMOVE " + id.group(1));
        }
        return seconds / count;
    }

    /** The command by which a node joins, on one storage rank after another. */
    static String join(int index) {
        return "ADD " + (1 + index % (RANKS - 2));
    }

    /** The mean hops of all commands so far that looked a key up. */
    double hops() {
        return counted == 0 ? 0 : (double) hops / counted;
    }

    private String ask(String command) throws IOException {
        commands.write(command);
        commands.write('\n');
        commands.flush();
        return read();
    }

    private void readAll(int count) {
        try {
            for (int i = 0; i < count; i++) {
                read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the job ended before its commands did: " + Files.readString(log).strip());
        }
        if (answer.contains("\"error\"")) {
            throw new IOException("a command failed: " + answer);
        }
        Matcher found = HOPS.matcher(answer);
        if (found.find()) {
            hops += Long.parseLong(found.group(1));
            counted++;
        }
        return answer;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Ends the job by the end of its input. */
    @Override
    public void close() throws IOException {
        try {
            commands.close();
            answers.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the job does not end with its input");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(log);
        }
    }
}
