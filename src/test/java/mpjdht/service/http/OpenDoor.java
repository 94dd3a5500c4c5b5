package mpjdht.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.runtime.Inbox;
import mpjdht.service.DoorThread;
import mpjdht.service.FakeGrid;
import mpjdht.service.Leave;
import mpjdht.service.Token;

/** The door for HTTP on two ports, one of which wants a token, with nothing behind it; and its clients. */
final class OpenDoor implements AutoCloseable {
    static final int CONNECTIONS = 20;
    static final String TOKEN = "0123456789abcdef";

    private static final int LONG_MILLIS = 20_000;
    private static final String LENGTH = "content-length: ";

    private final List<String> trouble = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final DoorThread thread;
    private final InetSocketAddress address;
    private final InetSocketAddress guarded;

    OpenDoor() throws IOException {
        thread = new DoorThread(new Inbox(() -> {}), true, FakeGrid.on(() -> new Xxh3KeySpace(64)), trouble::add);
        address = listen(Optional.empty());
        guarded = listen(Optional.of(new Token(TOKEN)));
        thread.open();
    }

    private InetSocketAddress listen(Optional<Token> token) throws IOException {
        return HttpDoor.listen(
                        thread,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new HttpLimits(CONNECTIONS, Leave.NONE),
                        new HttpDoor.Entrance(token, "dht.example"),
                        Map.of("version", "test"))
                .address();
    }

    @Override
    public void close() throws IOException {
        thread.close();
        // There are no clients that could say so themselves.
        for (int client = 0; client < DoorThread.clients(true); client++) {
            thread.clientEnded();
        }
        assertThat(awaitEnd()).isTrue();
        for (Socket socket : sockets) {
            socket.close();
        }
        assertThat(trouble).isEmpty();
    }

    private boolean awaitEnd() {
        try {
            return thread.awaitEnd(LONG_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Socket connect() throws IOException {
        return connect(address);
    }

    private Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        socket.connect(to);
        socket.setSoTimeout(LONG_MILLIS);
        sockets.add(socket);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads a response that tells its length; its head and its body, or nothing at the end. */
    static String receive(Socket socket) throws IOException {
        String head = receiveHead(socket);
        int at = head.indexOf(LENGTH);
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf("\r\n", at)));
        return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads a response that has no body. */
    static String receiveHead(Socket socket) throws IOException {
        InputStream from = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = from.read();
            if (next < 0) {
                return text.toString();
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** The response to a request of a connection of its own, with a status that the description of the interface has. */
    String ask(String request) throws IOException {
        return ask(address, request);
    }

    /** The same where a token is wanted. */
    String askGuarded(String request) throws IOException {
        return ask(guarded, request);
    }

    private String ask(InetSocketAddress to, String request) throws IOException {
        try (Socket socket = connect(to)) {
            send(socket, request);
            String response = receive(socket);
            String[] line = request.substring(0, request.indexOf("\r\n")).split(" ", 3);
            Described.check(line[0], line.length > 1 ? line[1] : "", status(response));
            return response;
        }
    }

    static int status(String response) {
        assertThat(response).startsWith("HTTP/1.1 ");
        return Integer.parseInt(response.substring(9, 12));
    }

    static String get(String path, String... headers) {
        return request("GET", path, "", headers);
    }

    static String post(String path, String body, String... headers) {
        return request("POST", path, body, headers);
    }

    /** A request with its lines of headers. */
    static String request(String method, String path, String body, String... headers) {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + length + String.join("", headers) + "\r\n"
                + body;
    }
}
