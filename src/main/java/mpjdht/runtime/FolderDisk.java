package mpjdht.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new Opened(FileChannel.open(
                folder.resolve(name),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new Opened(
                lock == null
                        ? FileChannel.open(folder.resolve(name), StandardOpenOption.READ)
                        : FileChannel.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
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

    /** A file. */
    private static final class Opened implements DiskFile {
        private final FileChannel channel;

        Opened(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public void write(long at, byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
            long to = at;
            while (left.hasRemaining()) {
                to += channel.write(left, to);
            }
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
            channel.truncate(length);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
