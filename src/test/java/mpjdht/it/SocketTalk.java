package mpjdht.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that has a socket and speaks text. */
abstract class SocketTalk implements Talk {
    private final Socket socket;
    private final InputStream in;
    private final String key;

    SocketTalk(int port, String key) {
        this.key = key;
        try {
            socket = BesiegedDoor.connect(port);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its key, which nobody else writes. */
    String key() {
        return key;
    }

    /** What it hears. */
    InputStream in() {
        return in;
    }

    /** Says something in ASCII. */
    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
