package mpjdht.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.ByteOutput;
import mpjdht.command.CheckedOutput;
import mpjdht.command.FileTrouble;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.OpenedAs;
import mpjdht.runtime.ResultFile;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.WipingOutput;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;

/** Where a job's results go: to the user or into a file, and on the way through the comparison with those expected. */
final class JobResults {
    private final ByteOutput output;
    private final CheckedOutput checked;
    private final ResultFile file;
    private boolean broken;
    private boolean closed;

    private JobResults(ByteOutput output, CheckedOutput checked, ResultFile file) {
        this.output = output;
        this.checked = checked;
        this.file = file;
    }

    /**
     * Opens what is read before what is written.
     *
     * @throws UsageException if either cannot be opened, or the output would destroy what the job reads
     */
    static JobResults open(Settings settings, Console console, Inputs inputs) throws UsageException {
        return open(settings, console, inputs, JobResults::openFile);
    }

    /** Opens what was begun by a job that is resumed, behind its first bytes. */
    static JobResults goOn(Settings settings, Console console, Inputs inputs, String gathered, long length)
            throws UsageException {
        return open(settings, console, inputs, file -> {
            try {
                return ResultFile.goOn(OpenedAs.path(file.toString()), gathered, length);
            } catch (IOException e) {
                throw new UsageException(
                        "--output " + file,
                        "cannot be gone on with: " + FileTrouble.reason(e),
                        "the file as the job before has left it, or the run without --resume");
            }
        });
    }

    /** Opens the file that takes results. */
    @FunctionalInterface
    private interface FileOpener {
        ResultFile open(Path file) throws UsageException;
    }

    private static JobResults open(Settings settings, Console console, Inputs inputs, FileOpener opener)
            throws UsageException {
        OutputClash.refuse(settings);
        InputStream expected = settings.check().isEmpty()
                ? null
                : openExpected(settings.check().get(), inputs);
        ResultFile file = settings.output().isEmpty()
                ? null
                : opener.open(settings.output().get());
        OutputStream stream = file == null ? toUser(console) : file;
        CheckedOutput checked = expected == null ? null : new CheckedOutput(stream, expected);
        return new JobResults(new ByteOutput(checked == null ? stream : checked), checked, file);
    }

    /** Results that nobody reads. */
    static JobResults none() {
        return new JobResults(new ByteOutput(OutputStream.nullOutputStream()), null, null);
    }

    private static InputStream openExpected(Path file, Inputs inputs) throws UsageException {
        try {
            return inputs.openStream(file);
        } catch (IOException e) {
            throw new UsageException(
                    "--check " + file, "cannot be read: " + FileTrouble.reason(e), "a file with the results expected");
        }
    }

    private static ResultFile openFile(Path file) throws UsageException {
        try {
            return ResultFile.open(OpenedAs.path(file.toString()));
        } catch (IOException e) {
            throw new UsageException(
                    "--output " + file,
                    "cannot be written: " + FileTrouble.reason(e),
                    "a file in a folder that you may write to");
        }
    }

    private static OutputStream toUser(Console console) {
        return Boolean.getBoolean(Consoles.RESULTS_ON_TERMINAL)
                ? new WipingOutput(console.results(), () -> console.progress(""))
                : console.results();
    }

    /** Where the results are gathered until they are put in place; empty if nowhere. */
    String gathered() {
        return file == null ? "" : file.gathered();
    }

    /**
     * Returns the length of the results when all of them are out; 0 if they are in no file.
     *
     * @param forced whether they have to outlive the machine
     */
    long bringOut(boolean forced) {
        flush();
        if (file == null || closed) {
            return 0;
        }
        try {
            return file.length(forced);
        } catch (IOException e) {
            throw ResultPrinter.unwritable(e);
        }
    }

    /** Takes results. */
    ByteOutput output() {
        return output;
    }

    /** Pushes out what was written so far, and waits as long as the reader takes. */
    void flush() {
        if (closed) {
            return;
        }
        try {
            output.flush();
        } catch (IOException e) {
            throw ResultPrinter.unwritable(e);
        }
    }

    /**
     * Tells, when all results are written, how they differ from those expected, if any are.
     *
     * @throws IOException when those expected cannot be read
     */
    Optional<CheckedOutput.Difference> difference() throws IOException {
        return checked == null ? Optional.empty() : checked.finish();
    }

    /**
     * Pushes out what is left, and puts the results in place.
     *
     * @param failed whether the run has; then a file stays as it was, unless there are results for it
     */
    void close(boolean failed) {
        if (closed) {
            return;
        }
        closed = true;
        try (output) {
            if (!broken) {
                output.flush();
            }
            if (failed && file != null) {
                file.abandon();
            }
        } catch (IOException e) {
            if (!broken) {
                broken = true;
                throw ResultPrinter.unwritable(e);
            }
        }
    }

    /** What was to be flushed could not be, which has been told: nothing more is tried. */
    void giveUp() {
        broken = true;
    }
}
