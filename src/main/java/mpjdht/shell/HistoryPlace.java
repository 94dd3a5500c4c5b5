package mpjdht.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Where the lines that were entered are kept from session to session.
 *
 * @param file for its owner alone; none where nothing is kept
 * @param mostLines how many are kept; 0 where nothing is
 */
public record HistoryPlace(Optional<Path> file, int mostLines) {
    private static final String FILE_VARIABLE = "DHT_HISTORY_FILE";
    private static final String OWNER_ALONE = "rw-------";
    private static final FileAttribute<?> FILE_OF_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE));
    private static final FileAttribute<?> FOLDER_OF_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * The place that the environment names, or the user's folder for such files.
     *
     * @param environment its variables
     */
    public static HistoryPlace of(Map<String, String> environment, int mostLines) {
        return new HistoryPlace(mostLines == 0 ? Optional.empty() : Optional.of(file(environment)), mostLines);
    }

    private static Path file(Map<String, String> environment) {
        String named = environment.getOrDefault(FILE_VARIABLE, "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path state = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        // What is no absolute path counts as not set, says the XDG Base Directory Specification.
        if (!state.isAbsolute()) {
            state = Path.of(environment.getOrDefault("HOME", "."), ".local", "state");
        }
        return state.resolve("mpj-dht").resolve("history");
    }

    /**
     * Makes the file, if it is not there, and keeps it from everybody else.
     *
     * @throws IOException if that cannot be
     */
    public void prepare() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        Path path = file.get().toAbsolutePath();
        Files.createDirectories(path.getParent(), FOLDER_OF_OWNER);
        try {
            Files.createFile(path, FILE_OF_OWNER);
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(OWNER_ALONE));
        }
    }

    /** The same session without a file. */
    public HistoryPlace none() {
        return new HistoryPlace(Optional.empty(), mostLines);
    }
}
