package mpjdht.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.FileTrouble;
import mpjdht.history.HistoryWriter;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.CommandSource;
import mpjdht.runtime.HistoryRecorder;
import mpjdht.runtime.OpenedAs;
import mpjdht.runtime.ResultFile;

/** The history of a job, what its clients asked and heard, on its way into a file; if the user asks for one. */
final class JobHistory {
    private final ResultFile file;
    private final HistoryWriter writer;
    private final List<HistoryRecorder> recorders;
    private boolean closed;

    private JobHistory(ResultFile file, HistoryWriter writer, int clients) {
        this.file = file;
        this.writer = writer;
        long begin = System.nanoTime();
        this.recorders = IntStream.range(0, clients)
                .mapToObj(client -> new HistoryRecorder(client, writer, System::nanoTime, begin))
                .toList();
    }

    /** That of a job which records none. */
    static JobHistory none() {
        return new JobHistory(null, null, 0);
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
            return new JobHistory(file, new HistoryWriter(file), settings.clients());
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

    /** The source of a client's commands, recorded if a history is wanted. */
    CommandSource asking(int number, CommandSource source) {
        return writer == null ? source : recorders.get(number).asking(source);
    }

    /** Records the answers of a client, if a history is wanted. */
    void hear(int number, CommandFront client) {
        if (writer != null) {
            client.tell(recorders.get(number));
        }
    }

    /** Whether the history could not be written, which has been told. */
    boolean isBroken() {
        return recorders.stream().anyMatch(HistoryRecorder::isBroken);
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
