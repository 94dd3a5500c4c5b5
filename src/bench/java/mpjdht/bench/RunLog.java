package mpjdht.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Every run as a line of comma-separated values, written at once, so that a benchmark cut short keeps what it had. */
final class RunLog implements AutoCloseable {
    private final Writer writer;

    RunLog(Path file) throws IOException {
        writer = Files.newBufferedWriter(file);
        writer.write("workload,commands,program,run,seconds,commands_per_second,peak_bytes\n");
        writer.flush();
    }

    void add(String title, Comparison comparison) throws IOException {
        for (Series series : comparison.series()) {
            List<Measurement> runs = series.runs();
            for (int i = 0; i < runs.size(); i++) {
                add(title, comparison.workload().commands(), series.name(), i + 1, runs.get(i));
            }
        }
    }

    void add(String title, long commands, String program, int run, Measurement measured) throws IOException {
        writer.write(String.format(
                Locale.ROOT,
                "%s,%d,%s,%d,%.6f,%.0f,%d%n",
                title.replace(',', ';'),
                commands,
                program,
                run,
                measured.seconds(),
                commands / measured.seconds(),
                measured.peakBytes()));
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
