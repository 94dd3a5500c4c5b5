package mpjdht.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client of the door for HTTP. */
final class HttpTalk extends SocketTalk {
    private static final String LENGTH = "content-length:";

    HttpTalk(int port, int client) {
        super(port, Talk.key("http", client));
    }

    private void ask(String method, String body) throws IOException {
        say(method + " /keys/" + key() + " HTTP/1.1\r\nhost: localhost\r\ncontent-length: " + body.length() + "\r\n\r\n"
                + body);
    }

    @Override
    public void write(long number) throws IOException {
        ask("PUT", Talk.value(key(), number));
    }

    @Override
    public void awaitWritten() throws IOException {
        String response = response();
        if (!response.startsWith("204")) {
            throw new AssertionError("HTTP told " + response + " of a write of " + key());
        }
    }

    @Override
    public void read() throws IOException {
        ask("GET", "");
    }

    @Override
    public String awaitRead() throws IOException {
        String response = response();
        return response.startsWith("200 ") ? response.substring(4) : response;
    }

    /** The status and the body. */
    private String response() throws IOException {
        String status = Lines.next(in()).split(" ", -1)[1];
        int length = 0;
        for (String header = Lines.next(in()); !header.isEmpty(); header = Lines.next(in())) {
            String lower = header.toLowerCase(Locale.ROOT);
            length = lower.startsWith(LENGTH)
                    ? Integer.parseInt(lower.substring(LENGTH.length()).strip())
                    : length;
        }
        return status + ' ' + new String(in().readNBytes(length), StandardCharsets.US_ASCII);
    }
}
