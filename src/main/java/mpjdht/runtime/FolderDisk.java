package mpjdht.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import mpjdht.journal.Disk;
import mpjdht.journal.DiskFile;

/**
 * A folder of the file system, which belongs to one user as long as it is open. Its file {@value #LOCK} says so to others; the operating system gives that up
 * when the process dies.
 */
public final class FolderDisk implements Disk {
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private FolderDisk(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Somebody else has the folder. */
    public static final class InUseException extends IOException {
        private static final long serialVersionUID = 1;

        InUseException(Path folder) {
            super(folder + " is in use by another job");
        }
    }

    /**
     * Opens a folder, which is made if it is not there.
     *
     * @throws InUseException if somebody else has it
     */
    public static FolderDisk open(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is no folder");
        }
        Files.createDirectories(folder);
        FileChannel lock = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        try {
            if (!isTaken(lock)) {
                throw new InUseException(folder);
            }
            FolderDisk disk = new FolderDisk(folder, lock);
            disk.forceNames();
            return disk;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** A folder that is only looked at: it may be somebody's, and nothing is changed. */
    public static Disk look(Path folder) {
        return new FolderDisk(folder, null);
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!name.equals(LOCK)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return opened(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return lock == null
                ? opened(name, StandardOpenOption.READ)
                : opened(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private Opened opened(String name, OpenOption... options) throws IOException {
        Path file = folder.resolve(name);
        FileChannel channel = FileChannel.open(file, options);
        try {
            return new Opened(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                folder.resolve(from),
                folder.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Gives the folder up. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    /** A file. What goes wrong when it is changed names it. */
    private static final class Opened implements DiskFile {
        private final Path path;
        private final FileChannel channel;

        /** By which the operating system knows it, whatever its name; null where it has no such thing. */
        private final Object identity;

        Opened(Path path, FileChannel channel) throws IOException {
            this.path = path;
            this.channel = channel;
            this.identity = identity(path);
        }

        private static Object identity(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        }

        /** Something that changes it. */
        @FunctionalInterface
        private interface Change {
            void make() throws IOException;
        }

        private void change(Change change) throws IOException {
            try {
                change.make();
            } catch (IOException e) {
                FileSystemException named = new FileSystemException(path.toString(), null, e.getMessage());
                named.initCause(e);
                throw named;
            }
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public void write(long at, byte[] bytes, int offset, int length) throws IOException {
            change(() -> {
                ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
                long to = at;
                while (left.hasRemaining()) {
                    to += channel.write(left, to);
                }
            });
        }

        @Override
        public void read(long at, byte[] into, int offset, int length) throws IOException {
            ByteBuffer room = ByteBuffer.wrap(into, offset, length);
            long from = at;
            while (room.hasRemaining()) {
                int count = channel.read(room, from);
                if (count < 0) {
                    throw new EOFException("the file ends before byte " + (at + length));
                }
                from += count;
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            change(() -> channel.truncate(length));
        }

        @Override
        public void force() throws IOException {
            change(() -> channel.force(false));
        }

        @Override
        public void requireThere() throws IOException {
            boolean isThere;
            try {
                isThere = Objects.equals(identity, identity(path));
            } catch (NoSuchFileException e) {
                isThere = false;
            }
            if (!isThere) {
                throw new FileSystemException(path.toString(), null, "it is gone");
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
