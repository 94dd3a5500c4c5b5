package mpjdht.cli;

import java.io.IOException;
import java.util.List;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.command.CommandReader;
import mpjdht.command.CutValues;
import mpjdht.command.Summary;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.PipeByteSource;
import mpjdht.runtime.console.Console;

/** Reads every line of every command file, says what is wrong with it, and runs nothing. */
final class DryRun {
    private static final long INPUT_WAIT_MILLIS = 1000;

    private final Settings settings;
    private final int ranks;
    private final Console console;
    private final CutValues cutValues = new CutValues();
    private final Summary errors = new Summary();
    private long commands;

    DryRun(Settings settings, int ranks, Console console) {
        this.settings = settings;
        this.ranks = ranks;
        this.console = console;
    }

    int run() throws InterruptedException {
        Inputs inputs = CommandRank.inputs();
        List<String> files = settings.files();
        for (String file : files) {
            try (ByteSource source = inputs.open(file)) {
                read(new CommandReader(file, source, settings.limits(ranks - 2), cutValues), source);
            } catch (IOException e) {
                report(CommandError.unreadableFile(file, e));
            }
        }
        if (!settings.isQuiet()) {
            cutValues.warning().ifPresent(console::line);
            console.line("dry run: " + commands + (commands == 1 ? " command, " : " commands, ") + errors.failures()
                    + (errors.failures() == 1 ? " error" : " errors") + "; nothing was run");
        }
        return errors.exitCode();
    }

    private void read(CommandReader reader, ByteSource source) throws IOException, InterruptedException {
        while (true) {
            switch (reader.next()) {
                case COMMAND -> commands++;
                case ERROR -> report(reader.error());
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

    private void report(CommandError error) {
        errors.count(error);
        console.line(error.text());
    }
}
