package mpjdht.experiment.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.report.CsvTable;
import mpjdht.report.MarkdownTable;
import mpjdht.sim.Micros;

/**
 * Floods, expanding rings and walkers beside Chord: what a search finds and what it takes, in the simulator without and with churn, and in jobs. A key is
 * at one node; which is searched for follows Zipf's law.
 *
 * @param dht the command that starts jobs
 * @param searches of each run
 * @param jobWays by which jobs search, besides Chord
 */
public record Searching(Path dht, int nodes, int keys, int searches, List<Way> jobWays) implements Experiment {
    private static final String ROOT = "mpjdht.bench.root";
    private static final double ZIPF = 0.8;
    private static final long CRASH_GAP_MICROS = Micros.SECOND;
    private static final List<Way> WAYS = List.of(Way.FLOOD, Way.SHORT_FLOOD, Way.RING, Way.WALK);
    private static final List<String> COLUMNS = List.of(
            "where", "search", "success", "success_half_width_95", "messages", "messages_half_width_95", "hops", "hops_half_width_95", "expected_messages");

    /** All experiments on searches. */
    public static List<Experiment> all(Extent extent) {
        Path dht = Path.of(System.getProperty(ROOT, ".")).resolve("scripts/dht").toAbsolutePath();
        return List.of(new Searching(
                dht, extent.pick(1_000, 100), extent.pick(20_000, 1_000), extent.pick(200, 20), extent.pick(WAYS, List.of(Way.FLOOD))));
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String question() {
        return "What does it take to find a key among nodes that do not know who has it, and with a ring?";
    }

    @Override
    public Findings run(Plan plan) {
        Zipf zipf = new Zipf(keys, ZIPF);
        CsvTable rows = new CsvTable(COLUMNS);
        MarkdownTable table = new MarkdownTable("", "search", "success", "messages", "hops", "messages expected");
        for (long gap : new long[] {0, CRASH_GAP_MICROS}) {
            String where = gap == 0 ? "simulator" : "simulator, churn";
            for (Way way : WAYS) {
                plan.progress(where + ": " + way.name());
                List<Run> runs = plan.repeat(seed -> {
                    SearchedOverlay overlay = new SearchedOverlay(nodes, zipf, seed);
                    double expected = overlay.expectedMessages();
                    return new Run(overlay.search(way, searches, gap), expected);
                });
                add(rows, table, where, way.name(), runs, way.equals(Way.FLOOD) && gap == 0);
            }
        }
        CsvTable jobRows = new CsvTable(COLUMNS);
        MarkdownTable jobTable = new MarkdownTable("", "search", "success", "messages", "hops", "messages expected");
        SearchingJob job = new SearchingJob(dht, nodes, zipf, searches);
        try {
            for (Way way : jobWays) {
                plan.progress("jobs: " + way.name());
                add(jobRows, jobTable, "jobs", way.name(), plan.alone(seed -> new Run(job.flood(way, seed), 0)), false);
            }
            plan.progress("jobs: Chord");
            double expected = Math.log(nodes) / Math.log(2) / 2 + 1;
            add(jobRows, jobTable, "jobs", "Chord", plan.alone(seed -> new Run(job.chord(seed), expected)), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Findings findings = new Findings().rows(name(), rows).tables(name(), table);
        findings.measured().rows(name() + "-jobs", jobRows).tables(name() + "-jobs", jobTable);
        return findings;
    }

    /** One run, and how many messages a search of it is expected to take. */
    private record Run(Searched searched, double expected) {}

    private static void add(
            CsvTable rows, MarkdownTable table, String where, String search, List<Run> runs, boolean isExpected) {
        Estimate success = Estimate.of(runs, run -> run.searched().success());
        Estimate messages = Estimate.of(runs, run -> run.searched().meanMessages());
        Estimate hops = Estimate.of(runs, run -> run.searched().meanHops());
        double expected = Estimate.of(runs, Run::expected).mean();
        rows.row(
                where,
                search,
                success.mean(),
                success.halfWidth(),
                messages.mean(),
                messages.halfWidth(),
                hops.mean(),
                hops.halfWidth(),
                isExpected ? Figure.hundredths(expected) : "");
        table.row(
                where, search, success.toString(), messages.toString(), hops.toString(), isExpected ? Figure.tenths(expected) : "");
    }
}
