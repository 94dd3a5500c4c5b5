package mpjdht.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.command.ByteOutput;
import mpjdht.command.CommandError;
import mpjdht.command.ResultWriter;
import mpjdht.command.Summary;
import mpjdht.history.HistoryWriter;
import mpjdht.message.ResultPiece;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandFront;
import mpjdht.runtime.HistoryRecorder;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.runtime.gather.StreamedClient;
import mpjdht.runtime.transfer.Tables;

/** Makes the clients of a rank that run a command file each, at the same time as those of other ranks. */
final class FileClients {
    private static final long STREAM_BYTES = 4 << 20;
    private static final long LEAST_STREAM_BYTES = 32 << 10;
    /** Few, so that what is copied once more, into a piece of the stream, is still in the cache. */
    private static final int BLOCK_BYTES = 8 << 10;

    private final JobGrid job;
    private final Settings settings;
    private final Inputs inputs;

    /**
     * Makes clients of one rank.
     *
     * @param inputs opens this host's files
     */
    FileClients(JobGrid job, Inputs inputs) {
        this.job = job;
        this.settings = job.settings();
        this.inputs = inputs;
    }

    /** The clients of the rank, by their numbers. */
    List<Client> on(int rank) {
        List<Client> clients = new ArrayList<>();
        for (int file : new ParallelFiles(job.grid(), settings.files()).of(rank)) {
            clients.add(client(rank, clients.size(), file));
        }
        return clients;
    }

    private Client client(int rank, int place, int file) {
        Summary summary = new Summary();
        long credit =
                Math.max(LEAST_STREAM_BYTES, STREAM_BYTES / settings.files().size());
        StreamedClient streamed = new StreamedClient(file, place, job.grid().command(), credit, summary);
        Consumer<CommandError> errors = error -> {
            summary.count(error);
            streamed.say(error.text());
        };
        boolean stops = settings.onError() == Settings.OnError.STOP;
        String name = settings.files().get(file);
        Script script = new Script(List.of(name), inputs, job.commandLanguage(), job.space(), tables(), stops, errors);
        boolean severalFiles = settings.files().size() > 1;
        ResultWriter writer = settings.format()
                .writer(
                        streamed.writer(ResultPiece.RESULTS, FileClients::byteOutput),
                        settings.isVerbose(),
                        severalFiles);
        if (severalFiles) {
            writer.startFile(name);
        }
        ResultPrinter printer =
                new ResultPrinter(script, script::column, writer, summary, job.bounds(), errors, streamed.outlet());
        if (settings.history().isEmpty()) {
            streamed.stream(
                    job.front(rank, place, script, printer),
                    script::share,
                    script::abandon,
                    () -> speakLast(script, streamed));
        } else {
            HistoryWriter history = streamed.writer(ResultPiece.HISTORY, FileClients::historyWriter);
            HistoryRecorder recorder = new HistoryRecorder(file, history, System::nanoTime, 0);
            CommandFront front = job.front(rank, place, recorder.asking(script), printer);
            front.tell(recorder);
            streamed.stream(front, script::share, script::abandon, () -> {
                speakLast(script, streamed);
                endLine(history);
            });
        }
        return streamed;
    }

    private Tables tables() {
        return new Tables(job.transfers(), Optional.empty(), Optional.empty());
    }

    private void speakLast(Script script, StreamedClient streamed) {
        if (!settings.isQuiet()) {
            script.warnOfCutValues(streamed::say);
            script.warnOfUnreadRest("the file", streamed::say);
        }
    }

    private static ByteOutput byteOutput(OutputStream stream) {
        return new ByteOutput(stream, BLOCK_BYTES);
    }

    private static HistoryWriter historyWriter(OutputStream stream) {
        try {
            return new HistoryWriter(stream);
        } catch (IOException e) {
            throw HistoryRecorder.unwritable(e);
        }
    }

    private static void endLine(HistoryWriter history) {
        try {
            history.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
