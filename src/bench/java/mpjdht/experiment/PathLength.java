package mpjdht.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mpjdht.node.chord.ChordSettings;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Look;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;
import mpjdht.sim.Latency;
import mpjdht.sim.SeededRandom;

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
 * @param nodesOfAllRings of a size there are as many rings as come to this number of nodes
 * @param lookups for each size, on all its rings together
 */
record PathLength(int leastBits, int mostBits, int shownBits, int nodesOfAllRings, int lookups, long seed)
        implements Experiment {

    /** Far more than any run takes: the ring is exact, and stays as it is. */
    static final long NEVER_MICROS = 1L << 49;

    private static final List<String> COLUMNS = List.of(
            "nodes",
            "rings",
            "lookups",
            "half_log2_nodes",
            "path_mean_nodes",
            "path_p1_nodes",
            "path_p99_nodes",
            "hops_with_list_mean_nodes",
            "hops_with_list_p1_nodes",
            "hops_with_list_p99_nodes");

    /** A size of the ring, and what was found. */
    private record Step(int bits, int rings, Lookups fingersAlone, Lookups withList) {
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
    public void run(Outputs outputs) throws IOException {
        SeededRandom seeds = new SeededRandom(seed);
        List<Step> steps = new ArrayList<>();
        for (int bits = leastBits; bits <= mostBits; bits++) {
            int nodes = 1 << bits;
            int rings = Math.max(1, nodesOfAllRings / nodes);
            outputs.progress(lookups + " lookups on " + rings + " rings of " + nodes + " nodes, twice");
            steps.add(new Step(
                    bits,
                    rings,
                    measure(nodes, rings, 1, seeds),
                    measure(nodes, rings, ChordSettings.defaultSuccessors(nodes), seeds)));
        }
        Step shown = steps.get(shownBits - leastBits);
        outputs.write(name() + ".csv", csv(steps));
        outputs.write(name() + "-distribution.csv", distributionCsv(shown));
        outputs.write(name() + ".md", table(steps));
        outputs.write(name() + ".svg", chart(steps));
        outputs.write(name() + "-distribution.svg", distributionChart(shown));
    }

    private Lookups measure(int nodes, int rings, int successors, SeededRandom seeds) {
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

    private static String csv(List<Step> steps) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            Histogram path = step.fingersAlone().path();
            Histogram hops = step.withList().hops();
            table.row(
                    step.nodes(),
                    step.rings(),
                    path.total(),
                    step.expected(),
                    path.mean(),
                    path.percentile(1),
                    path.percentile(99),
                    hops.mean(),
                    hops.percentile(1),
                    hops.percentile(99));
        }
        return table.render();
    }

    private static String table(List<Step> steps) {
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
                    Figure.spread(step.fingersAlone().path()),
                    Figure.hundredths(step.fingersAlone().path().mean() - step.expected()),
                    Figure.spread(step.withList().hops()),
                    Figure.hundredths(step.withList().hops().mean() - step.expected()));
        }
        return table.render();
    }

    private static LineChart chart(List<Step> steps) {
        return new LineChart(
                        "Path length of lookups", new Axis("nodes", true), new Axis("nodes asked on the way", false))
                .add(line("99th percentile", Look.MARKED, steps, s -> s.fingersAlone().path().percentile(99)))
                .add(line("mean", Look.MARKED, steps, s -> s.fingersAlone().path().mean()))
                .add(line("1st percentile", Look.MARKED, steps, s -> s.fingersAlone().path().percentile(1)))
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

    private static String distributionCsv(Step step) {
        CsvTable table = new CsvTable(List.of("nodes_asked", "share", "share_with_list_to_owner", "binomial_share"));
        for (int length = 0; length <= most(step); length++) {
            table.row(
                    length,
                    share(step.fingersAlone().path(), length),
                    share(step.withList().hops(), length),
                    binomial(step.bits(), length));
        }
        return table.render();
    }

    private static LineChart distributionChart(Step step) {
        int[] lengths = IntStream.rangeClosed(0, most(step)).toArray();
        return new LineChart(
                        "Path length of lookups, " + Figure.grouped(step.nodes()) + " nodes",
                        new Axis("nodes asked on the way", false),
                        new Axis("share of the lookups", false))
                .add(new Line("fingers alone, to the predecessor", points(lengths, step.fingersAlone().path())))
                .add(new Line("list of log2 N, to the owner", points(lengths, step.withList().hops())))
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
                step.fingersAlone().path().most(), step.withList().hops().most());
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
