package mpjdht.service.http;

import static mpjdht.service.http.OpenDoor.get;
import static mpjdht.service.http.OpenDoor.receive;
import static mpjdht.service.http.OpenDoor.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sockets of the door for HTTP, with nothing behind it. */
class HttpDoorTest {
    private static final int FUZZED = 2000;

    private OpenDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new OpenDoor();
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void answersRequestsOfOneConnectionInTheirOrder() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int seed = 0; seed < 50; seed++) {
            List<String> paths = new ArrayList<>();
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                String path = List.of("/health", "/server", "/nothing").get(random.nextInt(3));
                paths.add(path);
                requests.append(get(path));
            }
            Socket socket = door.connect();
            int sent = 0;
            while (sent < requests.length()) {
                int next = Math.min(requests.length(), sent + 1 + random.nextInt(200));
                send(socket, requests.substring(sent, next));
                sent = next;
            }
            for (String path : paths) {
                String expected =
                        switch (path) {
                            case "/health" -> "{\"status\":\"up\"}";
                            case "/server" -> "{\"version\":\"test\"}";
                            default -> "{\"error\":\"nothing is here; /openapi.json tells what this server has\"}";
                        };
                assertThat(receive(socket)).endsWith("\r\n\r\n" + expected);
            }
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /keys/%zz HTTP/1.1 | 400",
                "GET /keys/ HTTP/1.1 | 400",
                "GET /nodes/x HTTP/1.1 | 400",
                "PATCH /keys/a HTTP/1.1 | 405",
                "PUT /ring HTTP/1.1 | 405",
                "GET /put HTTP/1.1 | 405",
                "GET /batch HTTP/1.1 | 405",
                "POST /events HTTP/1.1 | 405",
                "POST /faults HTTP/1.1 | 403",
                "POST /end HTTP/1.1 | 403",
                "POST /batch?on-error=perhaps HTTP/1.1 | 400",
                "GET /none HTTP/1.1 | 404",
                "nonsense | 400"
            })
    void saysWhatIsWrongWithARequest(String line, int status) throws IOException {
        String response = door.ask(line + "\r\nHost: localhost\r\n\r\n");
        assertThat(response).startsWith("HTTP/1.1 " + status + " ").contains("{\"error\":\"");
    }

    @Test
    void refusesWhatIsTooLongBeforeItHasCome() throws IOException {
        assertThat(door.ask("PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("67108864");
        assertThat(door.ask("GET /keys/" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("the key has 70000 bytes; right is 1 to 65536");
        assertThat(door.ask(get("/health", "X: " + "a".repeat(70_000) + "\r\n")))
                .startsWith("HTTP/1.1 431 ");
        assertThat(door.ask(get("/" + "a".repeat(300_000)))).startsWith("HTTP/1.1 414 ");
    }

    @Test
    void saysOneThingToARequestForAFileThatCannotBe() throws IOException {
        Socket socket = door.connect();
        send(socket, "POST /batch?on-error=perhaps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        send(socket, get("/health"));
        assertThat(receive(socket)).startsWith("HTTP/1.1 400 ");
        assertThat(receive(socket)).endsWith("{\"status\":\"up\"}");
    }

    @Test
    void closesTheConnectionOfWhatItDoesNotUnderstand() throws IOException {
        for (String request : List.of(get("/health", "X: " + "a".repeat(70_000) + "\r\n"), "nonsense\r\n\r\n")) {
            Socket socket = door.connect();
            send(socket, request);
            assertThat(receive(socket)).startsWith("HTTP/1.1 4").contains("connection: close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endsEventsForWhoeverSaysThatNothingMoreComesWhateverWasAskedBehindThem() throws IOException {
        Socket socket = door.connect();
        send(socket, "GET /events HTTP/1.1\r\nhost: localhost\r\n\r\nGET /health HTTP/1.1\r\nhost: localhost\r\n\r\n");
        assertThat(receive(socket)).startsWith("HTTP/1.1 200 ");
        socket.shutdownOutput();
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("HTTP/1.1")
                .endsWith("0\r\n\r\n");
    }

    @Test
    void doesNotAnswerPagesOfOthers() throws IOException {
        assertThat(door.ask("GET /ring HTTP/1.1\r\nHost: evil.example:80\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(door.ask(get("/ring", "Origin: http://evil.example\r\n"))).startsWith("HTTP/1.1 403 ");
        assertThat(door.ask(get("/server", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n")))
                .startsWith("HTTP/1.1 403 ");
        for (String name : List.of("localhost:1", "127.0.0.1", "[::1]:80", "dht.example", "LOCALHOST")) {
            assertThat(door.ask("GET /health HTTP/1.1\r\nHost: " + name + "\r\nOrigin: http://" + name + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersOnlyThoseWhoKnowTheToken() throws IOException {
        assertThat(door.askGuarded(get("/server"))).startsWith("HTTP/1.1 401 ").contains("www-authenticate: Bearer");
        assertThat(door.askGuarded(get("/server", "Authorization: Bearer 0123456789abcdee\r\n")))
                .startsWith("HTTP/1.1 401 ");
        assertThat(door.askGuarded(get("/server", "Authorization: Basic 0123456789abcdef\r\n")))
                .startsWith("HTTP/1.1 401 ");
        assertThat(door.askGuarded(get("/server", "authorization: bearer 0123456789abcdef\r\n")))
                .startsWith("HTTP/1.1 200 ");
        assertThat(door.askGuarded(get("/health"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void tellsWhoComesWhenItIsFull() throws IOException {
        for (int i = 0; i < OpenDoor.CONNECTIONS; i++) {
            Socket socket = door.connect();
            send(socket, get("/health"));
            assertThat(receive(socket)).startsWith("HTTP/1.1 200 ");
        }
        Socket late = door.connect();
        assertThat(receive(late)).startsWith("HTTP/1.1 503 ");
        assertThat(late.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void servesOthersWhateverSomebodySends() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int seed = 0; seed < FUZZED; seed++) {
            try (Socket socket = door.connect()) {
                socket.getOutputStream().write(nonsense(random));
                socket.shutdownOutput();
                readToEnd(socket);
            }
        }
        Socket socket = door.connect();
        send(socket, get("/health"));
        assertThat(receive(socket)).endsWith("{\"status\":\"up\"}");
    }

    /** A request that is cut, or has bytes that are others, or only such. */
    private static byte[] nonsense(SplittableRandom random) {
        // Nothing that the grid is asked: nobody would answer.
        String[] requests = {
            get("/server"),
            "PUT /server HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nvalue",
            "POST /put HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"k\r\n0\r\n\r\n",
            "POST /get HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n{\"kay\": 1",
            "DELETE /nodes/ HTTP/1.0\r\nIf-Match: *\r\n\r\n"
        };
        byte[] bytes = requests[random.nextInt(requests.length)].getBytes(StandardCharsets.ISO_8859_1);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                byte[] any = new byte[random.nextInt(300)];
                random.nextBytes(any);
                return any;
            }
            case 2 -> {
                for (int i = 0; i <= random.nextInt(8); i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            default -> {
                int at = random.nextInt(bytes.length);
                byte[] longer = new byte[bytes.length + 3];
                random.nextBytes(longer);
                System.arraycopy(bytes, 0, longer, 0, at);
                System.arraycopy(bytes, at, longer, at + 3, bytes.length - at);
                return longer;
            }
        }
        return bytes;
    }

    private static void readToEnd(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {}
        } catch (SocketException e) {
            return;
        }
    }
}
