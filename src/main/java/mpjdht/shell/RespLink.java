package mpjdht.shell;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A socket to the door for clients of Redis, on which one line at a time is run. */
final class RespLink implements AutoCloseable {
    private static final byte[] RUN = "DHT.RUN".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AUTH = "AUTH".getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECT_MILLIS = 5000;

    private final Socket socket = new Socket();
    private RespReplies replies;
    private volatile boolean isClosed;

    /**
     * Connects.
     *
     * @param token what shows who comes, if the server asks for that
     * @throws IOException if nobody is there, or somebody else
     */
    void open(InetSocketAddress address, Optional<String> token) throws IOException {
        socket.connect(address, CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        replies = new RespReplies(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        if (token.isPresent()) {
            require(ask(AUTH, token.get().getBytes(StandardCharsets.UTF_8)));
        }
        require(run(new byte[0]));
    }

    private static void require(Reply reply) throws IOException {
        if (reply.kind() != Reply.Kind.DONE) {
            throw new IOException("it says '" + reply.message() + "'; right is an mpj-dht server of this version");
        }
    }

    /** Has a line run. */
    Reply run(byte[] line) throws IOException {
        return ask(RUN, line);
    }

    private Reply ask(byte[]... words) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (byte[] word : List.of(words)) {
            command.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            command.writeBytes(word);
            command.writeBytes(new byte[] {'\r', '\n'});
        }
        command.writeTo(socket.getOutputStream());
        return replies.next();
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody speaks on it any more.
            return;
        }
    }
}
