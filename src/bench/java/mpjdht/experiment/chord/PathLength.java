package mpjdht.experiment.chord;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.RingDrawing;
import mpjdht.node.chord.ChordSettings;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Look;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;
import mpjdht.ring.FingerTable;
import mpjdht.sim.Latency;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.chord.RingPicture;

/**
 * How many nodes a lookup asks: figure 10 of Stoica et al., "Chord", ToN 2003, section VI.C. Part (a) is mean and percentiles
 * while the ring grows, part (b) the distribution for 2^12 nodes.
 *
 * <p>Every size is measured twice: with fingers alone, which is a successor list of one node, up to the predecessor; and with
 * a successor list of log2 N nodes, up to the owner.
 *
 * @param leastBits the smallest ring has 2 to the power of this nodes
 * @param mostBits the largest ring
 * @param shownBits the ring whose distribution is drawn
 * @param nodesOfRings in each run there are as many rings of a size as come to this number of nodes, one at least
 * @param lookups of each run for each size, on all its rings together
 */
record PathLength(int leastBits, int mostBits, int shownBits, int nodesOfRings, int lookups)
        implements Experiment {

    /** Far more than any run takes: the ring is exact, and stays as it is. */
    static final long NEVER_MICROS = 1L << 49;

    private static final int DRAWN_NODES = 32;

    private static final List<String> COLUMNS = List.of(
            "nodes",
            "rings",
            "lookups",
            "half_log2_nodes",
            "path_mean_nodes",
            "path_mean_half_width_95_nodes",
            "path_p1_nodes",
            "path_p99_nodes",
            "hops_with_list_mean_nodes",
            "hops_with_list_mean_half_width_95_nodes",
            "hops_with_list_p1_nodes",
            "hops_with_list_p99_nodes");

    /** A size of the ring, and what was found. */
    private record Step(int bits, int rings, LookupRuns fingersAlone, LookupRuns withList) {
        int nodes() {
            return 1 << bits;
        }

        double expected() {
            return bits / 2.0;
        }
    }

    @Override
    public String name() {
        return "path-length";
    }

    @Override
    public String question() {
        return "How many nodes does a lookup ask, and how does that grow with the ring?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(lookups + " lookups on rings of " + (1 << leastBits) + " to " + (1 << mostBits) + " nodes, twice, "
                + Plan.REPEATS + " runs");
        // The largest first, so that no core waits for it alone in the end.
        List<Integer> falling = IntStream.rangeClosed(0, mostBits - leastBits).map(i -> mostBits - i).boxed().toList();
        List<Step> steps = new ArrayList<>(plan.each(falling, bits -> measure(bits, plan)));
        Collections.reverse(steps);
        Step shown = steps.get(shownBits - leastBits);
        Step largest = steps.get(steps.size() - 1);
        return new Findings()
                .rows(name(), rows(steps))
                .rows(name() + "-distribution", distributionRows(shown))
                .tables(name(), table(steps))
                .chart(name(), chart(steps))
                .chart(name() + "-distribution", distributionChart(shown))
                .ring(name() + "-ring", drawing(plan.seed()), DRAWN_NODES + " nodes, the arcs that they own, and the fingers of one")
                .compare(new Comparison(
                        "mean path on " + Figure.grouped(largest.nodes()) + " nodes",
                        "nodes",
                        Published.of(largest.expected(), PaperTables.PATH),
                        largest.fingersAlone().path(),
                        "The paper tells half of log2 N. Here it is about a seventh of a node less at every size, as for the walk of"
                                + " the paper's figure 5 itself, done naively over sorted ids."));
    }

    private RingDrawing drawing(long seed) {
        ChordSettings settings =
                new ChordSettings(1, NEVER_MICROS, NEVER_MICROS, NEVER_MICROS, PaperTables.ANSWER_MICROS, 1);
        RingPicture ring = new ChordRing(DRAWN_NODES, settings, Latency.constant(PaperTables.LATENCY_MICROS), seed).picture();
        RingDrawing drawing = new RingDrawing(
                IntStream.range(0, ring.size()).mapToObj(i -> ring.node(i).self().id()).toList());
        FingerTable fingers = ring.node(0).fingers();
        IntStream.range(0, fingers.size())
                .filter(i -> fingers.rank(i) != FingerTable.NONE)
                .mapToLong(fingers::id)
                .distinct()
                .forEach(id -> drawing.line(ring.node(0).self().id(), id));
        return drawing;
    }

    private Step measure(int bits, Plan plan) {
        int nodes = 1 << bits;
        int rings = Math.max(1, nodesOfRings / nodes);
        return new Step(
                bits,
                rings * Plan.REPEATS,
                new LookupRuns(plan.repeat(seed -> measure(nodes, rings, 1, seed))),
                new LookupRuns(plan.repeat(seed -> measure(nodes, rings, ChordSettings.defaultSuccessors(nodes), seed))));
    }

    private Lookups measure(int nodes, int rings, int successors, long seed) {
        SeededRandom seeds = new SeededRandom(seed);
        ChordSettings settings =
                new ChordSettings(successors, NEVER_MICROS, NEVER_MICROS, NEVER_MICROS, PaperTables.ANSWER_MICROS, 1);
        Lookups all = new Lookups();
        for (int i = 0; i < rings; i++) {
            ChordRing ring = new ChordRing(nodes, settings, Latency.constant(PaperTables.LATENCY_MICROS), seeds.nextLong());
            all.add(ring.lookUpAtOnce(Math.max(1, lookups / rings)));
        }
        if (all.failed() + all.abandoned() > 0) {
            throw new IllegalStateException(all.failed() + " lookups failed on rings whose pointers are exact");
        }
        return all;
    }

    private static CsvTable rows(List<Step> steps) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            Histogram path = step.fingersAlone().all().path();
            Histogram hops = step.withList().all().hops();
            table.row(
                    step.nodes(),
                    step.rings(),
                    path.total(),
                    step.expected(),
                    step.fingersAlone().path().mean(),
                    step.fingersAlone().path().halfWidth(),
                    path.percentile(1),
                    path.percentile(99),
                    step.withList().hops().mean(),
                    step.withList().hops().halfWidth(),
                    hops.percentile(1),
                    hops.percentile(99));
        }
        return table;
    }

    private static MarkdownTable table(List<Step> steps) {
        MarkdownTable table = new MarkdownTable(
                "nodes",
                "rings",
                "½·log2 N",
                "fingers alone, to the predecessor",
                "less ½·log2 N",
                "list of log2 N, to the owner",
                "less ½·log2 N");
        for (Step step : steps) {
            table.row(
                    Figure.grouped(step.nodes()),
                    Figure.grouped(step.rings()),
                    Figure.tenths(step.expected()),
                    Figure.spread(step.fingersAlone().path(), step.fingersAlone().all().path()),
                    Figure.hundredths(step.fingersAlone().path().mean() - step.expected()),
                    Figure.spread(step.withList().hops(), step.withList().all().hops()),
                    Figure.hundredths(step.withList().hops().mean() - step.expected()));
        }
        return table;
    }

    private static LineChart chart(List<Step> steps) {
        return new LineChart(
                        "Path length of lookups", new Axis("nodes", true), new Axis("nodes asked on the way", false))
                .add(line("99th percentile", Look.MARKED, steps, s -> s.fingersAlone().all().path().percentile(99)))
                .add(line("mean", Look.MARKED, steps, s -> s.fingersAlone().path().mean()))
                .add(line("1st percentile", Look.MARKED, steps, s -> s.fingersAlone().all().path().percentile(1)))
                .add(line("½·log2 N", Look.PLAIN, steps, Step::expected))
                .add(line(
                        "mean with a list",
                        Look.MARKED,
                        steps,
                        s -> s.withList().hops().mean()));
    }

    private static Line line(String name, Look look, List<Step> steps, ToDoubleFunction<Step> y) {
        return new Line(
                name,
                look,
                steps.stream()
                        .map(step -> new Point(step.nodes(), y.applyAsDouble(step)))
                        .toList());
    }

    private static CsvTable distributionRows(Step step) {
        CsvTable table = new CsvTable(List.of("nodes_asked", "share", "share_with_list_to_owner", "binomial_share"));
        Histogram path = step.fingersAlone().all().path();
        Histogram hops = step.withList().all().hops();
        for (int length = 0; length <= most(step); length++) {
            table.row(
                    length,
                    share(path, length),
                    share(hops, length),
                    binomial(step.bits(), length));
        }
        return table;
    }

    private static LineChart distributionChart(Step step) {
        int[] lengths = IntStream.rangeClosed(0, most(step)).toArray();
        return new LineChart(
                        "Path length of lookups, " + Figure.grouped(step.nodes()) + " nodes",
                        new Axis("nodes asked on the way", false),
                        new Axis("share of the lookups", false))
                .add(new Line("fingers alone, to the predecessor", points(lengths, step.fingersAlone().all().path())))
                .add(new Line("list of log2 N, to the owner", points(lengths, step.withList().all().hops())))
                .add(new Line(
                        "tosses of a coin",
                        Look.PLAIN,
                        IntStream.of(lengths)
                                .mapToObj(length -> new Point(length, binomial(step.bits(), length)))
                                .toList()));
    }

    private static List<Point> points(int[] lengths, Histogram found) {
        return IntStream.of(lengths)
                .mapToObj(length -> new Point(length, share(found, length)))
                .toList();
    }

    private static int most(Step step) {
        return Math.max(
                step.fingersAlone().all().path().most(), step.withList().all().hops().most());
    }

    private static double share(Histogram found, int length) {
        return found.share(length, length + 1);
    }

    /** The share of runs of so many tosses of a coin in which so many are heads. */
    private static double binomial(int tosses, int heads) {
        double share = Math.scalb(1.0, -tosses);
        for (int i = 0; i < heads; i++) {
            share *= (double) (tosses - i) / (i + 1);
        }
        return share;
    }
}
