package mpjdht.service;

import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * What goes wrong in the doors, told to whoever runs the server: short, and a few lines a second, because those who come can make it happen as often as
 * they like; and without what they have sent, which may be a token.
 */
final class Troubles {
    private static final int MOST_LINES = 5;
    private static final int MOST_CHARS = 200;

    private final Consumer<String> listener;
    private int lines;

    /**
     * Nothing has gone wrong.
     *
     * @param listener is told of it, on any thread, one at a time
     */
    Troubles(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Something has gone wrong. For any thread. */
    synchronized void tell(String what) {
        lines++;
        if (lines <= MOST_LINES) {
            listener.accept(what.length() > MOST_CHARS ? what.substring(0, MOST_CHARS) + "…" : what);
        }
    }

    /** What has gone wrong with a connection. */
    static String of(String connection, Throwable cause) {
        // What the library says of it has the bytes in it that have come.
        String why = cause.getCause() instanceof SSLException
                ? "it speaks no TLS, or none that is accepted"
                : cause.toString();
        return "a connection of " + connection + " failed: " + why;
    }

    /** A second is over. */
    synchronized void endSecond() {
        if (lines > MOST_LINES) {
            listener.accept("and " + (lines - MOST_LINES) + " more like that within a second");
        }
        lines = 0;
    }
}
