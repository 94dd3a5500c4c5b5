package mpjdht.command;

import java.io.IOException;

/** A table that cannot be written as it is; the message says what is wrong, and what would be right. */
public final class NotExportableException extends IOException {
    private static final long serialVersionUID = 1;

    private NotExportableException(String message) {
        super(message);
    }

    /** A key has several values side by side, which the format of the file cannot tell. */
    static NotExportableException severalValues(byte[] key) {
        return new NotExportableException(ErrorTexts.severalValuesToExport(Preview.of(key, 0, key.length)));
    }

    /** Nobody who could be asked knows which keys there are in a part of the circle. */
    public static NotExportableException keysOutOfReach(String file) {
        return new NotExportableException(ErrorTexts.keysOutOfReach(Preview.ofFileName(file)));
    }
}
