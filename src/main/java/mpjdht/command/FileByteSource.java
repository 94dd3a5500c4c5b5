package mpjdht.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A command file on a disk: a regular one, so that reading it never answers {@link #NOTHING_YET}. */
public final class FileByteSource implements ByteSource {
    private final FileChannel channel;

    /**
     * Opens the file.
     *
     * @throws IOException when it is missing, a directory, or not to be read by this user; {@link
     *     CommandError#unreadableFile} makes the error line of it
     */
    public FileByteSource(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a directory");
        }
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Size of the file in bytes when asked; 0 for a pipe. */
    public long sizeBytes() throws IOException {
        return channel.size();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(into, offset, length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
