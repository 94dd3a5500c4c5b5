package mpjdht.bench.work;

import java.io.IOException;

/** A file does not fit on the disk; the message is one line for the user. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoomException(String message) {
        super(message);
    }
}
