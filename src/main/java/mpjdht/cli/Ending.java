package mpjdht.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mpjdht.runtime.PeerLostException;
import mpjdht.runtime.console.Console;

/**
 * The end of a rank: all ways that lead there, and the order of what happens on them.
 *
 * <ol>
 *   <li>The command rank concludes: results are pushed out, compared with those expected and put in place, and the summary is
 *       told. That takes as long as whoever reads the results takes. Only then it says {@code Finish}, so that no other rank
 *       ends before.
 *   <li>The ranks part. Whoever owns its process ends that if parting hangs, with the exit code that is due; a process in
 *       which the command rank lives is the command rank's.
 *   <li>The exit code is told, and the process ends.
 * </ol>
 *
 * <p>A process that is told to end has its commands end where they are, and concludes. When that takes too long, or a rank fails, results that are ready
 * still get out, as far as they do within {@value #RESCUE_LIMIT_MILLIS} ms; what does not is said to be lost.
 */
public final class Ending {
    /** Exit code of a job that failed. */
    public static final int JOB_FAILED = 3;

    /** Exit code of a job that was told to end before its commands did: that of SIGTERM. */
    static final int TOLD_TO_END = 143;

    /** System property, and so the same for all ranks that are threads of a process: the command rank is one of them. */
    private static final String HOLDS_COMMAND_RANK = "mpjdht.command.rank";

    /** The same: whether a rank of this process has ended it, and not somebody outside. */
    private static final String ENDED_BY_ITSELF = "mpjdht.ended";

    private static final long PARTING_LIMIT_MILLIS = 5000;
    private static final long EXIT_LIMIT_MILLIS = 4000;
    private static final long RESCUE_LIMIT_MILLIS = 2000;
    private static final long LAST_WORD_LIMIT_MILLIS = 500;

    private final Console console;
    private final int rank;
    private final boolean ownsProcess;
    private final String host = hostName();
    private volatile boolean showsStackTraces;

    /** What the command rank brings to its user. */
    interface Results {
        /** Pushes out what was printed, and waits as long as its reader takes. */
        void flush();

        /** Compares, tells what was wrong, and returns the exit code. */
        int judge();

        /** Puts the results in place. */
        void close(int exitCode);

        /** Tells how the run went. */
        void sumUp();
    }

    /** The way out for results when a process ends early. */
    @FunctionalInterface
    interface Rescue {
        /**
         * Brings out what is ready; called on another thread.
         *
         * @param isTold whether the process was told to end, and nothing is wrong with it
         * @return false when nobody takes it
         */
        boolean bringsOutAll(boolean isTold) throws InterruptedException;
    }

    /**
     * The ends of a rank.
     *
     * @param console the way to the user
     * @param commands whether it is the command rank
     */
    public Ending(Console console, int rank, boolean commands) {
        this.console = console;
        this.rank = rank;
        if (commands) {
            System.setProperty(HOLDS_COMMAND_RANK, Integer.toString(rank));
        }
        this.ownsProcess = commands;
    }

    /** Name of this host. */
    String host() {
        return host;
    }

    /** From now on failures come with their stack traces. */
    void showStackTraces() {
        showsStackTraces = true;
    }

    /** From now on results are not lost without a word when the process ends early. */
    void protect(Rescue rescue) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> tryIn(rescue), "rescue"));
        } catch (IllegalStateException e) {
            // The process is being stopped, before there was any result.
            return;
        }
    }

    /** The command rank's part, at the end of which every result is out; returns the exit code. */
    int conclude(Results results) {
        results.flush();
        int exitCode = results.judge();
        results.close(exitCode);
        results.sumUp();
        return exitCode;
    }

    /**
     * The rank parts from the others, and its process ends if all that live in it have; with the exit code where only the
     * process can tell it.
     *
     * @param leave waits for the other ranks, so that all part together
     */
    public void part(int exitCode, Runnable leave) {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        if (ownsProcess || System.getProperty(HOLDS_COMMAND_RANK) == null) {
            onDaemon("end-guard", () -> endWhatHangs(exitCode, left, told));
        }
        leave.run();
        left.countDown();
        console.ended(rank, exitCode);
        told.countDown();
        if (exitCode != 0 && !console.tellsExitCode()) {
            exit(exitCode);
        }
    }

    /** All results are out: if the ranks cannot part, or the process does not end, the job is over as it would have been. */
    private void endWhatHangs(int exitCode, CountDownLatch left, CountDownLatch told) throws InterruptedException {
        if (left.await(PARTING_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
            told.await();
        } else {
            console.ended(rank, exitCode);
        }
        Thread.sleep(EXIT_LIMIT_MILLIS);
        Runtime.getRuntime().halt(exitCode);
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

    private static void exit(int exitCode) {
        System.setProperty(ENDED_BY_ITSELF, "true");
        onDaemon("end-guard", () -> {
            Thread.sleep(EXIT_LIMIT_MILLIS);
            Runtime.getRuntime().halt(exitCode);
        });
        System.exit(exitCode);
    }

    private void tryIn(Rescue rescue) {
        CountDownLatch rescued = new CountDownLatch(1);
        onDaemon("rescue-results", () -> {
            try {
                if (rescue.bringsOutAll(System.getProperty(ENDED_BY_ITSELF) == null)) {
                    rescued.countDown();
                }
            } catch (UncheckedIOException e) {
                console.line("mpj-dht: " + e.getMessage());
                rescued.countDown();
            }
        });
        try {
            if (!rescued.await(RESCUE_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                // The reader of these words may be the one that does not take the results.
                Thread lastWord = onDaemon(
                        "last-word",
                        () -> console.line("mpj-dht: results are lost: their reader did not take them in time"));
                lastWord.join(LAST_WORD_LIMIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something to do that may wait. */
    private interface Task {
        void run() throws InterruptedException;
    }

    private static Thread onDaemon(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
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
