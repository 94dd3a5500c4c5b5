package mpjdht.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.runtime.OpenedAs;

/**
 * Refuses an {@code --output} or {@code --history} that would destroy what the job reads, and one file for both. A file is known
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
        refuse("--history", settings.history(), settings.output(), "the file of --output");
    }

    /**
     * Compares one file with every file that the settings have the job read, and with that of the history.
     *
     * @param written a file of a folder of results
     * @throws UsageException if it is one of them
     */
    static void refuseInFolder(Settings settings, Path written) throws UsageException {
        refuseWhatIsRead(settings, "--output", Optional.of(written));
        refuse("--output", Optional.of(written), settings.history(), "the file of --history");
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
    }

    private static void refuse(String option, Optional<Path> written, Optional<Path> file, String what)
            throws UsageException {
        if (written.isPresent() && file.isPresent() && isSame(written.get(), file.get())) {
            throw new UsageException(option, "would overwrite " + what, "another file");
        }
    }

    private static Optional<Path> path(String file) {
        try {
            return file.equals(SettingsParser.STANDARD_INPUT) ? Optional.empty() : Optional.of(Path.of(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(Path oneName, Path otherName) {
        Path one = OpenedAs.path(oneName.toString());
        Path other = OpenedAs.path(otherName.toString());
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other) && !isCharacterDevice(one);
            }
        } catch (IOException e) {
            // What cannot be looked at is known by its name.
        }
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** What is written to a terminal or to {@code /dev/null} destroys nothing. */
    private static boolean isCharacterDevice(Path file) throws IOException {
        return ((int) Files.getAttribute(file, "unix:mode") & FILE_KIND) == CHARACTER_DEVICE;
    }
}
