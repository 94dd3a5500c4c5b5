package mpjdht.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mpjdht.report.LineChart;

/** Where an experiment leaves its files, and what the user hears of it: a name for each file, and how far it is. */
final class Outputs {
    private final Path folder;
    private final PrintStream files;
    private final PrintStream talk;

    /**
     * Makes the folder.
     *
     * @param files hears the name of every file once it is written
     * @param talk hears how far it is
     */
    Outputs(Path folder, PrintStream files, PrintStream talk) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.files = files;
        this.talk = talk;
    }

    void write(String name, String text) throws IOException {
        files.println(Files.writeString(folder.resolve(name), text));
    }

    void write(String name, LineChart chart) throws IOException {
        Path file = folder.resolve(name);
        chart.writeSvg(file);
        files.println(file);
    }

    /** One line on how far it is. */
    void progress(String text) {
        talk.println("experiment: " + text);
    }
}
