package mpjdht.cli.cluster;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * MPJ Express' own starter, mpjrun, inside this process: when the process ends, however it ends, its connections to the
 * daemons close, and the daemons kill the job.
 *
 * <p>The starter has a thread for each host, which passes on what the host's ranks write. Both of the process' print
 * streams are taken over to hear it.
 */
final class MpjStarter {
    private static final String MAIN_CLASS = "runtime.starter.MPJRun";
    private static final String HOST_THREAD_CLASS = "runtime.starter.IOMessagesThread";
    private static final int THREADS_EXTRA = 8;

    private final ThreadGroup group = new ThreadGroup("mpjrun");
    private final Thread thread;
    private final int hosts;
    private final Set<Thread> hostThreads = new HashSet<>();
    private volatile Optional<Throwable> failure = Optional.empty();

    private MpjStarter(List<String> arguments, int hosts) {
        this.hosts = hosts;
        // The threads that the starter makes inherit its group, and that this process does not wait for them.
        this.thread = new Thread(group, () -> run(arguments), "mpjrun");
        this.thread.setDaemon(true);
    }

    /**
     * Starts a job.
     *
     * @param arguments of mpjrun
     * @param hosts how many hosts the job has
     * @param lines takes each line of output, without its break, on the thread that read it; the threads of several
     *     hosts call it at once
     * @param onBroken called on a host's thread when its connection to the daemon broke; more than once, maybe
     */
    static MpjStarter start(List<String> arguments, int hosts, Consumer<String> lines, Runnable onBroken) {
        MpjStarter starter = new MpjStarter(arguments, hosts);
        System.setOut(new LineStream(lines));
        System.setErr(new LineStream(line -> {
            // A host's thread prints nothing but the trace of a connection that broke.
            if (Thread.currentThread().getClass().getName().equals(HOST_THREAD_CLASS)) {
                onBroken.run();
            } else {
                lines.accept(line);
            }
        }));
        starter.thread.start();
        return starter;
    }

    private void run(List<String> arguments) {
        try {
            Class.forName(MAIN_CLASS).getMethod("main", String[].class).invoke(null, (Object)
                    arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            failure = Optional.of(e.getCause());
        } catch (ReflectiveOperationException e) {
            failure = Optional.of(e);
        }
    }

    /** Returns why the starter gave up, if it did. */
    Optional<Throwable> failure() {
        return failure;
    }

    /** Returns whether the streams of all hosts are over, and nothing more will be heard. To be asked regularly. */
    boolean isOver() {
        Thread[] threads = new Thread[hosts + THREADS_EXTRA];
        int count = group.enumerate(threads);
        Arrays.stream(threads, 0, count)
                .filter(t -> t.getClass().getName().equals(HOST_THREAD_CLASS))
                .forEach(hostThreads::add);
        // The starter waits for ever for a rank that died before it joined; then its hosts' threads alone count.
        return hostThreads.stream().noneMatch(Thread::isAlive) && (!thread.isAlive() || hostThreads.size() >= hosts);
    }
}
