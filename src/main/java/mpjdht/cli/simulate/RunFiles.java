package mpjdht.cli.simulate;

import java.io.Closeable;
import java.util.Optional;
import mpjdht.sim.Simulation;
import mpjdht.sim.record.RunRecord;

/** The files that a user has asked for; each of them may be none. */
final class RunFiles implements Closeable {
    private final Optional<JsonFile> json;
    private final Optional<ReplayFile> replay;

    /**
     * Opens them.
     *
     * @throws java.io.UncheckedIOException with a line that names the one that cannot be written
     */
    RunFiles(SimulateOptions options) {
        this.replay = options.replayHtml().map(ReplayFile::new);
        try {
            this.json = options.json().map(JsonFile::new);
        } catch (RuntimeException e) {
            replay.ifPresent(ReplayFile::close);
            throw e;
        }
    }

    /** Whether the run is to be kept. */
    boolean keepRecord() {
        return replay.isPresent();
    }

    /** Writes the run that was kept. */
    void write(RunRecord record, Simulation simulation) {
        replay.orElseThrow().write(record, simulation);
    }

    /** Writes the figures, if they are wanted. */
    void write(Object figures) {
        json.ifPresent(file -> file.write(figures));
    }

    @Override
    public void close() {
        try {
            json.ifPresent(JsonFile::close);
        } finally {
            replay.ifPresent(ReplayFile::close);
        }
    }
}
