package mpjdht.cli.simulate;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import mpjdht.page.Page;
import mpjdht.runtime.ResultFile;
import mpjdht.sim.Simulation;
import mpjdht.sim.record.RunRecord;

/**
 * The file of {@code --replay-html}: the page of the dashboard with a run in it. It is opened before the run, and gets the page whole
 * or is left as it was.
 */
final class ReplayFile implements Closeable {
    private final Path file;
    private final ResultFile out;

    /**
     * Opens a file.
     *
     * @throws UncheckedIOException with a line that names it, if it cannot be written
     */
    ReplayFile(Path file) {
        this.file = file;
        try {
            this.out = ResultFile.open(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Writes the page with a run that has ended. */
    void write(RunRecord record, Simulation simulation) {
        String traceHash = String.format(Locale.ROOT, "%016x", simulation.traceHash());
        try {
            String run = JSON.std.asString(record.json(simulation.nowMicros(), traceHash));
            out.write(Page.load().withReplay(run).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        try {
            out.abandon();
            out.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UncheckedIOException unwritable(IOException cause) {
        return new UncheckedIOException(
                "--replay-html " + file + ": cannot be written; right is a file in a folder that you may write to",
                cause);
    }
}
