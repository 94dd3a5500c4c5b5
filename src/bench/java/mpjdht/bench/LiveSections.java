package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.bench.program.MovingArc;
import mpjdht.bench.program.Programs;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;
import mpjdht.report.MarkdownTable;

/** Acceptance J and K: requests while keys move, and the ways of requests with values of any size. */
final class LiveSections {
    private static final List<String> ROUTINGS = List.of("one-hop", "direct");
    private static final List<String> DEVICES = List.of("multicore", "niodev");
    private static final List<String> PERCENTILES = List.of("50.0", "99.0", "99.9", "99.99", "100.0");
    private static final String REDIS = "redis";
    private static final String KIBIBYTE = "1 KiB";
    private static final int MOVING_RANKS = 4;
    private static final int MILLION = 1_000_000;

    private final Session session;
    private final Verdicts verdicts;
    private final int divisor;

    LiveSections(Session session, Verdicts verdicts, int divisor) {
        this.session = session;
        this.verdicts = verdicts;
        this.divisor = divisor;
    }

    /** J: how long requests of other clients take while half of all keys move to and fro. */
    void movement() throws IOException, InterruptedException {
        int keys = 10 * MILLION / divisor;
        for (String routing : ROUTINGS) {
            session.progress("requests while " + Format.grouped(keys / 2) + " keys move, " + routing);
            Map<String, Double> figures = movement(keys, routing);
            MarkdownTable table = new MarkdownTable("µs", "median", "99 %", "99.9 %", "99.99 %", "longest");
            for (String who : List.of("outside-rest", "outside-moving", "inside-rest", "inside-moving")) {
                List<String> row = new ArrayList<>(List.of(who.replace("-", ", ")));
                for (String percentile : PERCENTILES) {
                    row.add(Format.micros(figures.get(who + "-" + percentile)));
                }
                table.row(row.toArray(String[]::new));
            }
            session.report("### J: requests while keys move, " + routing + "\n\n" + Format.grouped(keys / 2)
                    + " keys move in " + Format.seconds(figures.get("change-seconds"))
                    + " s; two other clients with 16 requests under way each.\n\n" + table.render());
            verdicts.atMost(
                    "J",
                    routing + ", outside the arc, 99.99 % of the time at rest",
                    figures.get("outside-moving-99.99") / figures.get("outside-rest-99.99"),
                    3,
                    " x");
            verdicts.atMost(
                    "J",
                    routing + ", longest wait inside the arc to the change",
                    figures.get("longest-wait-share"),
                    0.1,
                    " x");
        }
    }

    private Map<String, Double> movement(int keys, String routing) throws IOException, InterruptedException {
        Place place = session.place();
        Path file = place.scratch().resolve("moving-arc.out");
        Files.deleteIfExists(file);
        String properties = "-D" + Programs.PROGRAM + "=moving-arc -D" + MovingArc.FIGURES + "=" + file + " -D"
                + MovingArc.KEYS + "=" + keys + " -D" + MovingArc.DIRECT + "=" + routing.equals("direct");
        new TimedProcess(
                        List.of(place.dht().toString(), "-np", Integer.toString(MOVING_RANKS), "/dev/null"),
                        place.scratch().resolve("moving-arc.log"))
                .environment(Map.of("DHT_JAR", place.benchJar().toString(), "DHT_JAVA_OPTS", properties))
                .run();
        return Figures.read(file);
    }

    /** K: through the head or straight to the owner, with small and large values. */
    void ways() throws IOException, InterruptedException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("14 B", 14);
        sizes.put("100 B", 100);
        sizes.put(KIBIBYTE, 1 << 10);
        sizes.put("16 KiB", 16 << 10);
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            Comparison comparison = session.compare(
                    "K: values of " + size.getKey(), workload(size.getValue()), contestants());
            if (size.getKey().equals(KIBIBYTE)) {
                comparison
                        .ratioToRedis("multicore, direct")
                        .ifPresent(r -> verdicts.atLeast("K", "multicore, direct, 1 KiB, to Redis", r, 2, " x"));
                comparison
                        .ratioToRedis("niodev, direct")
                        .ifPresent(r -> verdicts.atLeast("K", "niodev, direct, 1 KiB, to Redis", r, 1, " x"));
            }
            session.deleteLargeFiles();
        }
    }

    private List<Contestant> contestants() {
        List<Contestant> all = new ArrayList<>();
        for (String device : DEVICES) {
            if (session.options().includesProgram(device)) {
                ROUTINGS.forEach(routing -> all.add(session.dhtOfRouting(device, routing)));
            }
        }
        all.addAll(session.contestants(List.of(REDIS), session.options().np(), 1));
        return all;
    }

    /** About a gigabyte of values at full size, or 8 million commands where that is less. */
    private Workload workload(int valueBytes) {
        long commands = Math.min(8L * MILLION, (2L << 30) / valueBytes) / divisor;
        int keys = (int) Math.min(MILLION, commands / 4);
        return new Workload(
                commands,
                keys,
                10,
                valueBytes,
                50,
                Distribution.UNIFORM,
                session.options().workload().seed());
    }
}
