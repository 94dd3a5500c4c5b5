package mpjdht.experiment.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.FileTrouble;

/** Where experiments leave their files; a name is printed for each, once it is written. */
public final class Outputs {
    private static final String MEASURED = "measured";

    private final Path folder;
    private final PrintStream names;

    /**
     * Files of a folder, which is made when it is needed.
     *
     * @param names hears the name of every file once it is written
     */
    public Outputs(Path folder, PrintStream names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * Makes the folder, and sees that it takes files.
     *
     * @throws UsageException if it cannot be made, or takes none
     */
    public void require() throws UsageException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".experiment", null));
        } catch (IOException e) {
            throw new UsageException(
                    "--out " + folder, "cannot be written: " + FileTrouble.reason(e), "a folder that you may write to");
        }
    }

    /** The folder in it for what holds times of this machine. */
    public Outputs measured() {
        return in(MEASURED);
    }

    /** A folder in it. */
    public Outputs in(String name) {
        return new Outputs(folder.resolve(name), names);
    }

    /**
     * Writes all that an experiment found.
     *
     * @throws IllegalStateException if the name of a file does not begin with that of the experiment, or is there twice
     */
    public void write(Experiment experiment, Findings findings) throws IOException {
        writePart(experiment.name(), findings);
        if (!findings.measured().isEmpty()) {
            measured().writePart(experiment.name(), findings.measured());
        }
    }

    private void writePart(String name, Findings findings) throws IOException {
        List<Finding> files = new ArrayList<>(findings.files());
        if (!findings.figures().isEmpty()) {
            files.add(new Finding.Rows(name + "-figures.csv", Figures.rows(findings.figures())));
        }
        if (!findings.comparisons().isEmpty()) {
            files.add(new Finding.Rows(name + "-published.csv", Figures.comparisonRows(findings.comparisons())));
        }
        Set<String> written = new HashSet<>();
        for (Finding file : files) {
            if (!file.file().startsWith(name) || !written.add(file.file())) {
                throw new IllegalStateException(name + " may not write " + file.file()
                        + "; right is a name that begins with its own, once");
            }
            write(file.file(), file.text());
        }
    }

    /** Writes a file. */
    public void write(String name, String text) throws IOException {
        Files.createDirectories(folder);
        names.println(Files.writeString(folder.resolve(name), text));
    }
}
