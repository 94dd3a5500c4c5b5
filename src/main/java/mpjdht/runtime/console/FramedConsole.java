package mpjdht.runtime.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The console of a rank whose standard output is read by a cluster launcher, through MPJ Express' daemon: everything
 * goes in {@link Frames} on that one stream, in the order of the calls.
 *
 * <p>From {@link #started} to {@link #ended} a thread says twice a second that the rank is alive. It tells the launcher
 * which rank died when a job collapses; and it makes an abandoned rank notice, because writing fails once the daemon is
 * gone.
 */
public final class FramedConsole implements Console {
    /** How often a rank says that it is alive. */
    public static final long ALIVE_MILLIS = 500;

    private static final byte[] NOTHING = {};

    private final int rank;
    private volatile String host = "";
    private final OutputStream out;
    private final boolean interactive;
    private final Runnable onLauncherGone;
    private final Results results = new Results();
    private final CountDownLatch over = new CountDownLatch(1);
    private final byte[] line = new byte[Frames.LINE_BYTES_MAX];

    /**
     * Makes a console on a stream that the launcher reads at its other end.
     *
     * @param rank the rank that speaks
     * @param out unbuffered: every frame is one write
     * @param interactive whether the user's standard error is a terminal
     * @param onLauncherGone called, possibly more than once and from any thread, when nobody reads {@code out} any more, or
     *     the rank cannot say any longer that it is alive
     */
    public FramedConsole(int rank, OutputStream out, boolean interactive, Runnable onLauncherGone) {
        this.rank = rank;
        this.out = out;
        this.interactive = interactive;
        this.onLauncherGone = onLauncherGone;
    }

    @Override
    public OutputStream results() {
        return results;
    }

    @Override
    public void line(String text) {
        send(Frame.Kind.LINE, text);
    }

    @Override
    public void progress(String text) {
        if (interactive) {
            send(Frame.Kind.PROGRESS, text);
        }
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void started(int startedRank, String startedHost) {
        send(Frame.Kind.STARTED, startedHost);
        host = startedHost;
        Thread alive = new Thread(this::sayAlive, "mpj-dht-alive-" + rank);
        alive.setDaemon(true);
        alive.start();
    }

    @Override
    public void failed(int failedRank, String failedHost, String reason) {
        send(Frame.Kind.FAILED, failedHost + "\n" + reason);
    }

    @Override
    public void lostPeer(int noticingRank, String noticingHost, String reason) {
        send(Frame.Kind.LOST_PEER, noticingHost + "\n" + reason);
    }

    @Override
    public boolean tellsExitCode() {
        return true;
    }

    @Override
    public void endsAt(int port, String secret) {
        send(Frame.Kind.ENDS_AT, port + " " + secret);
    }

    @Override
    public void ended(int endedRank, int exitCode) {
        over.countDown();
        results.flush();
        send(Frame.Kind.ENDED, Integer.toString(exitCode));
    }

    private void sayAlive() {
        try {
            while (!over.await(ALIVE_MILLIS, TimeUnit.MILLISECONDS)) {
                send(Frame.Kind.ALIVE, NOTHING, NOTHING.length);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            try {
                failed(rank, host, "it cannot say that it is alive: " + e);
            } finally {
                onLauncherGone.run();
            }
        }
    }

    private void send(Frame.Kind kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(kind, bytes, bytes.length);
    }

    private synchronized void send(Frame.Kind kind, byte[] payload, int length) {
        int at = 0;
        try {
            do {
                Frames.Encoded encoded = Frames.encode(kind, rank, payload, at, length, line);
                out.write(line, 0, encoded.lineBytes());
                at = encoded.next();
            } while (at < length);
        } catch (IOException gone) {
            onLauncherGone.run();
        }
    }

    /** Collects results, so that small writes share a frame. */
    private final class Results extends OutputStream {
        private static final int BUFFER_BYTES = 1 << 15;

        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int length;

        @Override
        public synchronized void write(int b) {
            if (length == BUFFER_BYTES) {
                flush();
            }
            buffer[length++] = (byte) b;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            int at = from;
            while (at < from + count) {
                if (length == BUFFER_BYTES) {
                    flush();
                }
                int part = Math.min(from + count - at, BUFFER_BYTES - length);
                System.arraycopy(bytes, at, buffer, length, part);
                length += part;
                at += part;
            }
        }

        @Override
        public synchronized void flush() {
            if (length > 0) {
                send(Frame.Kind.RESULTS, buffer, length);
                length = 0;
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
