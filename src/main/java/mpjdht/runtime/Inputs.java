package mpjdht.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import mpjdht.command.ByteSource;
import mpjdht.command.FileByteSource;

/** Opens the user's files: regular ones are read as they are needed, everything else by a thread that may wait. */
public final class Inputs implements Script.InputOpener {
    /** The name that means standard input. */
    public static final String STANDARD_INPUT = "-";

    private final InputStream standardInput;
    private final Path spooledInput;
    private final Inbox inbox;

    /**
     * Opens files of this host.
     *
     * @param inbox of the rank that reads them
     * @param standardInput what {@code -} means
     * @param spooledInput a file that holds standard input instead, or null
     */
    public Inputs(Inbox inbox, InputStream standardInput, Path spooledInput) {
        this.inbox = inbox;
        this.standardInput = standardInput;
        this.spooledInput = spooledInput;
    }

    @Override
    public ByteSource open(String file) throws IOException {
        if (file.equals(STANDARD_INPUT) && spooledInput == null) {
            return new PipeByteSource(() -> standardInput, "standard-input", inbox);
        }
        Path path = path(file);
        requireNoFolder(path);
        return Files.exists(path) && !Files.isRegularFile(path)
                ? new PipeByteSource(() -> Files.newInputStream(path), file, inbox)
                : new FileByteSource(path);
    }

    /**
     * Opens a file of any kind as a stream, whose reader waits where it has to.
     *
     * @throws IOException if it cannot be read; a pipe is waited for until somebody writes to it
     */
    public InputStream openStream(Path file) throws IOException {
        if (isStandardInput(file.toString())) {
            return spooledInput == null ? standardInput : Files.newInputStream(spooledInput);
        }
        Path path = OpenedAs.path(file.toString());
        requireNoFolder(path);
        return Files.newInputStream(path);
    }

    /** Whether a name means standard input. */
    public static boolean isStandardInput(String name) {
        return name.equals(STANDARD_INPUT)
                || DescriptorNames.descriptor(name).equals(OptionalInt.of(DescriptorNames.STANDARD_INPUT));
    }

    private static void requireNoFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException("it is a folder");
        }
    }

    @Override
    public long totalBytes(List<String> files) {
        long total = 0;
        for (String file : files) {
            try {
                if ((file.equals(STANDARD_INPUT) && spooledInput == null) || !Files.isRegularFile(path(file))) {
                    return 0;
                }
                total += Files.size(path(file));
            } catch (IOException e) {
                return 0;
            }
        }
        return total;
    }

    private Path path(String file) throws IOException {
        if (file.isEmpty()) {
            throw new IOException("its name is empty");
        }
        if (file.equals(STANDARD_INPUT)) {
            return spooledInput;
        }
        try {
            return OpenedAs.path(file);
        } catch (InvalidPathException e) {
            throw new IOException("not the name of a file", e);
        }
    }
}
