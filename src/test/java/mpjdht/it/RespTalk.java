package mpjdht.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the door for RESP. */
final class RespTalk implements Talk {
    private final Socket socket;
    private final InputStream in;
    private final String key;

    RespTalk(int port, int client) {
        key = Talk.key("resp", client);
        try {
            socket = BesiegedDoor.connect(port);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void write(long number) throws IOException {
        say("SET " + key + ' ' + Talk.value(key, number));
    }

    @Override
    public void awaitWritten() throws IOException {
        String reply = Lines.next(in);
        if (!reply.equals("+OK")) {
            throw new AssertionError("RESP told " + reply + " of a write of " + key);
        }
    }

    @Override
    public void read() throws IOException {
        say("GET " + key);
    }

    @Override
    public String awaitRead() throws IOException {
        String head = Lines.next(in);
        return head.startsWith("$") && !head.equals("$-1") ? Lines.next(in) : head;
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
