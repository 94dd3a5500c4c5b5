package mpjdht.cli;

import java.io.IOException;
import java.util.function.Consumer;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.command.CommandReader;
import mpjdht.command.CutValues;
import mpjdht.command.Language;
import mpjdht.command.Summary;
import mpjdht.command.Verb;
import mpjdht.runtime.PipeByteSource;
import mpjdht.runtime.Script;

/**
 * Reads every line of every command file, says what is wrong with it, and runs nothing. Commands that fail because of the ring
 * are found as well; what stands behind END would not be run, so of that only lines that cannot be read are told.
 */
final class DryRun {
    private static final long INPUT_WAIT_MILLIS = 1000;

    private final Settings settings;
    private final Language language;
    private final Script.InputOpener inputs;
    private final Consumer<String> console;
    private final ForeseenRing ring;
    private final CutValues cutValues = new CutValues();
    private final Summary errors = new Summary();
    private long commands;
    private String endFile;
    private long endLine;
    private long linesBehindEnd;

    /**
     * A dry run of the settings' files.
     *
     * @param job the grid that a run would have
     * @param inputs opens the files
     * @param console takes lines for stderr
     */
    DryRun(JobGrid job, Script.InputOpener inputs, Consumer<String> console) {
        this.settings = job.settings();
        this.language = job.commandLanguage();
        this.inputs = inputs;
        this.console = console;
        this.ring = new ForeseenRing(job);
    }

    /** Reads to the end of the last file and returns the exit code. */
    int run() throws InterruptedException {
        for (String file : settings.files()) {
            if (settings.isParallel()) {
                endFile = null;
                linesBehindEnd = 0;
            }
            boolean ended = endFile != null;
            try (ByteSource source = inputs.open(file)) {
                read(new CommandReader(file, source, language, cutValues), source, file);
            } catch (IOException e) {
                report(CommandError.unreadableFile(file, e));
            }
            if (ended) {
                warn(file + ": warning: would not be run, because END in " + endFile + " ends the job");
            } else if (linesBehindEnd > 0) {
                warn(endFile + ":" + endLine + ": warning: END ends " + (settings.isParallel() ? "the file" : "the job")
                        + "; " + linesBehindEnd + (linesBehindEnd == 1 ? " line" : " lines")
                        + " after it would not be run");
            }
        }
        cutValues.warning().ifPresent(this::warn);
        warn("dry run: " + commands + (commands == 1 ? " command, " : " commands, ") + errors.failures()
                + (errors.failures() == 1 ? " error" : " errors") + "; nothing was run");
        return errors.exitCode();
    }

    private void read(CommandReader reader, ByteSource source, String file) throws IOException, InterruptedException {
        while (true) {
            switch (reader.next()) {
                case COMMAND -> foresee(reader, file);
                case ERROR -> {
                    linesBehindEnd += endFile == null ? 0 : 1;
                    report(reader.error());
                }
                case NOTHING_YET -> {
                    if (source instanceof PipeByteSource pipe) {
                        pipe.await(INPUT_WAIT_MILLIS);
                    }
                }
                case END_OF_FILE -> {
                    return;
                }
            }
        }
    }

    private void foresee(CommandReader reader, String file) {
        if (endFile != null) {
            linesBehindEnd++;
            return;
        }
        commands++;
        if (reader.command().verb() == Verb.END) {
            endFile = file;
            endLine = reader.command().line();
        }
        // What files do to the ring that run at the same time, nobody can foresee.
        CommandError error = settings.isParallel() ? null : ring.run(reader.command(), file);
        if (error != null) {
            report(error);
        }
    }

    private void report(CommandError error) {
        errors.count(error);
        console.accept(error.text());
    }

    private void warn(String line) {
        if (!settings.isQuiet()) {
            console.accept(line);
        }
    }
}
