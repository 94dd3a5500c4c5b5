package mpjdht.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import mpjdht.runtime.transfer.PartFile;

/**
 * The file that takes the results. A regular one, or one that is not there yet, gets them when it is closed: until then they
 * are gathered in a file beside it, so that nobody finds half of them, and a run that fails before its first result destroys
 * nothing. A pipe, a device or a descriptor of the user's takes them as they come.
 *
 * <p>A link is followed, and the file that it leads to keeps its mode. A file with several names, another owner or group, or in a
 * folder that takes no new file would become another one if it were replaced; it is overwritten with the first result. One that
 * turns out at the end to be no file to be replaced, as one that is mounted by itself, is overwritten then.
 */
public final class ResultFile extends OutputStream {
    private static final int MAX_LINKS = 40;

    /** Bytes that are written at once: the JDK keeps a copy as large. */
    private static final int PIECE_BYTES = 128 << 10;

    private final Path target;
    private final Path gathered;
    private final FileChannel channel;
    private final boolean emptiedFirst;
    private final boolean isFile;
    private boolean begun;
    private boolean abandoned;

    private ResultFile(Path target, Path gathered, FileChannel channel, boolean emptiedFirst) {
        this.target = target;
        this.gathered = gathered;
        this.channel = channel;
        this.emptiedFirst = emptiedFirst;
        this.isFile = Files.isRegularFile(gathered == null ? target : gathered)
                && DescriptorNames.descriptor(target.toString()).isEmpty();
    }

    /**
     * Makes ready to take results, and leaves what is there as it is.
     *
     * @throws IOException if the file cannot be written
     */
    public static ResultFile open(Path file) throws IOException {
        if (DescriptorNames.descriptor(file.toString()).isPresent()) {
            return new ResultFile(file, null, FileChannel.open(file, StandardOpenOption.APPEND), false);
        }
        Path target = behindLinks(file);
        if (Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (!Files.exists(target)) {
            return gather(target);
        }
        // Asks for the right to write it, also where its folder would let it be replaced.
        FileChannel present = FileChannel.open(target, StandardOpenOption.WRITE);
        if (!Files.isRegularFile(target)) {
            return new ResultFile(target, null, present, false);
        }
        ResultFile replacing = replacing(target);
        if (replacing == null) {
            return new ResultFile(target, null, present, true);
        }
        present.close();
        return replacing;
    }

    /**
     * Goes on behind results that are there already, in the file where they are gathered, or in that where they are in place.
     *
     * @param gathered where they were gathered; empty if nowhere
     * @param length of the results behind which it goes on, in bytes
     * @throws IOException if they are in neither file
     */
    public static ResultFile goOn(Path file, String gathered, long length) throws IOException {
        if (DescriptorNames.descriptor(file.toString()).isPresent()) {
            return open(file);
        }
        Path target = behindLinks(file);
        Path part = gathered.isEmpty() ? target : Path.of(gathered);
        Path there = Files.exists(part) ? part : target;
        FileChannel channel = FileChannel.open(there, StandardOpenOption.WRITE);
        if (Files.isRegularFile(there)) {
            if (channel.size() < length) {
                channel.close();
                throw new FileSystemException(
                        there.toString(), null, "of its first " + length + " B, which are results, not all are there");
            }
            channel.truncate(length).position(length);
        }
        ResultFile results = new ResultFile(target, there.equals(target) ? null : there, channel, false);
        results.begun = length > 0;
        return results;
    }

    /** Where the results are gathered until they are put in place; empty if nowhere. */
    public String gathered() {
        return gathered == null ? "" : gathered.toString();
    }

    /**
     * Length of the results that were written, in bytes; 0 where that is not a file.
     *
     * @param forced whether it returns only when they outlive the machine
     */
    public long length(boolean forced) throws IOException {
        if (forced && isFile) {
            channel.force(false);
        }
        return isFile ? channel.position() : 0;
    }

    /** Nothing when the file that is there cannot be replaced by one that is the same but for its bytes. */
    private static ResultFile replacing(Path target) throws IOException {
        if ((int) Files.getAttribute(target, "unix:nlink") > 1) {
            return null;
        }
        ResultFile file;
        try {
            file = gather(target);
        } catch (IOException e) {
            return null;
        }
        PosixFileAttributes present = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributes instead = Files.readAttributes(file.gathered, PosixFileAttributes.class);
        if (instead.owner().equals(present.owner()) && instead.group().equals(present.group())) {
            Files.setPosixFilePermissions(file.gathered, present.permissions());
            return file;
        }
        file.abandon();
        file.close();
        return null;
    }

    private static ResultFile gather(Path target) throws IOException {
        PartFile part = PartFile.beside(target);
        return new ResultFile(target, part.path(), part.channel(), false);
    }

    /** The file that a path leads to, there or not. */
    private static Path behindLinks(Path file) throws IOException {
        Path at = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(at); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemException(file.toString(), null, "too many symbolic links");
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            begin();
        }
        for (int done = 0; done < length; ) {
            done += channel.write(ByteBuffer.wrap(bytes, offset + done, Math.min(PIECE_BYTES, length - done)));
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            if (emptiedFirst) {
                channel.truncate(0);
            }
        }
    }

    /** The run has failed: unless there are results already, closing leaves the file as it was before. */
    public void abandon() {
        abandoned = !begun;
    }

    /** What has come is not whole, and worth nothing: closing leaves the file as it was before, unless that has been overwritten already. */
    public void discard() {
        abandoned = gathered != null;
    }

    /** Nothing is wanted any more, and nothing has come: leaves the file as it was before. */
    public void drop() {
        abandon();
        try {
            close();
        } catch (IOException e) {
            // Somebody else has taken the gathered file away, which is as well.
        }
    }

    /** Puts the results in place. */
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            if (!abandoned) {
                begin();
            }
        } finally {
            if (gathered != null) {
                settle();
            }
        }
    }

    private void settle() throws IOException {
        if (abandoned) {
            Files.delete(gathered);
            return;
        }
        try {
            Files.move(gathered, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            overwrite(e);
        }
    }

    private void overwrite(FileSystemException why) throws IOException {
        try (OutputStream present =
                Files.newOutputStream(target, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Files.copy(gathered, present);
        } catch (FileSystemException e) {
            String reason = why.getReason() == null ? why.getClass().getSimpleName() : why.getReason();
            throw new IOException(target + ": " + reason + "; they are in " + gathered, why);
        }
        Files.delete(gathered);
    }
}
