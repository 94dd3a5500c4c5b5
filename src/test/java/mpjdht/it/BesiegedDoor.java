package mpjdht.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A door, and how one speaks there.
 *
 * @param word what a client may say on a connection of its own
 * @param answer what it then hears, among other things; as ISO 8859-1
 * @param input draws what a client may better not say
 * @param talk comes in as the client of a number
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record BesiegedDoor(
        String name,
        int port,
        byte[] word,
        String answer,
        Function<SplittableRandom, byte[]> input,
        IntFunction<Talk> talk) {
    private static final int LONGEST_ANSWER_MILLIS = 30_000;

    /** Long enough for somebody to say it slowly. */
    private static final String PADDING = "x".repeat(150);

    static BesiegedDoor resp(int port) {
        String word = "*2\r\n$4\r\nECHO\r\n$" + PADDING.length() + "\r\n" + PADDING + "\r\n";
        return new BesiegedDoor(
                "RESP",
                port,
                word.getBytes(StandardCharsets.US_ASCII),
                "\r\n" + PADDING + "\r\n",
                RespFuzz::input,
                client -> new RespTalk(port, client));
    }

    static BesiegedDoor http(int port) {
        String word = "GET /health HTTP/1.1\r\nhost: localhost\r\nx: " + PADDING + "\r\n\r\n";
        return new BesiegedDoor(
                "HTTP",
                port,
                word.getBytes(StandardCharsets.US_ASCII),
                "{\"status\":\"up\"}",
                HttpFuzz::input,
                client -> new HttpTalk(port, client));
    }

    /** The nodes share the clients; who comes in otherwise does so at the first of them. */
    static BesiegedDoor grpc(List<Integer> ports) {
        byte[] first = Http2.preface();
        byte[] call = Http2.call(1, "/chord.ChordService/Ping", new byte[0]);
        byte[] word = new byte[first.length + call.length];
        System.arraycopy(first, 0, word, 0, first.length);
        System.arraycopy(call, 0, word, first.length, call.length);
        return new BesiegedDoor(
                "gRPC",
                ports.get(0),
                word,
                "\0\0\0\0\2\b\1",
                GrpcFuzz::input,
                client -> new GrpcTalk(ports.get(client % ports.size()), client));
    }

    /** Comes in and says nothing. */
    Socket connect() throws IOException {
        return connect(port);
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Waits for the answer to the word; fails when it does not come. */
    void awaitAnswer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder heard = new StringBuilder();
        byte[] bytes = new byte[1024];
        while (heard.indexOf(answer) < 0) {
            int count = in.read(bytes);
            if (count < 0) {
                throw new AssertionError(name + " ended after: " + heard);
            }
            heard.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        }
    }

    /** Reads until nothing more comes, which has to be soon. */
    static void awaitEnd(Socket socket) throws IOException {
        long begin = System.nanoTime();
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[1 << 14];
        int count = 0;
        while (count >= 0) {
            count = in.read(bytes);
            if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(LONGEST_ANSWER_MILLIS)) {
                throw new SocketTimeoutException("there is always more");
            }
        }
    }
}
