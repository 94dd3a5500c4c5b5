package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that is up, until it is closed.
 *
 * @param port where it listens
 */
record Listening(Process process, int port) implements AutoCloseable {
    private static final long TRY_MILLIS = 20;
    private static final int TRIES = 1500;
    private static final int END_SECONDS = 10;

    /**
     * Starts a server and waits until it tells its port.
     *
     * @param told how it tells that, with the port as the first group
     */
    static Listening start(Place place, String name, List<String> command, Pattern told)
            throws IOException, InterruptedException {
        Path log = place.scratch().resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            Matcher port = told.matcher(Files.readString(log));
            if (port.find()) {
                return new Listening(process, Integer.parseInt(port.group(1)));
            }
            Thread.sleep(TRY_MILLIS);
        }
        process.destroyForcibly();
        throw new BenchException(name + " does not start: see " + log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
