package mpjdht.runtime.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Whole lines and one transient progress text on a stream that may be a terminal: a line never starts behind progress,
 * and progress comes back below the line. Each call is one write, so that other processes' lines do not cut it.
 */
public final class TerminalLines {
    private static final int COLUMNS = 79;
    private static final String ERASE = "\r\u001b[K";

    private final OutputStream out;
    private String progress = "";

    /** Makes a writer of lines to {@code out}, which nobody else should buffer. */
    public TerminalLines(OutputStream out) {
        this.out = out;
    }

    /** Writes {@code text} and a line break. */
    public synchronized void line(String text) {
        write(progress.isEmpty() ? text + "\n" : ERASE + text + "\n" + progress);
    }

    /** Shows {@code text}, as much of its first line as fits a terminal, in place of the progress before; an empty text removes it. */
    public synchronized void progress(String text) {
        String shown = text.lines().findFirst().orElse("");
        // A wrapped line cannot be erased.
        shown = shown.length() <= COLUMNS ? shown : shown.substring(0, COLUMNS);
        if (!shown.equals(progress)) {
            progress = shown;
            write(ERASE + shown);
        }
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            // Standard error is closed: there is nowhere left to say so, and the job's results do not depend on it.
            progress = "";
        }
    }
}
