package mpjdht.cli.simulate;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of {@code --json}. It is opened before the run, so that no run is for nothing because it cannot be written; what is in
 * it stays until there are figures.
 */
final class JsonFile implements Closeable {
    private final Path file;
    private final FileOutputStream out;

    /**
     * Opens a file.
     *
     * @throws UncheckedIOException with a line that names it, if it cannot be written
     */
    JsonFile(Path file) {
        this.file = file;
        try {
            this.out = new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Makes these figures all that is in the file. */
    void write(Object figures) {
        try {
            String text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(figures) + "\n";
            if (Files.isRegularFile(file)) {
                out.getChannel().truncate(0);
            }
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UncheckedIOException unwritable(IOException cause) {
        return new UncheckedIOException(
                "--json " + file + ": cannot be written; right is a file in a folder that you may write to", cause);
    }
}
