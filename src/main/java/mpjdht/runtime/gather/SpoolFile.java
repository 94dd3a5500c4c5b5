package mpjdht.runtime.gather;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mpjdht.command.ByteOutput;

/**
 * Bytes that wait on the disk, in a file of the temporary folder that has no name any more: it is gone when the process is,
 * however that ends.
 */
final class SpoolFile implements Closeable {
    private static final int BLOCK_BYTES = 128 << 10;

    private final FileChannel channel;

    private SpoolFile(FileChannel channel) {
        this.channel = channel;
    }

    /** An empty file. */
    static SpoolFile open() throws IOException {
        Path file = Files.createTempFile("mpj-dht.", ".spool");
        return new SpoolFile(FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** All bytes, from the first; nothing is written any more. */
    InputStream read() throws IOException {
        channel.position(0);
        return Channels.newInputStream(channel);
    }

    void copyTo(ByteOutput output) throws IOException {
        InputStream in = read();
        byte[] block = new byte[BLOCK_BYTES];
        for (int length = in.read(block); length >= 0; length = in.read(block)) {
            output.write(block, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
