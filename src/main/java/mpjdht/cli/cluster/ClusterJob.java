package mpjdht.cli.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import mpjdht.runtime.console.Frame;
import mpjdht.runtime.console.TerminalLines;

/**
 * A running job: hears its ranks, writes what they say to the user's streams, and finds out how it ends.
 *
 * <p>The threads that bring the hosts' lines wait for the user's streams one after another; while one waits, no time
 * passes for {@link JobWatch}.
 */
final class ClusterJob {
    private static final long TICK_MILLIS = 50;

    /** How long a job may take to end that serves. */
    private static final long END_MILLIS = 2500;

    private final ReentrantLock lock = new ReentrantLock();
    private final WholeLines out;
    private final TerminalLines err;
    private final JobWatch watch;
    private final FrameReader reader;
    private final HostStreams streams;
    private Optional<JobWatch.Outcome> brokenOutput = Optional.empty();
    private long listenedMillis;
    private volatile Optional<EndCall> endCall = Optional.empty();
    private final CountDownLatch over = new CountDownLatch(1);
    private final String commandHost;

    /**
     * Makes a job that has not started.
     *
     * @param hosts the host of each rank
     * @param streams of these hosts
     * @param lives tells of a rank what is known of its process
     * @param daemonPort of every host's MPJ daemon
     * @param silenceMillis after how long a silent rank is dead when nothing else is known
     * @param out the user's standard output, unbuffered
     * @param err the user's standard error
     */
    ClusterJob(
            List<String> hosts,
            HostStreams streams,
            IntFunction<JobWatch.Life> lives,
            int daemonPort,
            long silenceMillis,
            OutputStream out,
            TerminalLines err) {
        this.streams = streams;
        this.commandHost = hosts.get(hosts.size() - 1);
        this.out = new WholeLines(out);
        this.err = err;
        this.watch = new JobWatch(hosts, lives, daemonPort, silenceMillis);
        this.reader = new FrameReader(watch::knows, new Ears());
    }

    /** Asks for the end of a job that serves, and waits for it a while; returns at once when the job serves nobody. For any thread. */
    void endServing() {
        if (over.getCount() > 0 && endCall.filter(EndCall::ask).isPresent()) {
            try {
                over.await(END_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes a line of the job's output. */
    void line(String line) {
        lock.lock();
        try {
            reader.line(line);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the end.
     *
     * @param starter of this job
     * @param onJoined called once when every rank has joined the job, or the job has ended
     */
    JobWatch.Outcome await(MpjStarter starter, Runnable onJoined) throws InterruptedException {
        try {
            return awaitOutcome(starter, onJoined);
        } finally {
            over.countDown();
        }
    }

    private JobWatch.Outcome awaitOutcome(MpjStarter starter, Runnable onJoined) throws InterruptedException {
        boolean joined = false;
        boolean launchFailed = false;
        long before = System.nanoTime();
        while (true) {
            Thread.sleep(TICK_MILLIS);
            // Asked before the lock: lines that came before the end have then been taken.
            boolean over = starter.isOver();
            if (!lock.tryLock(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                before = System.nanoTime();
                continue;
            }
            try {
                long now = System.nanoTime();
                listenedMillis += Math.min(TimeUnit.NANOSECONDS.toMillis(now - before), 4 * TICK_MILLIS);
                before = now;
                streams.tellEnded((rank, daemonGone) -> watch.streamOver(rank, daemonGone, listenedMillis));
                if (!launchFailed && starter.failure().isPresent()) {
                    launchFailed = true;
                    watch.launchFailed(
                            "mpj-dht: MPJ Express could not start the job: "
                                    + starter.failure().get().getMessage(),
                            listenedMillis);
                }
                Optional<JobWatch.Outcome> outcome = brokenOutput.or(() -> watch.outcome(listenedMillis, over));
                if (!joined && (watch.allJoined() || outcome.isPresent())) {
                    joined = true;
                    onJoined.run();
                }
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Something to be done with standard output. */
    private interface Writing {
        void run() throws IOException;
    }

    /** What the reader hears, under the lock. */
    private final class Ears implements FrameReader.Listener {
        @Override
        public void results(int rank, byte[] bytes) {
            hear(rank);
            toOutput(() -> out.write(bytes));
        }

        @Override
        public void text(Frame.Kind kind, int rank, String text) {
            hear(rank);
            String[] hostAndReason = text.split("\n", 2);
            String host = hostAndReason[0];
            String reason = hostAndReason.length == 2 ? hostAndReason[1] : "";
            switch (kind) {
                case RESULTS, ALIVE -> {}
                case LINE -> err.line(text);
                case PROGRESS -> err.progress(text);
                case STARTED -> watch.started(rank, host, listenedMillis);
                case FAILED -> watch.failed(rank, host, reason, listenedMillis);
                case LOST_PEER -> watch.lostPeer(rank, host, reason, listenedMillis);
                case ENDS_AT -> endCall = Optional.of(EndCall.of(commandHost, text));
                case ENDED -> {
                    if (watch.isCommandRank(rank)) {
                        toOutput(out::finish);
                    }
                    watch.ended(rank, exitCode(text), listenedMillis);
                }
            }
        }

        private void toOutput(Writing writing) {
            if (brokenOutput.isPresent()) {
                return;
            }
            try {
                writing.run();
            } catch (IOException e) {
                brokenOutput = Optional.of(new JobWatch.Outcome(
                        LaunchException.JOB_FAILED,
                        List.of("mpj-dht: results cannot be written to standard output: " + e.getMessage())));
            }
        }

        @Override
        public void processStarted(int rank) {
            watch.processStarted(rank, listenedMillis);
        }

        @Override
        public void other(String line) {
            err.line(line);
        }

        private void hear(int rank) {
            streams.brought(rank);
            watch.heard(rank, listenedMillis);
        }

        private int exitCode(String text) {
            return text.matches("\\d{1,3}") ? Integer.parseInt(text) : LaunchException.JOB_FAILED;
        }
    }
}
