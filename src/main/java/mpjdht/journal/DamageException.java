package mpjdht.journal;

import java.io.IOException;

/** What was written down is not what is there: a bit has flipped, a file is missing, or somebody else wrote it. */
public final class DamageException extends IOException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;

    /**
     * Damage.
     *
     * @param file its path
     * @param offset of the first byte of what cannot be read
     * @param what is wrong there, a clause without a subject
     */
    public DamageException(String file, long offset, String what) {
        super(file + ", byte " + offset + ": " + what);
        this.file = file;
        this.offset = offset;
    }

    /** Path of the file. */
    public String file() {
        return file;
    }

    /** First byte of what cannot be read. */
    public long offset() {
        return offset;
    }
}
