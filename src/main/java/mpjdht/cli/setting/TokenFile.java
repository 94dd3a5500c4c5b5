package mpjdht.cli.setting;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose first line is what those have to show who come in by a door. */
public final class TokenFile {
    /** Fewest characters of a token. */
    public static final int LEAST_LENGTH = 16;

    private static final int MOST_LENGTH = 4096;

    private TokenFile() {}

    /**
     * Reads the token, without white space around it.
     *
     * @param option that names the file
     * @throws UsageException if the file cannot be read, or its first line is too short
     */
    public static String read(String option, Path file) throws UsageException {
        String where = option + " " + UsageException.shown(file.toString());
        String line;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            char[] begin = new char[MOST_LENGTH];
            int length = Math.max(0, reader.read(begin));
            line = new String(begin, 0, length).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UsageException(where, "cannot be read", "a text file");
        }
        if (line.length() < LEAST_LENGTH) {
            throw new UsageException(
                    where, "its first line is too short to be a secret", "at least " + LEAST_LENGTH + " characters");
        }
        return line;
    }
}
