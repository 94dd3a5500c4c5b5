package mpjdht.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import mpjdht.runtime.console.Console;

/**
 * Where the launcher of a job of several processes asks for its end. Signals reach the launcher alone, and MPJ Express
 * has no way from it to a rank; so the command rank takes a port, and tells the launcher what to say there.
 */
final class EndPort {
    private static final int SECRET_BYTES = 16;
    private static final int PATIENCE_MILLIS = 1000;

    private final Runnable end;
    private final byte[] secret;
    private ServerSocket socket;

    /**
     * A port that nobody has.
     *
     * @param end ends the job; called on another thread
     */
    EndPort(Runnable end) {
        this.end = end;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes the port, wherever the ranks of the job listen. */
    void listen() {
        try {
            socket = new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free for the launcher: " + e.getMessage(), e);
        }
    }

    /** Tells the launcher, and hears it. */
    void open(Console console) {
        Thread thread = new Thread(this::hear, "end-port");
        thread.setDaemon(true);
        thread.start();
        console.endsAt(socket.getLocalPort(), new String(secret, StandardCharsets.US_ASCII));
    }

    private void hear() {
        try {
            while (true) {
                hear(socket.accept());
            }
        } catch (IOException e) {
            // Nobody can come any more: then the launcher ends the ranks itself, a little later.
            return;
        }
    }

    private void hear(Socket caller) {
        try (caller) {
            caller.setSoTimeout(PATIENCE_MILLIS);
            if (MessageDigest.isEqual(caller.getInputStream().readNBytes(secret.length), secret)) {
                end.run();
            }
        } catch (IOException e) {
            // It has gone, or says nothing.
            return;
        }
    }
}
