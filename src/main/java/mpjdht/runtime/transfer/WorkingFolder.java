package mpjdht.runtime.transfer;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The folder below which a command file may have files written and read. A path that is to be trusted is looked at as the system follows it: a link
 * may lead from one place below the folder to another, and not out of it.
 */
public final class WorkingFolder {
    private final Path folder;

    /** The folder, by any of its names. */
    public WorkingFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The regular file of a name, which is there.
     *
     * @throws IOException with the reason if it is not there, no regular file, or not below the folder
     */
    Path present(String name) throws IOException {
        Path file = requireBelow(named(name).toRealPath(), name);
        requireRegular(file, name);
        return file;
    }

    /**
     * The file of a name, there or not, without links in its path.
     *
     * @throws IOException with the reason if it is there and no regular file, or not below the folder, or if its folder is not there
     */
    Path target(String name) throws IOException {
        Path file = named(name);
        if (Files.isSymbolicLink(file)) {
            if (!Files.exists(file)) {
                throw new FileSystemException(name, null, "it is a link that leads nowhere");
            }
            return present(name);
        }
        Path parent;
        try {
            parent = file.getParent().toRealPath();
        } catch (NoSuchFileException e) {
            throw new FileSystemException(name, null, "its folder is not there");
        }
        Path target = requireBelow(parent.resolve(file.getFileName()), name);
        if (Files.exists(target)) {
            requireRegular(target, name);
        }
        return target;
    }

    private Path named(String name) throws IOException {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new FileSystemException(name, null, "not the name of a file in the character set of this system");
        }
    }

    private Path requireBelow(Path real, String name) throws IOException {
        Path root = folder.toRealPath();
        if (!real.startsWith(root)) {
            throw new FileSystemException(name, null, "a link leads out of the working folder");
        }
        return real;
    }

    private static void requireRegular(Path file, String name) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(name, null, "it is a folder");
        }
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(name, null, "it is no regular file");
        }
    }
}
