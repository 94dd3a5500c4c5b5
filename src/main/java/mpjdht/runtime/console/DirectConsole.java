package mpjdht.runtime.console;

import java.io.BufferedOutputStream;
import java.io.OutputStream;

/** The console of a job whose standard streams are the user's own: multicore mode, and plain mpjrun. */
public final class DirectConsole implements Console {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream results;
    private final TerminalLines terminal;
    private final boolean interactive;

    /**
     * Makes a console on two streams.
     *
     * @param out the user's standard output
     * @param err the user's standard error
     * @param interactive whether {@code err} is a terminal
     */
    public DirectConsole(OutputStream out, OutputStream err, boolean interactive) {
        this.results = new BufferedOutputStream(out, BUFFER_BYTES);
        this.terminal = new TerminalLines(err);
        this.interactive = interactive;
    }

    @Override
    public OutputStream results() {
        return results;
    }

    @Override
    public void line(String text) {
        terminal.line(text);
    }

    @Override
    public void progress(String text) {
        if (interactive) {
            terminal.progress(text);
        }
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void started(int rank, String host) {}

    @Override
    public void failed(int rank, String host, String reason) {
        terminal.line(Reports.failed(rank, host, reason));
    }

    @Override
    public void lostPeer(int rank, String host, String reason) {
        terminal.line(Reports.lostPeer(rank, host, reason));
    }

    @Override
    public boolean tellsExitCode() {
        return false;
    }

    @Override
    public void endsAt(int port, String secret) {}

    @Override
    public void ended(int rank, int exitCode) {
        progress("");
    }
}
