package mpjdht.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the door, before a server that says what a test has it say. */
class RespClientTest {
    private static final long LONG_SECONDS = 20;
    private static final String HELLO = "*0\r\n";

    private final List<String> heard = new ArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private RespClient client(String... token) {
        return new RespClient(
                "127.0.0.1", server.getLocalPort(), List.of(token).stream().findFirst());
    }

    /** Hears one command after another on the next connection, answers each, and then hangs up. */
    private CompletableFuture<Void> serve(String... replies) {
        return CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                for (String reply : replies) {
                    heard.add(command(in));
                    socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String command(BufferedReader in) throws IOException {
        int words = Integer.parseInt(in.readLine().substring(1));
        List<String> command = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            int length = Integer.parseInt(in.readLine().substring(1));
            char[] word = new char[length];
            for (int at = 0; at < length; at++) {
                word[at] = (char) in.read();
            }
            in.readLine();
            command.add(new String(word));
        }
        return String.join(" ", command);
    }

    @Test
    void hasLinesRunAndReadsWhatTheyPrint() throws Exception {
        CompletableFuture<Void> over = serve(HELLO, "*2\r\n$5\r\nNODE \r\n$6\r\n  n\u00e4h\r\n", "*0\r\n");
        try (RespClient client = client()) {
            client.open();
            assertThat(client.run("NODE 4".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(Reply.done(List.of("NODE ", "  näh")));
            assertThat(client.run("# \"".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reply.done(List.of()));
        }
        over.get(LONG_SECONDS, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("DHT.RUN ", "DHT.RUN NODE 4", "DHT.RUN # \"");
    }

    @Test
    void readsErrorsWithTheirColumn() throws Exception {
        CompletableFuture<Void> over = serve(
                HELLO,
                "-UNREADABLE 5 'x' is not a number; right is 1\r\n",
                "-FAILED 1 it is dead\r\n",
                "-NOPERM faults are not for you\r\n");
        try (RespClient client = client()) {
            client.open();
            assertThat(client.run(new byte[0]))
                    .isEqualTo(Reply.wrong(Reply.Kind.UNREADABLE, 5, "'x' is not a number; right is 1"));
            assertThat(client.run(new byte[0])).isEqualTo(Reply.wrong(Reply.Kind.FAILED, 1, "it is dead"));
            assertThat(client.run(new byte[0])).isEqualTo(Reply.wrong(Reply.Kind.FAILED, 1, "faults are not for you"));
        }
        over.get(LONG_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void showsItsTokenFirst() throws Exception {
        CompletableFuture<Void> over = serve("+OK\r\n", HELLO);
        try (RespClient client = client("secret")) {
            client.open();
        }
        over.get(LONG_SECONDS, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("AUTH secret", "DHT.RUN ");
    }

    @Test
    void saysWhyTheServerDoesNotLetItIn() throws Exception {
        CompletableFuture<Void> over = serve("-WRONGPASS that is no token\r\n");
        try (RespClient client = client("secret")) {
            assertThatThrownBy(client::open)
                    .isInstanceOf(LostException.class)
                    .hasMessageContaining("that is no token")
                    .hasMessageContaining("127.0.0.1:" + server.getLocalPort());
        }
        over.get(LONG_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n",
                "*x\r\n",
                "*99999999999\r\n",
                "*999999999\r\n",
                "*-1\r\n",
                "*1\r\n$999999999\r\n",
                "*1\r\n:7\r\n",
                "*1\r\n$5\r\nab",
                "*1",
                ""
            })
    void tellsThatWhatComesIsNoReply(String reply) throws Exception {
        CompletableFuture<Void> over = serve(HELLO, reply);
        try (RespClient client = client()) {
            client.open();
            assertThatThrownBy(() -> client.run(new byte[0]))
                    .isInstanceOf(LostException.class)
                    .hasMessageMatching("127.0.0.1:\\d+ is lost: [^\r\n]+");
        }
        over.get(LONG_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void givesUpTheLineUnderWayAndRunsTheNextOnAnotherConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> silent = CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                command(in);
                socket.getOutputStream().write(HELLO.getBytes(StandardCharsets.UTF_8));
                command(in);
                asked.countDown();
                assertThat(in.read()).isEqualTo(-1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try (RespClient client = client()) {
            client.open();
            client.giveUp();
            CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.run("SYNC".getBytes(StandardCharsets.UTF_8));
                } catch (LostException e) {
                    throw new AssertionError(e);
                }
            });
            asked.await();
            client.giveUp();
            assertThat(reply.get(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo(Reply.unanswered());
            silent.get(LONG_SECONDS, TimeUnit.SECONDS);
            CompletableFuture<Void> over = serve(HELLO, "*1\r\n$1\r\nx\r\n");
            assertThat(client.run("RING".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reply.done(List.of("x")));
            over.get(LONG_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(heard).containsExactly("DHT.RUN ", "DHT.RUN RING");
    }

    @Test
    void looksOnlyForAWhile() throws Exception {
        CompletableFuture<Void> silent = CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try (RespClient client = client()) {
            assertThat(client.look("RING".getBytes(StandardCharsets.UTF_8), 50)).isEmpty();
        }
        silent.get(LONG_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void tellsThatNobodyIsThere() throws IOException {
        server.close();
        try (RespClient client = client()) {
            assertThatThrownBy(client::open)
                    .isInstanceOf(LostException.class)
                    .hasMessageContaining("cannot be reached");
            assertThat(client.look(new byte[0], 1000)).isEqualTo(Optional.empty());
        }
    }
}
