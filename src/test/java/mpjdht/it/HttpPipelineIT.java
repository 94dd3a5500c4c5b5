package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The door for HTTP of a real job: requests that wait for no answer, and long values. */
class HttpPipelineIT {
    private static final int REQUESTS = 5000;
    private static final int MILLIS = 60_000;

    private static Job.Running serve() {
        return Job.script("serve", "-np", "5", "--nodes", "4", "--http", "0").start();
    }

    /** A request, and what comes back. */
    private record Exchanged(String request, int status, String length, String body) {}

    private static Exchanged draw(SplittableRandom random, Map<String, String> values) {
        String key = "k" + random.nextInt(100);
        String path = "/keys/" + key;
        String value = values.get(key);
        int kind = random.nextInt(50);
        if (kind == 0) {
            return new Exchanged(request("GET", "/metrics", ""), 200, "", "{\"commands\":[");
        }
        if (kind < 5) {
            String explained = "{\"op\":\"EXPLAIN\",\"key\":\"" + key + "\"";
            return new Exchanged(request("GET", "/explain/" + key, ""), 200, "", explained);
        }
        if (kind < 25) {
            String next = "v".repeat(random.nextInt(200)) + random.nextInt();
            values.put(key, next);
            return new Exchanged(request("PUT", path, next), 204, "", "");
        }
        if (kind < 30) {
            values.remove(key);
            return new Exchanged(request("DELETE", path, ""), value == null ? 404 : 204, "", "");
        }
        if (value == null) {
            return new Exchanged(request("GET", path, ""), 404, "", "{\"error\":\"the key is not there\"}");
        }
        return kind < 40
                ? new Exchanged(request("GET", path, ""), 200, "", value)
                : new Exchanged(request("HEAD", path, ""), 200, "content-length: " + value.length() + "\r\n", "");
    }

    private static String request(String method, String path, String body) {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n" + body;
    }

    @Test
    void answersManyRequestsThatAreSentWithoutWaiting() throws Exception {
        SplittableRandom random = new SplittableRandom(17);
        Map<String, String> values = new HashMap<>();
        List<Exchanged> all = new ArrayList<>();
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < REQUESTS; i++) {
            Exchanged next = draw(random, values);
            all.add(next);
            requests.append(next.request());
        }
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (Job.Running job = serve();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), Served.port(job, "HTTP"))) {
            socket.setSoTimeout(MILLIS);
            Future<?> sent = writer.submit(() -> {
                socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
                return null;
            });
            InputStream from = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < REQUESTS; i++) {
                Exchanged next = all.get(i);
                String head = head(from);
                assertThat(head)
                        .as("response %s, to %s", i, next.request())
                        .startsWith("HTTP/1.1 " + next.status() + " ")
                        .contains(next.length());
                if (!next.request().startsWith("HEAD ")) {
                    assertThat(body(from, head)).startsWith(next.body());
                }
            }
            sent.get();
            Served.terminate(job);
        } finally {
            writer.shutdownNow();
        }
    }

    private static String head(InputStream from) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = from.read();
            assertThat(next).as("a byte of a response after %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private static String body(InputStream from, String head) throws IOException {
        String name = "content-length: ";
        int at = head.indexOf(name);
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + name.length(), head.indexOf("\r\n", at)));
        return new String(from.readNBytes(length), StandardCharsets.US_ASCII);
    }

    @Test
    void tellsLongValuesToThoseWhoAskByJson() throws IOException {
        try (Job.Running job = serve()) {
            Web web = new Web(Served.port(job, "HTTP"));
            byte[] value = new byte[3_000_001];
            new SplittableRandom(2).nextBytes(value);
            web.send("PUT", "/keys/any", BodyPublishers.ofByteArray(value));
            web.send("PUT", "/keys/text", BodyPublishers.ofByteArray(new byte[5_000_000]));
            assertThat(get(web, "any"))
                    .containsEntry("value_base64", Base64.getEncoder().encodeToString(value));
            assertThat(get(web, "text")).containsEntry("value", "\u0000".repeat(5_000_000));
            Served.terminate(job);
        }
    }

    private static Map<String, Object> get(Web web, String key) throws IOException {
        HttpResponse<byte[]> response = web.post("/get", "{\"key\":\"" + key + "\"}");
        assertThat(response.headers().firstValue("transfer-encoding")).hasValue("chunked");
        return JSON.std.mapFrom(response.body());
    }

    @Test
    void saysByItsStatusWhatIsNotThereAndWhatNeverWillBe() {
        try (Job.Running job = serve()) {
            Web web = new Web(Served.port(job, "HTTP"));
            assertThat(web.delete("/nodes/1").statusCode()).isEqualTo(404);
            assertThat(web.get("/nodes/1").statusCode()).isEqualTo(404);
            assertThat(web.delete("/nodes/99999999999999999999999").statusCode())
                    .isEqualTo(404);
            assertThat(web.get("/nodes/99999999999999999999999").statusCode()).isEqualTo(404);
            assertThat(web.get("/replicas/a").statusCode()).isEqualTo(409);
            assertThat(web.get("/leader/a").statusCode()).isEqualTo(200);
            Served.terminate(job);
        }
    }
}
