package mpjdht.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import mpjdht.bench.program.BareHttp;
import mpjdht.report.MarkdownTable;

/** The doors beside Redis, and beside a server of HTTP that does nothing else: in turn, on the same cores, which the load shares with both. */
final class DoorSections {
    private static final int CONNECTIONS = 64;
    private static final int SECONDS = 4;
    private static final int QUICK_DIVISOR = 20;

    /** A run of each, so that all are warm. */
    private static final int WARM_UPS = 1;

    /** What compilers leave undone for longer shows in the first runs of a server of HTTP. */
    private static final int HTTP_WARM_UPS = 3;

    private final Session session;

    /** A load of redis-benchmark. */
    private record RedisLoad(int pipeline, int connections, int requests) {
        List<String> arguments() {
            return List.of(
                    "-P", Integer.toString(pipeline), "-c", Integer.toString(connections), "-n", Integer.toString(requests));
        }

        @Override
        public String toString() {
            return "-P " + pipeline + " -c " + connections + " -n " + requests;
        }
    }

    DoorSections(Session session) {
        this.session = session;
    }

    /** Measures and reports. */
    void run() throws IOException, InterruptedException {
        for (String program : List.of("redis-server", "redis-benchmark", "wrk")) {
            if (Place.onPath(program).isEmpty()) {
                throw new BenchException(program + " is not installed; Debian's packages redis-server, redis-tools and wrk have what is needed");
            }
        }
        redis();
        http();
    }

    private void redis() throws IOException, InterruptedException {
        int divisor = session.options().quick() ? QUICK_DIVISOR : 1;
        Map<String, Listening> servers = new LinkedHashMap<>();
        try {
            servers.put("Redis", redisServer());
            servers.put("-np 8 --nodes 6", served("eight", "--resp", "-np", "8", "--nodes", "6"));
            servers.put("-np 3 --routing direct", served("three", "--resp", "-np", "3", "--routing", "direct"));
            for (RedisLoad load : List.of(new RedisLoad(100, 8, 2_000_000 / divisor), new RedisLoad(1, 50, 200_000 / divisor))) {
                redis(load, servers);
            }
        } finally {
            close(servers);
        }
    }

    private void redis(RedisLoad load, Map<String, Listening> servers) throws IOException, InterruptedException {
        Map<String, Map<String, List<DoorLoad>>> found = new LinkedHashMap<>();
        for (int run = -WARM_UPS; run < session.options().runs(); run++) {
            for (Map.Entry<String, Listening> server : servers.entrySet()) {
                Map<String, DoorLoad> loads =
                        DoorLoad.ofRedisBenchmark(session.place(), server.getValue().port(), load.arguments());
                session.progress("redis-benchmark " + load + ", " + server.getKey() + ": " + loads);
                if (run >= 0) {
                    loads.forEach((verb, shown) -> found.computeIfAbsent(verb, one -> new LinkedHashMap<>())
                            .computeIfAbsent(server.getKey(), one -> new ArrayList<>())
                            .add(shown));
                }
            }
        }
        for (Map.Entry<String, Map<String, List<DoorLoad>>> verb : found.entrySet()) {
            session.report("### redis-benchmark " + load + ", " + verb.getKey() + "\n\n" + table("Redis", verb.getValue()));
        }
    }

    private void http() throws IOException, InterruptedException {
        Map<String, Listening> servers = new LinkedHashMap<>();
        try {
            Pattern told = Pattern.compile("port (\\d+)");
            servers.put("bare server", Listening.start(session.place(), "bare-http", session.place().java(BareHttp.class), told));
            servers.put("-np 8 --nodes 6", served("http", "--http", "-np", "8", "--nodes", "6"));
            put(servers.get("-np 8 --nodes 6").port());
            Map<String, List<DoorLoad>> found = new LinkedHashMap<>();
            for (int run = -HTTP_WARM_UPS; run < session.options().runs(); run++) {
                for (Map.Entry<String, Listening> server : servers.entrySet()) {
                    String url = "http://127.0.0.1:" + server.getValue().port() + "/keys/k";
                    DoorLoad shown = DoorLoad.ofWrk(session.place(), url, CONNECTIONS, session.options().quick() ? 1 : SECONDS);
                    session.progress("wrk, " + server.getKey() + ": " + shown);
                    if (run >= 0) {
                        found.computeIfAbsent(server.getKey(), one -> new ArrayList<>()).add(shown);
                    }
                }
            }
            session.report("### GET by HTTP, " + CONNECTIONS + " connections\n\n" + table("bare server", found));
        } finally {
            close(servers);
        }
    }

    private void put(int port) throws IOException, InterruptedException {
        new TimedProcess(
                        List.of("curl", "-sf", "-X", "PUT", "-d", "x".repeat(BareHttp.VALUE_BYTES), "http://127.0.0.1:" + port + "/keys/k"),
                        session.place().scratch().resolve("put.log"))
                .run();
    }

    /** Medians of each, and the ratio of requests per second to those of the peer. */
    private static String table(String peer, Map<String, List<DoorLoad>> found) {
        double peerRate = median(found.get(peer)).perSecond();
        MarkdownTable table = new MarkdownTable("", "requests/s", "ratio", "least, most", "p50 ms", "p99 ms", "p99.9 ms");
        found.forEach((name, loads) -> {
            DoorLoad median = median(loads);
            double[] rates = loads.stream().mapToDouble(DoorLoad::perSecond).sorted().toArray();
            table.row(
                    name,
                    rate(median.perSecond()),
                    Format.ratio(median.perSecond() / peerRate),
                    rate(rates[0]) + ", " + rate(rates[rates.length - 1]),
                    Format.ratio(median.half()),
                    Format.ratio(median.most()),
                    Format.ratio(median.almostAll()));
        });
        return table.render();
    }

    /** The run whose rate is in the middle. */
    private static DoorLoad median(List<DoorLoad> loads) {
        List<DoorLoad> sorted = loads.stream()
                .sorted(Comparator.comparingDouble(DoorLoad::perSecond))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }

    private Listening redisServer() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String number = Integer.toString(port);
        List<String> command = List.of("redis-server", "--port", number, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        return Listening.start(
                session.place(), "redis-doors", command, Pattern.compile("(?s)port=(\\d+).*Ready to accept connections"));
    }

    private Listening served(String name, String door, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(session.place().root().resolve("scripts/serve").toString(), door, "0"));
        command.addAll(List.of(options));
        return Listening.start(
                session.place(), "serve-" + name, command, Pattern.compile("serving \\w+ on \\S+:(\\d+)"));
    }

    private static void close(Map<String, Listening> servers) {
        servers.values().forEach(Listening::close);
    }
}
