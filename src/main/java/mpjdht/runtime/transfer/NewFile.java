package mpjdht.runtime.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there whole or not at all: written beside its place, brought to the disk, and put there with one step, in which it takes the place of
 * what is there. Until then, and for ever when it is dropped, everything is as it was.
 */
final class NewFile extends OutputStream implements Closeable {
    /** Bytes that are written at once: the JDK keeps a copy as large. */
    private static final int PIECE_BYTES = 128 << 10;

    private final Path target;
    private final PartFile part;

    /**
     * Nothing written yet.
     *
     * @param target where it will be; a path without links
     * @throws IOException if no file can be made in that folder
     */
    NewFile(Path target) throws IOException {
        this.target = target;
        this.part = PartFile.beside(target);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            done += part.channel().write(ByteBuffer.wrap(bytes, offset + done, Math.min(PIECE_BYTES, length - done)));
        }
    }

    /**
     * Puts what was written in place, once it is on the disk.
     *
     * @throws IOException if it is not there; the file is dropped then
     */
    void putInPlace() throws IOException {
        try (FileChannel channel = part.channel()) {
            if (Files.exists(target)) {
                Files.setPosixFilePermissions(part.path(), Files.getPosixFilePermissions(target));
            }
            channel.force(true);
            Files.move(part.path(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            close();
            throw e;
        }
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Drops what is not in place. */
    @Override
    public void close() throws IOException {
        if (part.channel().isOpen()) {
            part.channel().close();
        }
        Files.deleteIfExists(part.path());
    }
}
