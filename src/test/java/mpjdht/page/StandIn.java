package mpjdht.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mpjdht.page.StandInRing.Node;

/** Answers as a job's door for HTTP does, for a ring that is only drawn; and remembers what it was asked for. */
final class StandIn implements PageServer {
    private static final String END = "end";
    private static final int MOST_COPIES = 3;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Page page = Page.load();
    private final StandInRing ring;
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final List<BlockingQueue<String>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> first = new ArrayList<>();
    private boolean allowFaults = true;
    private String token;

    /** Serves a ring of so many nodes. */
    StandIn(int nodes) {
        this.ring = new StandInRing(nodes, nodes);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    StandIn withoutFaults() {
        allowFaults = false;
        return this;
    }

    StandIn withToken(String right) {
        token = right;
        return this;
    }

    /** Tells each page that listens these, behind the ring. */
    StandIn telling(String event, String data) {
        first.add(frame(event, data));
        return this;
    }

    StandInRing ring() {
        return ring;
    }

    /** The next request that changes something, or asks for a key: its method, path and body. */
    String nextAsked() throws InterruptedException {
        return String.valueOf(asked.poll(20, TimeUnit.SECONDS));
    }

    /** Tells all pages that listen. */
    void tell(String event, String data) {
        listeners.forEach(listener -> listener.add(frame(event, data)));
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        listeners.forEach(listener -> listener.add(END));
        server.stop(0);
        threads.shutdownNow();
    }

    private static String frame(String event, String data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (path.equals("/")) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.getResponseHeaders().set("Content-Security-Policy", page.contentSecurityPolicy());
                answer(exchange, 200, page.bytes());
            } else if (token != null && !("Bearer " + token).equals(given)) {
                json(exchange, 401, "{\"error\":\"a token is needed\"}");
            } else if (path.equals("/events")) {
                events(exchange);
            } else {
                ask(exchange, exchange.getRequestMethod(), path);
            }
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(frame("ring", ring.json()).getBytes(StandardCharsets.UTF_8));
            out.flush();
            listeners.add(queue);
            queue.addAll(first);
            for (String frame = queue.take(); !frame.equals(END); frame = queue.take()) {
                out.write(frame.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(HttpExchange exchange, String method, String path) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String first = path.substring(1).split("/", 2)[0];
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (!path.equals("/server") && !path.equals("/ring")) {
            asked.add(method + " " + path + (body.isEmpty() ? "" : " " + body));
        }
        switch (method + " " + first) {
            case "GET server" -> json(exchange, 200, about());
            case "GET ring" -> json(exchange, 200, ring.json());
            case "GET nodes" -> node(exchange, Long.parseUnsignedLong(last));
            case "GET explain" -> json(exchange, 200, explain(last));
            case "GET replicas" -> json(exchange, 200, replicas(last));
            case "GET leader" -> json(exchange, 200, leader(last));
            case "POST nodes" -> add(exchange, body);
            case "DELETE nodes" -> remove(exchange, Long.parseUnsignedLong(last));
            case "POST faults" -> play(exchange, body);
            case "GET keys" -> {
                byte[] value = values.get(last);
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                answer(exchange, value == null ? 404 : 200, value == null ? new byte[0] : value);
            }
            case "PUT keys" -> {
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                values.put(last, body.getBytes(StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
            }
            case "DELETE keys" -> exchange.sendResponseHeaders(values.remove(last) == null ? 404 : 204, -1);
            default -> json(exchange, 404, "{\"error\":\"there is no " + path + "\"}");
        }
    }

    private String about() {
        return "{\"version\":\"0.1.0\",\"ranks\":8,\"ids\":\"xxh3\",\"highest_id\":18446744073709551615,\"routing\":\"chord\","
                + "\"replicas\":3,\"consistency\":\"linearizable\",\"allow_faults\":" + allowFaults
                + ",\"started_ms\":1767225600000}";
    }

    private void node(HttpExchange exchange, long id) throws IOException {
        Node node = ring.owner(id);
        if (node.id() != id) {
            json(exchange, 404, "{\"error\":\"id " + StandInRing.id(id) + " is not on the circle\"}");
            return;
        }
        StringBuilder fingers = new StringBuilder();
        for (int bit = Long.SIZE - 1; bit > Long.SIZE - 12; bit--) {
            Node finger = ring.owner(id + (1L << bit));
            fingers.append(fingers.length() == 0 ? "" : ",")
                    .append("{\"start\":" + StandInRing.id(id + (1L << bit)) + ",\"node\":"
                            + StandInRing.id(finger.id()) + "}");
        }
        json(
                exchange,
                200,
                "{\"op\":\"NODE\",\"id\":" + StandInRing.id(id) + ",\"rank\":" + node.rank() + ",\"keys\":"
                        + node.keys() + ",\"bytes\":1,\"successor\":"
                        + StandInRing.id(ring.owner(id + 1).id()) + ",\"fingers\":[" + fingers + "]}");
    }

    /** Where a key would be: by no hash that the product has. */
    static long position(String key) {
        long hash = key.hashCode() * 0x9E3779B97F4A7C15L;
        return (hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L;
    }

    private String explain(String key) {
        long position = position(key);
        List<Node> path = ring.path(position);
        Node owner = path.get(path.size() - 1);
        List<String> steps = path.stream()
                .map(node -> "{\"node\":" + StandInRing.id(node.id()) + ",\"rank\":" + node.rank() + "}")
                .toList();
        return "{\"op\":\"EXPLAIN\",\"key\":\"" + key + "\",\"position\":" + StandInRing.id(position) + ",\"node\":"
                + StandInRing.id(owner.id()) + ",\"rank\":" + owner.rank() + ",\"hops\":" + path.size() + ",\"path\":["
                + String.join(",", steps) + "]}";
    }

    private String replicas(String key) {
        List<Node> nodes = ring.from(ring.owner(position(key)), MOST_COPIES);
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            copies.add("{\"node\":" + StandInRing.id(nodes.get(i).id()) + ",\"rank\":"
                    + nodes.get(i).rank() + ",\"role\":\"" + StandInRing.role(i) + "\",\"present\":true,\"bytes\":5}");
        }
        return "{\"op\":\"REPLICAS\",\"key\":\"" + key + "\",\"position\":" + StandInRing.id(position(key))
                + ",\"copies\":[" + String.join(",", copies) + "]}";
    }

    private String leader(String key) {
        Node owner = ring.owner(position(key));
        return "{\"op\":\"LEADER\",\"key\":\"" + key + "\",\"node\":" + StandInRing.id(owner.id()) + ",\"rank\":"
                + owner.rank() + ",\"term\":0}";
    }

    private void add(HttpExchange exchange, String body) throws IOException {
        int rank = Integer.parseInt(body.replaceAll(".*\"rank\":(\\d+).*", "$1"));
        long id = body.contains("\"id\"") ? Long.parseUnsignedLong(body.replaceAll(".*\"id\":\"(\\d+)\".*", "$1")) : 77;
        ring.add(id, rank);
        String result = "{\"op\":\"ADD\",\"rank\":" + rank + ",\"id\":" + StandInRing.id(id)
                + ",\"keys_moved\":12,\"bytes_moved\":340}";
        json(exchange, 200, result);
        changed("ADD " + rank + " " + StandInRing.id(id), result);
    }

    private void remove(HttpExchange exchange, long id) throws IOException {
        if (ring.owner(id).id() != id) {
            json(exchange, 409, "{\"error\":\"id " + StandInRing.id(id) + " is not on the circle\"}");
            return;
        }
        ring.remove(id);
        String result = "{\"op\":\"REMOVE\",\"id\":" + StandInRing.id(id)
                + ",\"keys_moved\":1204,\"bytes_moved\":28896,\"successor\":"
                + StandInRing.id(ring.owner(id).id()) + "}";
        json(exchange, 200, result);
        changed("REMOVE " + StandInRing.id(id), result);
    }

    private void play(HttpExchange exchange, String line) throws IOException {
        if (!allowFaults) {
            json(exchange, 403, "{\"error\":\"faults are not allowed\"}");
            return;
        }
        String verb = line.replaceAll(" .*", "");
        String rank =
                line.contains("RANK") ? ",\"rank\":" + line.replaceAll(".*RANK (\\d+).*", "$1") + ",\"nodes\":[]" : "";
        String result = "{\"op\":\"" + verb + "\"" + rank + "}";
        json(exchange, 200, result);
        changed(line, result);
    }

    private void changed(String command, String result) {
        tell("change", "{\"time_ms\":1767229200000,\"command\":\"" + command + "\",\"result\":" + result + "}");
        tell("ring", ring.json());
    }

    private static void json(HttpExchange exchange, int code, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(exchange, code, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
