package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door for HTTP of a real job. */
class HttpIT {
    @TempDir
    private Path folder;

    private static Job.Running serve(String... options) {
        List<String> all = new ArrayList<>(List.of("-np", "5", "--nodes", "4", "--http", "0"));
        all.addAll(List.of(options));
        return Job.script("serve", all.toArray(String[]::new)).start();
    }

    private static Web web(Job.Running job) {
        return new Web(Served.port(job, "HTTP"));
    }

    private static String tag(HttpResponse<?> response) {
        return response.headers().firstValue("etag").orElseThrow();
    }

    @Test
    void keepsValuesOfAnyBytesUnderKeysOfAnyBytes() {
        try (Job.Running job = serve()) {
            Web web = web(job);
            byte[] value = new byte[200_000];
            new SplittableRandom(1).nextBytes(value);
            String path = "/keys/%00%ff/and%20so+on";
            assertThat(web.get(path).statusCode()).isEqualTo(404);
            HttpResponse<byte[]> put = web.send("PUT", path, BodyPublishers.ofByteArray(value));
            assertThat(put.statusCode()).isEqualTo(204);
            HttpResponse<byte[]> got = web.get(path);
            assertThat(got.body()).isEqualTo(value);
            assertThat(tag(got)).isEqualTo(tag(put));
            assertThat(web.get(path, "if-none-match", tag(put)).statusCode()).isEqualTo(304);
            HttpResponse<byte[]> head = web.send("HEAD", path, BodyPublishers.noBody());
            assertThat(head.headers().firstValue("content-length")).hasValue("200000");
            assertThat(web.delete(path).statusCode()).isEqualTo(204);
            assertThat(web.delete(path).statusCode()).isEqualTo(404);
            Served.terminate(job);
        }
    }

