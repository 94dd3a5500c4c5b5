package mpjdht.experiment.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.Source;
import mpjdht.report.LineChart.Axis;
import mpjdht.sim.Micros;

/**
 * Floods, expanding rings and walkers beside Chord: what a search finds and what it takes, in the simulator without and with churn, and in jobs. A key is
 * at one node; which is searched for follows Zipf's law.
 *
 * @param dht the command that starts jobs
 * @param nodes of the largest overlay, at least 8
 * @param searches of each run
 * @param jobWays by which jobs search, besides Chord
 */
public record Searching(Path dht, int nodes, int keys, int searches, List<Way> jobWays) implements Experiment {
    private static final String ROOT = "mpjdht.bench.root";
    private static final double ZIPF = 0.8;
    private static final long CRASH_GAP_MICROS = Micros.SECOND;
    private static final String CHORD = "Chord";
    private static final List<Way> WAYS = List.of(Way.FLOOD, Way.SHORT_FLOOD, Way.RING, Way.WALK);

    /** Parts of the nodes that smaller overlays have. */
    private static final List<Integer> PARTS = List.of(8, 4, 2);

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
        Findings findings = new Findings();
        SearchTable simulated = new SearchTable();
        Curves growth = new Curves("Messages of a search", new Axis("nodes", true), new Axis("messages", true));
        for (int part : PARTS) {
            int size = nodes / part;
            for (Way way : WAYS) {
                growth.add(way.name(), size, messages(plan.repeat(seed -> search(way, size, zipf, 0, seed))));
            }
            growth.add(CHORD, size, messages(plan.repeat(seed -> SearchedRing.search(size, searches, 0, seed))));
        }
        for (long gap : new long[] {0, CRASH_GAP_MICROS}) {
            String where = gap == 0 ? "simulator" : "simulator, churn";
            for (Way way : WAYS) {
                plan.progress(where + ": " + way.name());
                List<SearchCost> runs = plan.repeat(seed -> search(way, nodes, zipf, gap, seed));
                simulated.add(where, way.name(), runs);
                if (gap == 0) {
                    growth.add(way.name(), nodes, messages(runs));
                }
            }
            plan.progress(where + ": " + CHORD);
            List<SearchCost> ring = plan.repeat(seed -> SearchedRing.search(nodes, searches, gap, seed));
            simulated.add(where, CHORD, ring);
            if (gap == 0) {
                growth.add(CHORD, nodes, messages(ring));
                findings.compare(new Comparison(
                        "messages of a lookup by Chord, " + nodes + " nodes",
                        "",
                        Published.of(
                                SearchedRing.expectedMessages(nodes),
                                new Source("Stoica et al., Chord, ToN 2003", "section VI.C: half of log2 N to the predecessor, and one to the owner")),
                        messages(ring),
                        "Nodes here name the owner out of long lists of successors, which saves the last steps."));
            }
        }
        simulated.addTo(findings, name());
        growth.addTo(findings, name() + "-messages");
        searchInJobs(plan, zipf).addTo(findings.measured(), name() + "-jobs");
        return findings;
    }

    /**
     * What floods to one hop, to two and so on come to, in a simulated overlay to which nobody comes and which nobody leaves.
     *
     * @param keys each at one node, searched for by Zipf's law
     * @param mostHops of the last flood
     * @param searches of each flood
     * @return a cost for each number of hops, from 1 on
     */
    public static List<SearchCost> floods(int nodes, int keys, int mostHops, int searches, long seed) {
        SearchedOverlay overlay = new SearchedOverlay(nodes, new Zipf(keys, ZIPF), seed);
        return IntStream.rangeClosed(1, mostHops)
                .mapToObj(Way::flood)
                .map(way -> SearchCost.of(overlay.search(way, searches, 0), overlay.expectedMessages(way)))
                .toList();
    }

    private static Estimate messages(List<SearchCost> runs) {
        return Estimate.of(runs, SearchCost::messages);
    }

    private SearchCost search(Way way, int size, Zipf zipf, long crashGapMicros, long seed) {
        SearchedOverlay overlay = new SearchedOverlay(size, zipf, seed);
        OptionalDouble expected = crashGapMicros > 0 ? OptionalDouble.empty() : overlay.expectedMessages(way);
        return SearchCost.of(overlay.search(way, searches, crashGapMicros), expected);
    }

    private SearchTable searchInJobs(Plan plan, Zipf zipf) {
        SearchTable table = new SearchTable();
        SearchingJob job = new SearchingJob(dht, nodes, zipf, searches);
        try {
            for (Way way : jobWays) {
                plan.progress("jobs: " + way.name());
                table.add("jobs", way.name(), plan.alone(seed -> SearchCost.of(job.flood(way, seed), OptionalDouble.empty())));
            }
            plan.progress("jobs: " + CHORD);
            OptionalDouble expected = OptionalDouble.of(SearchedRing.expectedMessages(nodes));
            table.add("jobs", CHORD, plan.alone(seed -> SearchCost.of(job.chord(seed), expected)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
