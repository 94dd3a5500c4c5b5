package mpjdht.service.http;

import static mpjdht.service.http.OpenDoor.get;
import static mpjdht.service.http.OpenDoor.receive;
import static mpjdht.service.http.OpenDoor.receiveHead;
import static mpjdht.service.http.OpenDoor.request;
import static mpjdht.service.http.OpenDoor.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door for HTTP makes of the heads of requests. */
class HttpHeadTest {
    private static final int PIPELINED = 5000;
    private static final String UP = "{\"status\":\"up\"}";

    private OpenDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new OpenDoor();
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    /** What is sent, and how the response to it begins and ends. */
    private record Exchanged(String request, boolean isHead, String begin, String end) {}

    private static Exchanged draw(SplittableRandom random) {
        String nothing = "{\"error\":\"nothing is here; /openapi.json tells what this server has\"}";
        return switch (random.nextInt(6)) {
            case 0 -> new Exchanged(get("/health"), false, "HTTP/1.1 200 ", UP);
            case 1 -> new Exchanged(get("/server"), false, "HTTP/1.1 200 ", "{\"version\":\"test\"}");
            case 2 -> new Exchanged(request("HEAD", "/nothing", ""), true, "HTTP/1.1 404 ", "");
            case 3 -> new Exchanged(get("/nothing"), false, "HTTP/1.1 404 ", nothing);
            case 4 ->
                new Exchanged(
                        request("POST", "/put", "{}"),
                        false,
                        "HTTP/1.1 400 ",
                        "{\"error\":\"'value' is no string; right is {\\\"key\\\": \\\"…\\\", \\\"value\\\": \\\"…\\\","
                                + " \\\"writer_id\\\": \\\"…\\\"}\"}");
            default ->
                new Exchanged(
                        request("POST", "/get", "{}", "Expect: 100-Continue\r\n"), false, "HTTP/1.1 100 ", "\r\n\r\n");
        };
    }

    @Test
    void answersAsManyRequestsAsAreSentWithoutWaiting() throws Exception {
        SplittableRandom random = new SplittableRandom(21);
        List<Exchanged> all = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
            Exchanged next = draw(random);
            all.add(next);
            text.append(next.request());
        }
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (Socket socket = door.connect()) {
            Future<?> sent = writer.submit(() -> {
                send(socket, text.toString());
                return null;
            });
            for (Exchanged next : all) {
                assertThat(next.isHead() ? receiveHead(socket) : receive(socket))
                        .startsWith(next.begin())
                        .endsWith("\r\n\r\n" + next.end().strip());
                if (next.begin().equals("HTTP/1.1 100 ")) {
                    assertThat(receive(socket)).startsWith("HTTP/1.1 400 ");
                }
            }
            sent.get();
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void saysHowLongABodyIsThatItDoesNotTell() throws IOException {
        try (Socket socket = door.connect()) {
            send(socket, request("HEAD", "/put", "") + get("/health"));
            assertThat(receiveHead(socket)).startsWith("HTTP/1.1 405 ").containsPattern("content-length: [1-9]");
            assertThat(receive(socket)).endsWith(UP);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, chunked | 501 | a body comes as it is; right is Transfer-Encoding: chunked",
                "deflate,Chunked | 501 | a body comes as it is; right is Transfer-Encoding: chunked",
                "chunked, chunked | 400 | this is no HTTP",
                "identity | 400 | this is no HTTP",
                "xchunked | 400 | this is no HTTP",
            })
    void refusesBodiesThatAreEncoded(String coding, int status, String error) throws IOException {
        String head = request("PUT", "/keys/c", "", "Transfer-Encoding: " + coding + "\r\n");
        assertThat(door.ask(head + "3\r\nabc\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("connection: close")
                .endsWith("{\"error\":\"" + error + "\"}");
    }

    @Test
    void takesBodiesInChunks() throws IOException {
        String head = request("POST", "/get", "", "transfer-encoding: Chunked\r\n");
        assertThat(door.ask(head + "2\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("'key' is no string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /health HTTP/1.1~~ | 400",
                "GET /health HTTP/1.1~Host: localhost~Host: localhost~~ | 400",
                "GET /health HTTP/1.0~~ | 200",
                "GET /health HTTP/1.0~Host: localhost~Host: localhost~~ | 400",
                "GET /health HTTP/2.0~Host: localhost~~ | 505",
                "PRI * HTTP/2.0~~SM~~ | 505",
                "GET /health HTTP/1.1~Host: localhost~Expect: wonders~~ | 417",
            })
    void saysWhatIsWrongWithAHead(String head, int status) throws IOException {
        assertThat(door.ask(head.replace("~", "\r\n"))).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost:evil",
                "localhost:80:80",
                "localhost:123456",
                "localhost.",
                "999.1.1.1",
                "127.1",
                "1.2.3.4.",
                "2130706433",
                "a@localhost",
                "[evil]",
                "[:::]",
                "[::1].evil",
                "[::1",
                "::1"
            })
    void servesNobodyWhoMeansAnotherHost(String host) throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        assertThat(door.ask(request)).startsWith("HTTP/1.1 421 ");
        assertThat(door.askGuarded(request)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "localhost:",
                "127.0.0.1:1",
                "[::1]",
                "[::1]:80",
                "dht.example:1",
                ""
            })
    void servesThoseWhoMeanThisHost(String host) throws IOException {
        assertThat(door.ask("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void takesTheHostOfAWholeAddressForTheOneThatIsMeant() throws IOException {
        assertThat(door.ask("GET http://localhost:1/health?a HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .endsWith(UP);
        assertThat(door.ask("GET HTTP://127.0.0.1?a HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("text/html");
        assertThat(door.ask("GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(door.ask("GET http://localhost/health HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(door.ask(get("http://localhost:1/health", "Origin: http://localhost\r\n")))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void refusesAPageOfOthersThatHasSeveralOrigins() throws IOException {
        String own = "Origin: http://localhost\r\n";
        assertThat(door.ask(get("/health", own, own))).startsWith("HTTP/1.1 200 ");
        assertThat(door.ask(get("/health", own, "Origin: http://evil.example\r\n")))
                .startsWith("HTTP/1.1 403 ");
        assertThat(door.ask(get("/health", "Origin: null\r\n", own))).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | true",
                "Text/*;q=0.1 | true",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | true",
                "text/plain;q=0 | false",
                "text/html, */* ; q=0.8 | false",
                "application/json, text/plain;q=0.9 | false",
                "'' | false",
                ",; | false"
            })
    void tellsTextToThoseWhoWantIt(String accept, boolean isText) {
        assertThat(Accepted.isText(List.of(accept))).isEqualTo(isText);
    }
}
