package mpjdht.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What the user reads of a file that cannot be opened, read or written. */
public final class FileTrouble {
    private FileTrouble() {}

    /** The reason in a few words, without the name of the file. */
    public static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = cause instanceof FileSystemException of ? of.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    /** The same with the file before it, if the exception tells of one. */
    public static String withFile(IOException cause) {
        return cause instanceof FileSystemException of && of.getFile() != null
                ? of.getFile() + ": " + reason(cause)
                : reason(cause);
    }
}
