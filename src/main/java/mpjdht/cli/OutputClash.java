package mpjdht.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.runtime.OpenedAs;

/**
 * Refuses an {@code --output}, {@code --history} or {@code --metrics} that would destroy what the job reads, and one file for two of them. A file is known
 * by what the disk says, because it may have several names: links of both kinds, or another way through the folders.
 */
public final class OutputClash {
    private static final int FILE_KIND = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    private OutputClash() {}

    /**
     * Compares what is written with every file that the settings have the job read.
     *
     * @throws UsageException if it is one of them
     */
    public static void refuse(Settings settings) throws UsageException {
        refuseWhatIsRead(settings, "--output", settings.output());
        refuseWhatIsRead(settings, "--history", settings.history());
        refuseWhatIsRead(settings, "--metrics", settings.metrics());
        refuse("--history", settings.history(), settings.output(), "the file of --output");
        refuse("--metrics", settings.metrics(), settings.output(), "the file of --output");
        refuse("--metrics", settings.metrics(), settings.history(), "the file of --history");
    }

    /**
     * Compares files with every file that the settings have the job read, and with those of history and metrics.
     *
     * @param written files of a folder of results
     * @throws UsageException if one of them is
     */
    static void refuseInFolder(Settings settings, List<Path> written) throws UsageException {
        Map<Object, String> known = new HashMap<>();
        settings.files().forEach(file -> path(file).ifPresent(path -> known.put(identity(path), "a command file")));
        settings.config().ifPresent(file -> known.put(identity(file), "the file of --config"));
        settings.check().ifPresent(file -> known.put(identity(file), "the file of --check"));
        settings.history().ifPresent(file -> known.put(identity(file), "the file of --history"));
        settings.metrics().ifPresent(file -> known.put(identity(file), "the file of --metrics"));
        for (Path file : written) {
            String what = known.get(identity(file));
            if (what != null) {
                throw wouldOverwrite("--output", what);
            }
        }
    }

    private static void refuseWhatIsRead(Settings settings, String option, Optional<Path> written)
            throws UsageException {
        refuse(option, written, settings.check(), "the file of --check");
        refuse(option, written, settings.config(), "the file of --config");
        for (String file : settings.files()) {
            refuse(option, written, path(file), "a command file");
        }
    }

    /**
     * Compares what is written with one file more.
     *
     * @param what it is, as the user knows it
     * @throws UsageException if it would be overwritten
     */
    public static void refuse(Settings settings, Optional<Path> file, String what) throws UsageException {
        refuse("--output", settings.output(), file, what);
        refuse("--history", settings.history(), file, what);
        refuse("--metrics", settings.metrics(), file, what);
    }

    private static void refuse(String option, Optional<Path> written, Optional<Path> file, String what)
            throws UsageException {
        if (written.isPresent() && file.isPresent() && identity(written.get()).equals(identity(file.get()))) {
            throw wouldOverwrite(option, what);
        }
    }

    private static UsageException wouldOverwrite(String option, String what) {
        return new UsageException(option, "would overwrite " + what, "another file");
    }

    private static Optional<Path> path(String file) {
        try {
            return file.equals(SettingsParser.STANDARD_INPUT) ? Optional.empty() : Optional.of(Path.of(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Equal for names of one file. What is written to a terminal or to {@code /dev/null} destroys nothing, so it equals nothing. */
    private static Object identity(Path name) {
        Path file = OpenedAs.path(name.toString());
        try {
            if (Files.exists(file)) {
                return isCharacterDevice(file)
                        ? new Object()
                        : Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            }
        } catch (IOException e) {
            // What cannot be looked at is known by its name.
        }
        return behindLinks(file.toAbsolutePath());
    }

    /** The path of a file that is not there: its folder may have several names. */
    private static Path behindLinks(Path file) {
        try {
            Path folder = file.getParent();
            return folder == null ? file : folder.toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            return file.normalize();
        }
    }

    private static boolean isCharacterDevice(Path file) throws IOException {
        return ((int) Files.getAttribute(file, "unix:mode") & FILE_KIND) == CHARACTER_DEVICE;
    }
}
