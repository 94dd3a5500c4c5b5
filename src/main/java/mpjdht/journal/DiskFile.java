package mpjdht.journal;

import java.io.Closeable;
import java.io.IOException;

/** A file of a {@link Disk}. */
public interface DiskFile extends Closeable {

    /** Its length in bytes. */
    long length() throws IOException;

    /** Writes all of these bytes from a place on, which is the length at most. */
    void write(long at, byte[] bytes, int offset, int length) throws IOException;

    /** Reads as many of these bytes as there are from a place on; fails if there are fewer. */
    void read(long at, byte[] into, int offset, int length) throws IOException;

    /** Cuts it off. */
    void truncate(long length) throws IOException;

    /**
     * Returns when all that was written stays so. After a failure nobody knows what has been written, and trying again tells nothing (Rebello et al., "Can
     * Applications Recover from fsync Failures?", USENIX ATC 2020).
     */
    void force() throws IOException;

    /**
     * Fails if whoever opens the file by its name does not get this one: it was removed, or a folder on the way to it was, and what is written to it goes
     * nowhere though no write says so.
     */
    void requireThere() throws IOException;
}
