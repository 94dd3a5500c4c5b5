package mpjdht.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.CheckedOutput;
import mpjdht.command.FileTrouble;
import mpjdht.message.ResultPiece;
import mpjdht.runtime.HistoryRecorder;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.OpenedAs;
import mpjdht.runtime.ResultFile;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.gather.Destination;
import mpjdht.runtime.gather.FileForEach;
import mpjdht.runtime.gather.MergedHistory;
import mpjdht.runtime.gather.OneAfterOther;

/** Where the results of command files go that run at the same time, and their history. */
final class GatheredOutputs implements Outputs {
    private final JobResults results;
    private final Destination byStream;
    private final Optional<Destination> history;
    private boolean broken;
    private boolean closed;

    private GatheredOutputs(JobResults results, Destination byStream, Optional<Destination> history) {
        this.results = results;
        this.byStream = byStream;
        this.history = history;
    }

    /**
     * Opens everything, what is read before what is written.
     *
     * @throws UsageException if something cannot be opened, or the output would destroy what the job reads
     */
    static GatheredOutputs open(Settings settings, Console console, Inputs inputs) throws UsageException {
        int streams = settings.files().size();
        if (settings.output().isEmpty()) {
            JobResults results = JobResults.open(settings, console, inputs);
            return new GatheredOutputs(
                    results, new OneAfterOther(results.output(), streams), openHistory(settings, streams));
        }
        OutputClash.refuse(settings);
        FileForEach files = openFolder(settings, settings.output().get());
        try {
            return new GatheredOutputs(JobResults.none(), files, openHistory(settings, streams));
        } catch (UsageException e) {
            files.drop();
            throw e;
        }
    }

    private static Optional<Destination> openHistory(Settings settings, int streams) throws UsageException {
        if (settings.history().isEmpty()) {
            return Optional.empty();
        }
        ResultFile file = JobHistory.openFile(settings.history().get());
        try {
            return Optional.of(new MergedHistory(file, streams));
        } catch (IOException e) {
            file.drop();
            throw new UsageException(
                    "--history " + settings.history().get(),
                    "cannot be gathered: " + FileTrouble.reason(e),
                    "room in the temporary folder");
        }
    }

    private static FileForEach openFolder(Settings settings, Path named) throws UsageException {
        Path folder = OpenedAs.path(named.toString());
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new FileSystemException(named.toString(), null, "it is no folder");
            }
            Map<String, String> fileOfName = new HashMap<>();
            List<Path> files = new ArrayList<>();
            for (String file : settings.files()) {
                String name = nameOfResults(file);
                String other = fileOfName.put(name, file);
                if (other != null) {
                    throw new UsageException(
                            "--output " + named,
                            "the results of " + other + " and " + file + " would both be in " + name,
                            "command files of different names");
                }
                files.add(folder.resolve(name));
            }
            OutputClash.refuseInFolder(settings, files);
            Files.createDirectories(folder);
            return FileForEach.open(files);
        } catch (IOException e) {
            throw new UsageException(
                    "--output " + named,
                    "cannot be written: " + FileTrouble.reason(e),
                    "a folder that you may write to, with --parallel");
        }
    }

    /** Name of a command file without its folders and its extension, with {@code .out}. */
    static String nameOfResults(String file) {
        String name = file.equals(Inputs.STANDARD_INPUT) ? "stdin" : file.substring(file.lastIndexOf('/') + 1);
        int extension = name.lastIndexOf('.');
        return (extension > 0 ? name.substring(0, extension) : name) + ".out";
    }

    /** Takes bytes of a stream; words are not for here. */
    void take(int stream, int channel, byte[] bytes, int offset, int length) {
        try {
            if (channel == ResultPiece.HISTORY) {
                history.orElseThrow().take(stream, bytes, offset, length);
            } else {
                byStream.take(stream, bytes, offset, length);
            }
        } catch (IOException e) {
            throw unwritable(channel == ResultPiece.HISTORY, e);
        }
    }

    /**
     * Nothing more comes of a stream.
     *
     * @param failed whether its commands have
     */
    void end(int stream, boolean failed) {
        try {
            byStream.end(stream, failed);
        } catch (IOException e) {
            throw unwritable(false, e);
        }
        if (history.isPresent()) {
            try {
                history.get().end(stream, failed);
            } catch (IOException e) {
                throw unwritable(true, e);
            }
        }
    }

    @Override
    public void flush() {
        results.flush();
    }

    @Override
    public Optional<CheckedOutput.Difference> difference() throws IOException {
        return results.difference();
    }

    @Override
    public void close(boolean failed) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (broken) {
                byStream.giveUp();
            } else {
                byStream.close(failed);
            }
        } catch (IOException e) {
            throw unwritable(false, e);
        }
        results.close(failed);
        if (history.isPresent()) {
            try {
                history.get().close(failed);
            } catch (IOException e) {
                throw unwritable(true, e);
            }
        }
    }

    @Override
    public void giveUp() {
        broken = true;
        results.giveUp();
    }

    private static RuntimeException unwritable(boolean ofHistory, IOException cause) {
        return ofHistory ? HistoryRecorder.unwritable(cause) : ResultPrinter.unwritable(cause);
    }
}
