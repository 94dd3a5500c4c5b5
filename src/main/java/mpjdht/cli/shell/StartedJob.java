package mpjdht.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job that serves for as long as this process holds the other end of its standard input, and so no longer than this process lives, however that
 * ends.
 */
final class StartedJob implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("mpj-dht: serving RESP on 127\\.0\\.0\\.1:(\\d{1,5})");
    private static final String LIFELINE = "DHT_LIFELINE";
    private static final int JOB_FAILED = 3;
    private static final long END_LIMIT_SECONDS = 8;

    private final Process process;
    private final CompletableFuture<Optional<Integer>> port = new CompletableFuture<>();

    private StartedJob(Process process) {
        this.process = process;
    }

    /**
     * Starts a job.
     *
     * @param command starts it, and is no other process than the job's
     * @param said takes what it says
     * @throws IOException if it cannot be started
     */
    static StartedJob start(List<String> command, Consumer<String> said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(LIFELINE, "true");
        StartedJob job = new StartedJob(builder.start());
        Thread listener = new Thread(() -> job.listen(said), "job");
        listener.setDaemon(true);
        listener.start();
        return job;
    }

    private void listen(Consumer<String> said) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                Matcher serving = SERVING.matcher(line);
                if (serving.matches()) {
                    port.complete(Optional.of(Integer.valueOf(serving.group(1))));
                } else {
                    said.accept(line);
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            said.accept("mpj-dht: what the job says cannot be read: " + e.getMessage());
        } finally {
            port.complete(Optional.empty());
        }
    }

    /** Waits until the job serves; returns its port, or nothing when it has ended. */
    Optional<Integer> awaitPort() {
        return port.join();
    }

    /** How a job ended that does not serve. */
    int exitCode() throws InterruptedException {
        return process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : JOB_FAILED;
    }

    /** Lets the job end, and waits until it has. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
