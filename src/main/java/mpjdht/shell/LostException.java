package mpjdht.shell;

import java.io.IOException;

/** The server cannot be reached, or not any more; the message is one line. */
public final class LostException extends IOException {
    private static final long serialVersionUID = 1;

    /** A server that is lost. */
    public LostException(String message) {
        super(message);
    }
}
