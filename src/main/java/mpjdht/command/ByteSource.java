package mpjdht.command;

import java.io.Closeable;
import java.io.IOException;

/** Bytes of one command file, in blocks, read from its start to its end. */
public interface ByteSource extends Closeable {
    /** Returned by {@link #read} at the end of the file, then and ever after. */
    int END = -1;

    /** Returned by {@link #read} when a pipe or terminal has no byte ready and is not at its end. */
    int NOTHING_YET = 0;

    /**
     * Copies the next bytes into {@code into[offset..offset + length)}.
     *
     * @param length room, at least 1 byte
     * @return bytes copied, {@link #NOTHING_YET} or {@link #END}
     * @throws IOException when the bytes cannot be read
     */
    int read(byte[] into, int offset, int length) throws IOException;
}
