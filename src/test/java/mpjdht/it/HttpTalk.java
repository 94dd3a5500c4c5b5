package mpjdht.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client of the door for HTTP. */
final class HttpTalk implements Talk {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final String key;

    HttpTalk(int port, int client) {
        key = Talk.key("http", client);
        try {
            socket = BesiegedDoor.connect(port);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String method, String body) throws IOException {
        String request = method + " /keys/" + key + " HTTP/1.1\r\nhost: localhost\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void write(long number) throws IOException {
        say("PUT", Talk.value(key, number));
    }

    @Override
    public void awaitWritten() throws IOException {
        String response = response();
        if (!response.startsWith("204")) {
            throw new AssertionError("HTTP told " + response + " of a write of " + key);
        }
    }

    @Override
    public void read() throws IOException {
        say("GET", "");
    }

    @Override
    public String awaitRead() throws IOException {
        String response = response();
        return response.startsWith("200 ") ? response.substring(4) : response;
    }

    /** The status and the body. */
    private String response() throws IOException {
        String status = Lines.next(in).split(" ", -1)[1];
        int length = 0;
        for (String header = Lines.next(in); !header.isEmpty(); header = Lines.next(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            length = lower.startsWith(LENGTH)
                    ? Integer.parseInt(lower.substring(LENGTH.length()).strip())
                    : length;
        }
        return status + ' ' + new String(in.readNBytes(length), StandardCharsets.US_ASCII);
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
