package mpjdht.cli;

import java.io.IOException;
import java.nio.file.Path;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.FileTrouble;
import mpjdht.history.HistoryWriter;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandSource;
import mpjdht.runtime.HistoryRecorder;
import mpjdht.runtime.OpenedAs;
import mpjdht.runtime.ResultFile;

/** The history of a job, what its client asked and heard, on its way into a file; if the user asks for one. */
final class JobHistory {
    /** The only client of a job. */
    private static final int CLIENT = 0;

    private final ResultFile file;
    private final HistoryWriter writer;
    private final HistoryRecorder recorder;
    private boolean closed;

    private JobHistory(ResultFile file, HistoryWriter writer) {
        this.file = file;
        this.writer = writer;
        this.recorder =
                writer == null ? null : new HistoryRecorder(CLIENT, writer, System::nanoTime, System.nanoTime());
    }

    /** That of a job which records none. */
    static JobHistory none() {
        return new JobHistory(null, null);
    }

    /**
     * Opens the file, if the settings name one.
     *
     * @throws UsageException if it cannot be written
     */
    static JobHistory open(Settings settings) throws UsageException {
        if (settings.history().isEmpty()) {
            return none();
        }
        Path name = settings.history().get();
        ResultFile file = openFile(name);
        try {
            return new JobHistory(file, new HistoryWriter(file));
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    /**
     * Opens the file of a history.
     *
     * @throws UsageException if it cannot be written
     */
    static ResultFile openFile(Path name) throws UsageException {
        try {
            return ResultFile.open(OpenedAs.path(name.toString()));
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    private static UsageException unwritable(Path name, IOException cause) {
        return new UsageException(
                "--history " + name,
                "cannot be written: " + FileTrouble.reason(cause),
                "a file in a folder that you may write to");
    }

    /** The source of the client's commands, recorded if a history is wanted. */
    CommandSource asking(CommandSource source) {
        return recorder == null ? source : recorder.asking(source);
    }

    /** The client, recorded if a history is wanted. */
    Client hearing(Client client) {
        return recorder == null ? client : recorder.hearing(client);
    }

    /** Whether the history could not be written, which has been told. */
    boolean isBroken() {
        return recorder != null && recorder.isBroken();
    }

    /**
     * Writes what is left, and puts the history in place.
     *
     * @param failed whether the run has; then a file stays as it was, unless there is a history for it
     */
    void close(boolean failed) {
        if (writer == null || closed) {
            return;
        }
        closed = true;
        try (writer) {
            if (!isBroken()) {
                writer.flush();
            }
            if (failed) {
                file.abandon();
            }
        } catch (IOException e) {
            if (!isBroken()) {
                throw HistoryRecorder.unwritable(e);
            }
        }
    }
}
