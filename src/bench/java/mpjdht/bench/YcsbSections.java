package mpjdht.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import mpjdht.report.MarkdownTable;

/**
 * The workloads of YCSB against this program and against Redis, in turn, on the same cores, which YCSB shares with both. A record is one value
 * here, whose updates are a compare-and-set, and in Redis a hash; both by the same client library.
 */
final class YcsbSections {
    private static final List<String> WORKLOADS = List.of("a", "b", "c", "d", "f");
    private static final int RECORDS = 10_000;
    private static final int OPERATIONS = 100_000;
    private static final int QUICK_DIVISOR = 20;
    private static final int THREADS = 8;

    /** How many operations a second are asked for where both latencies are told: less than any server of the table manages. */
    private static final int TARGET = 1_000;

    private static final String REDIS = "Redis";

    private final Session session;
    private final int divisor;

    /** A server, and how its records are kept. */
    private record Server(String name, Listening listening, String records) {}

    YcsbSections(Session session) {
        this.session = session;
        this.divisor = session.options().quick() ? QUICK_DIVISOR : 1;
    }

    /** Measures and reports. */
    void run() throws IOException, InterruptedException {
        if (Place.onPath("redis-server").isEmpty()) {
            throw new BenchException("redis-server is not installed; scripts/bench --install-peers --ycsb installs it");
        }
        List<Server> servers = new ArrayList<>();
        try {
            servers.add(new Server(REDIS, redis(), "hashes"));
            servers.add(new Server("-np 8 --nodes 6", served("eight", "-np", "8", "--nodes", "6"), "values"));
            servers.add(new Server("-np 3 --routing direct", served("three", "-np", "3", "--routing", "direct"), "values"));
            for (String workload : WORKLOADS) {
                report(workload, measure(workload, servers, List.of()));
            }
            int operations = OPERATIONS / divisor / 10;
            report(
                    "a, " + TARGET + " operations a second asked for",
                    measure(
                            "a",
                            servers,
                            List.of("-target", Integer.toString(TARGET), "-p", "operationcount=" + operations)));
        } finally {
            servers.forEach(server -> server.listening().close());
        }
    }

    private Map<String, List<YcsbReport>> measure(String workload, List<Server> servers, List<String> more)
            throws IOException, InterruptedException {
        Map<String, List<YcsbReport>> found = new LinkedHashMap<>();
        for (int run = 0; run < session.options().runs(); run++) {
            for (Server server : servers) {
                ycsb("load", workload, server, List.of());
                YcsbReport report = ycsb("run", workload, server, more);
                session.progress("YCSB " + workload + ", " + server.name() + ": " + report.perSecond() + " operations/s");
                found.computeIfAbsent(server.name(), one -> new ArrayList<>()).add(report);
            }
        }
        return found;
    }

    private YcsbReport ycsb(String mode, String workload, Server server, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                session.place().root().resolve("scripts/ycsb").toString(),
                mode,
                "-P",
                "workload" + workload,
                "-threads",
                Integer.toString(THREADS),
                "-p",
                "recordcount=" + RECORDS / divisor,
                "-p",
                "operationcount=" + OPERATIONS / divisor,
                "-p",
                "resp.port=" + server.listening().port(),
                "-p",
                "resp.records=" + server.records()));
        command.addAll(more);
        Path output = session.place().scratch().resolve("ycsb.out");
        new TimedProcess(command, session.place().scratch().resolve("ycsb.log")).output(output).run();
        return YcsbReport.parse(Files.readString(output));
    }

    private void report(String what, Map<String, List<YcsbReport>> found) {
        double peer = YcsbReport.median(found.get(REDIS)).perSecond();
        MarkdownTable table = new MarkdownTable(
                "", "operations/s", "ratio", "least, most", "reads: p50, p99 ms", "writes: p50, p99 ms", "reads: p99 ms as intended");
        found.forEach((name, reports) -> {
            YcsbReport median = YcsbReport.median(reports);
            double[] rates =
                    reports.stream().mapToDouble(YcsbReport::perSecond).sorted().toArray();
            table.row(
                    name,
                    rate(median.perSecond()),
                    Format.ratio(median.perSecond() / peer),
                    rate(rates[0]) + ", " + rate(rates[rates.length - 1]),
                    median.latencies("READ"),
                    median.latencies("UPDATE", "INSERT"),
                    median.millis("Intended-READ", "99th"));
        });
        session.report("### YCSB workload " + what + "\n\n" + table.render());
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }

    private Listening redis() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = List.of(
                "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        return Listening.start(
                session.place(), "redis-ycsb", command, Pattern.compile("(?s)port=(\\d+).*Ready to accept connections"));
    }

    private Listening served(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(session.place().root().resolve("scripts/serve").toString(), "--resp", "0"));
        command.addAll(List.of(options));
        return Listening.start(
                session.place(), "ycsb-" + name, command, Pattern.compile("serving \\w+ on \\S+:(\\d+)"));
    }
}