    @Test
    void losesNoUpdateOfClientsThatCompareAndSet() throws Exception {
        int clients = 8;
        int each = 100;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try (Job.Running job = serve("--replicas", "2")) {
            int port = Served.port(job, "HTTP");
            List<Future<?>> users = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                users.add(threads.submit(() -> countUp(new Web(port), each)));
            }
            for (Future<?> user : users) {
                user.get();
            }
            assertThat(Web.text(new Web(port).get("/keys/counter"))).isEqualTo(Integer.toString(clients * each));
            Served.terminate(job);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Adds to the counter; whoever finds none stores the first. */
    private static void countUp(Web web, int times) {
        int done = 0;
        while (done < times) {
            HttpResponse<byte[]> now = web.get("/keys/counter");
            HttpResponse<byte[]> next = now.statusCode() == 404
                    ? web.put("/keys/counter", "1", "if-none-match", "*")
                    : web.put(
                            "/keys/counter",
                            Integer.toString(Integer.parseInt(Web.text(now)) + 1),
                            "if-match",
                            tag(now));
            assertThat(next.statusCode()).isIn(204, 412);
            done += next.statusCode() == 204 ? 1 : 0;
        }
    }

    @Test
    void endsForThoseWhoMayEndIt() {
        try (Job.Running job = serve("--allow-end")) {
            HttpResponse<byte[]> told = web(job).send("POST", "/end", BodyPublishers.noBody());
            assertThat(Web.text(told)).isEqualTo("{\"op\":\"END\"}");
            assertThat(job.await().exitCode()).isZero();
            job.leavesNothing();
        }
    }

    @Test
    void deletesOnlyWhatIsAsItShouldBe() {
        try (Job.Running job = serve()) {
            Web web = web(job);
            String tag = tag(web.put("/keys/a", "one"));
            assertThat(web.put("/keys/a", "two", "if-none-match", "*").statusCode())
                    .isEqualTo(412);
            assertThat(web.put("/keys/b", "two", "if-match", "*").statusCode()).isEqualTo(412);
            assertThat(web.put("/keys/a", "two", "if-match", "*").statusCode()).isEqualTo(204);
            assertThat(web.delete("/keys/a", "if-match", tag).statusCode()).isEqualTo(412);
            assertThat(web.delete("/keys/a", "if-match", "\"x\", " + tag(web.get("/keys/a")))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(web.get("/keys/a").statusCode()).isEqualTo(404);
            Served.terminate(job);
        }
    }

    @Test
    void runsACommandFileAsABatchJobWould() throws IOException {
        Path file = folder.resolve("commands");
        Files.writeString(file, randomCommands());
        String[] circle = {"-np", "5", "--nodes", "4", "--ids", "xxh3", "--verbose", "--format", "json"};
        List<String> batch = new ArrayList<>(List.of(circle));
        batch.addAll(List.of("--on-error", "continue", file.toString()));
        Job.Result expected = Job.dht(batch.toArray(String[]::new)).run();
        try (Job.Running job = serve()) {
            HttpResponse<byte[]> got = web(job).send(
                            "POST",
                            "/batch?on-error=continue",
                            BodyPublishers.ofFile(file),
                            "content-type",
                            "text/plain");
            assertThat(Web.text(got).lines().filter(line -> !line.contains("\"error\"")))
                    .containsExactlyElementsOf(expected.text().lines().toList());
            long errors = expected.err()
                    .lines()
                    .filter(line -> line.contains(": error: "))
                    .count();
            assertThat(Web.text(got).lines().filter(line -> line.contains("\"error\"")))
                    .hasSize((int) errors);
            Served.terminate(job);
        }
    }

    private static String randomCommands() {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String key = "k" + random.nextInt(500);
            text.append(
                    switch (random.nextInt(12)) {
                        case 0 -> "DELETE " + key;
                        case 1 -> "INCR n" + random.nextInt(20);
                        case 2 -> "CAS " + key + " " + random.nextInt(3) + " " + random.nextInt(3);
                        case 3 -> i % 2000 == 0 ? "ADD 2 " + (1000 + i) : "EXPLAIN " + key;
                        case 4 -> random.nextInt(50) == 0 ? "NONSENSE" : "INCR " + key;
                        case 5, 6, 7 -> "GET " + key;
                        default -> "PUT " + key + " " + random.nextInt(3);
                    });
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void changesNothingBehindAnErrorInAFile() {
        try (Job.Running job = serve()) {
            Web web = web(job);
            web.post("/nodes", "{\"rank\":1,\"id\":77}");
            for (int i = 0; i < 50; i++) {
                String results = Web.text(web.post("/batch", "PUT a x\nINCR a\nREMOVE 77\nPUT b y\n"));
                assertThat(results)
                        .contains("\"line\":2,\"column\":1,\"error\"")
                        .doesNotContain("REMOVE");
            }
            assertThat(web.get("/nodes/77").statusCode()).isEqualTo(200);
            Served.terminate(job);
        }
    }

    @Test
    void takesFilesOfThoseWhoAskBeforeTheySend() throws Exception {
        try (Job.Running job = serve();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), Served.port(job, "HTTP"))) {
            String head =
                    "POST /batch HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 8\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(socket.getInputStream().readNBytes(goOn.length()))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(goOn);
            socket.getOutputStream().write("PUT a b\n".getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .filter(next -> next.startsWith("{"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line).startsWith("{\"line\":1,\"op\":\"PUT\"");
            Served.terminate(job);
        }
    }

    @Test
    void playsNoFaultInAFileOfThoseWhoMayNot() {
        try (Job.Running job = serve("--replicas", "2")) {
            Web web = web(job);
            assertThat(Web.text(web.post("/batch", "PUT a 1\nCRASH RANK 1\nGET a\n")))
                    .contains("\"line\":2,\"column\":1,\"error\":\"faults")
                    .doesNotContain("\"line\":3");
            assertThat(Web.text(web.post("/batch?on-error=continue", "WAIT 100\nGET a\n")))
                    .contains("\"line\":1,\"column\":1,\"error\":\"faults")
                    .contains("\"line\":2,\"op\":\"GET\",\"key\":\"a\",\"found\":true");
            assertThat(web.post("/faults", "CRASH RANK 1").statusCode()).isEqualTo(403);
            Served.terminate(job);
        }
    }

    @Test
    void speaksTheInterfaceOfObjectsToCurl() throws Exception {
        assumeTrue(Stream.of("/usr/bin/curl", "/bin/curl").anyMatch(at -> Files.isExecutable(Path.of(at))), "no curl");
        try (Job.Running job = serve()) {
            String base = "http://127.0.0.1:" + Served.port(job, "HTTP");
            assertThat(curl(base + "/put", "{\"key\":\"k\",\"value\":\"v\",\"writer_id\":\"w\"}"))
                    .containsEntry("success", true)
                    .containsEntry("writer_id", "w");
            assertThat(curl(base + "/get", "{\"key\":\"k\"}"))
                    .containsEntry("success", true)
                    .containsEntry("value", "v");
            assertThat(curl(base + "/delete", "{\"key\":\"k\"}")).containsEntry("success", true);
            assertThat(curl(base + "/get", "{\"key\":\"k\"}")).containsEntry("success", false);
            assertThat(curl(base + "/get", "{\"key\":7}"))
                    .containsEntry("error", "'key' is no string; right is {\"key\": \"…\", \"writer_id\": \"…\"}");
            assertThat(curl(base + "/metrics", "")).containsKeys("commands", "keys", "hops");
            Served.terminate(job);
        }
    }

    private static Map<String, Object> curl(String url, String body) throws IOException {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-m", "20", url));
        if (!body.isEmpty()) {
            command.addAll(List.of("-X", "POST", "-H", "content-type: application/json", "-d", body));
        }
        Process process = new ProcessBuilder(command).start();
        return JSON.std.mapFrom(process.getInputStream().readAllBytes());
    }

    @Test
    void tellsOfTheRingAndOfWhatChangesIt() throws Exception {
        try (Job.Running job = serve("--replicas", "2", "--allow-faults")) {
            int port = Served.port(job, "HTTP");
            Web web = new Web(port);
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                    .build();
            try (BufferedReader events = new BufferedReader(new InputStreamReader(
                    HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8))) {
                assertThat(next(events, "ring")).contains("\"op\":\"RING\"");
                assertThat(web.post("/nodes", "{\"rank\":1,\"id\":77}").statusCode())
                        .isEqualTo(200);
                assertThat(next(events, "change")).contains("\"command\":\"ADD 1 77\"");
                assertThat(next(events, "ring")).contains("{\"id\":77,");
                assertThat(Web.text(web.get("/ring"))).startsWith("{\"op\":\"RING\",\"nodes\":[{\"id\":77,");
                assertThat(Web.text(web.get("/nodes"))).startsWith("[{\"id\":77,");
                assertThat(web.post("/faults", "CRASH RANK 1").statusCode()).isEqualTo(200);
                assertThat(next(events, "change")).contains("\"command\":\"CRASH RANK 1\"");
                assertThat(next(events, "figures")).contains("\"verb\":\"ADD\"");
            }
            assertThat(Web.text(web.get("/explain/a%20key"))).contains("\"op\":\"EXPLAIN\",\"key\":\"a key\"");
            assertThat(Web.text(web.get("/replicas/a"))).contains("\"copies\":[");
            assertThat(Web.text(web.get("/leader/a"))).contains("\"op\":\"LEADER\"");
            assertThat(web.get("/nodes/78").statusCode()).isEqualTo(404);
            assertThat(web.delete("/nodes/78").statusCode()).isEqualTo(404);
            Served.terminate(job);
        }
    }

    private static String next(BufferedReader events, String kind) throws IOException {
        String line = events.readLine();
        while (!line.equals("event: " + kind)) {
            line = events.readLine();
        }
        return events.readLine();
    }

    @Test
    void readsItsOwnDescription() throws IOException {
        try (Job.Running job = serve()) {
            Map<String, Object> description =
                    JSON.std.mapFrom(web(job).get("/openapi.json").body());
            assertThat(Arrays.asList("openapi", "paths")).allMatch(description::containsKey);
            Served.terminate(job);
        }
    }
}
