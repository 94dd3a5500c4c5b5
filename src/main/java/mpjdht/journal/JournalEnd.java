package mpjdht.journal;

import java.util.Optional;

/**
 * Where a journal ends that was read.
 *
 * @param first number of the file with which it begins
 * @param number of its last file; one before the first if there is none
 * @param length of that file as far as it is good, in bytes
 * @param torn what is behind that; nobody has been told that it is there
 */
public record JournalEnd(long first, long number, long length, Optional<Torn> torn) {
    /** The end of a journal that has not begun. */
    public static final JournalEnd NONE = new JournalEnd(1, 0, 0, Optional.empty());

    /**
     * A torn end: what was written last when the machine lost power, or the process died in the midst of it.
     *
     * @param file its path
     * @param offset where it begins
     * @param bytes how long it is
     */
    public record Torn(String file, long offset, long bytes) {}
}
