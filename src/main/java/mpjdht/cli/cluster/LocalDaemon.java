package mpjdht.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import mpjdht.runtime.Loopback;

/**
 * An MPJ Express daemon of this host for one job, on ports of its own. It ends with the process that started it.
 *
 * <p>MPJ Express' daemon knows no passwords and would listen on every interface; this one does on the loopback interface.
 */
public final class LocalDaemon implements AutoCloseable {
    private static final long START_MILLIS = 10_000;
    private static final long RETRY_MILLIS = 5;
    private static final String LISTENS = "0A";

    private final Process process;

    private LocalDaemon(Process process) {
        this.process = process;
    }

    /**
     * Starts a daemon and waits until it takes jobs.
     *
     * @param mpjHome with a configuration that names {@code ports}
     * @param ports free ones
     * @param folder for the daemon's own files
     * @param jvmOptions of the daemon's process
     * @throws LaunchException if it does not start
     */
    static LocalDaemon start(Path mpjHome, MpjPorts ports, Path folder, List<String> jvmOptions)
            throws LaunchException {
        Path log = folder.resolve("daemon.log");
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        // A key on the terminal interrupts the launcher, and not what the launcher ends in its order.
        List<String> command =
                new ArrayList<>(List.of("setsid", Path.of(java, "java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                // It keeps, and at the end of every job removes, a folder in the user's home: not one that is shared.
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                LocalDaemon.class.getName(),
                Integer.toString(ports.daemon())));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MPJ_HOME", mpjHome.toString());
        // It starts the ranks with the first java of its path.
        builder.environment().merge("PATH", java, (path, bin) -> bin + File.pathSeparator + path);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            LocalDaemon daemon = new LocalDaemon(builder.start());
            daemon.await(ports.daemon(), log);
            return daemon;
        } catch (IOException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED, "mpj-dht: an MPJ daemon cannot be started: " + e.getMessage());
        }
    }

    private void await(int port, Path log) throws LaunchException, IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        try {
            while (!listensOn(port)) {
                if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline >= 0) {
                    String said = Files.readString(log).strip();
                    close();
                    throw new LaunchException(
                            LaunchException.JOB_FAILED,
                            "mpj-dht: an MPJ daemon on this host did not start: "
                                    + said.lines().findFirst().orElse("it said nothing"));
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new LaunchException(LaunchException.JOB_FAILED, "mpj-dht: interrupted");
        }
    }

    /** Returns whether a process of this host listens on {@code port}, without the connection that a daemon minds. */
    private static boolean listensOn(int port) throws IOException {
        String end = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("/proc/net/tcp6", "/proc/net/tcp")) {
            if (!Files.isReadable(Path.of(table))) {
                continue;
            }
            for (String row : Files.readAllLines(Path.of(table))) {
                String[] columns = row.strip().split("\\s+", -1);
                if (columns.length > 3 && columns[1].endsWith(end) && columns[3].equals(LISTENS)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Ends the daemon. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /**
     * The daemon's process: ends when its standard input does, which its parent holds.
     *
     * @param args of MPJ Express' daemon: its port
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        // The launcher has said it if that is not possible.
        Loopback.enforceIfAsked();
        Thread parent = new Thread(LocalDaemon::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        Class.forName("runtime.daemon.MPJDaemon")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever written; only the end matters.
            }
        } catch (IOException gone) {
            // The same as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
