package mpjdht.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Port: a folder of files, for one user. What was written outlives a process that dies; what was forced, or {@linkplain #forceNames made certain of},
 * outlives the machine that loses power, too.
 */
public interface Disk extends Closeable {

    /** The names of the files, in their natural order. */
    List<String> names() throws IOException;

    /** Makes an empty file; fails if there is one of that name. */
    DiskFile create(String name) throws IOException;

    /** Opens a file that is there. */
    DiskFile open(String name) throws IOException;

    /** Gives a file another name, in one step; a file that had that name before is gone. */
    void rename(String from, String to) throws IOException;

    /** Removes a file. */
    void delete(String name) throws IOException;

    /** Returns when whatever was created, renamed and deleted stays so. */
    void forceNames() throws IOException;

    /** Its user gives it up. */
    @Override
    default void close() throws IOException {}

    /** Where a file is, for people. */
    String path(String name);
}
