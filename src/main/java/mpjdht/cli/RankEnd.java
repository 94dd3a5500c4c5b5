package mpjdht.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import mpjdht.runtime.PeerLostException;
import mpjdht.runtime.console.Console;

/**
 * The ways in which a rank ends. Whatever goes wrong, the process ends within seconds with an exit code that says so; where
 * ranks are threads of one process, one rank's failure ends them all.
 */
public final class RankEnd {
    /** Exit code of a job that failed. */
    public static final int JOB_FAILED = 3;

    private static final long EXIT_LIMIT_MILLIS = 3000;
    private static final long FAREWELL_LIMIT_MILLIS = 5000;

    private final Console console;
    private final int rank;
    private final String host = hostName();
    private volatile boolean showsStackTraces;

    /** The ends of a rank, told to a console. */
    public RankEnd(Console console, int rank) {
        this.console = console;
        this.rank = rank;
    }

    /** Name of this host. */
    String host() {
        return host;
    }

    /** From now on failures come with their stack traces. */
    void showStackTraces() {
        showsStackTraces = true;
    }

    /** The rank has done its work. A failed one takes its process along, and with that the exit code to the user. */
    public void done(int exitCode) {
        console.ended(rank, exitCode);
        if (exitCode != 0) {
            exit(exitCode);
        }
    }

    /** The rank failed, or found out that another did; does not return. */
    public void failed(Throwable failure) {
        if (showsStackTraces) {
            printStackTrace(failure);
        }
        if (failure instanceof PeerLostException) {
            console.lostPeer(rank, host, failure.getMessage());
        } else {
            console.failed(rank, host, reason(failure));
        }
        exit(JOB_FAILED);
    }

    /** Another rank was found to be gone; does not return. */
    void lostPeer(String reason) {
        console.lostPeer(rank, host, reason);
        exit(JOB_FAILED);
    }

    /** The ranks part now: all results are out, so if that hangs, the process ends as it would have. */
    public void limitFarewell(int exitCode) {
        haltAfter(FAREWELL_LIMIT_MILLIS, exitCode);
    }

    private static void exit(int exitCode) {
        haltAfter(EXIT_LIMIT_MILLIS, exitCode);
        System.exit(exitCode);
    }

    private static void haltAfter(long millis, int exitCode) {
        Thread guard = new Thread(
                () -> {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(exitCode);
                },
                "end-guard");
        guard.setDaemon(true);
        guard.start();
    }

    private void printStackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        text.toString().lines().forEach(console::line);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof UncheckedIOException) {
            return failure.getMessage();
        }
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
