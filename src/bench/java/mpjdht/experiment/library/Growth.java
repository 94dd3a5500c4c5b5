package mpjdht.experiment.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;

/**
 * What becomes of hops and times while the ring grows, and while the keys on one node grow. The routing is Chord.
 *
 * @param dht the command that starts jobs
 * @param rings sizes whose number of nodes grows
 * @param tables sizes of one node whose number of keys grows, or none
 * @param single how many GETs run one after the other
 */
record Growth(Path dht, List<Size> rings, List<Size> tables, int single) implements Experiment {
    private static final double MICRO = 1e6;
    private static final int THOUSAND = 1_000;
    private static final int WARM_UP_KEYS = 5_000;

    Growth {
        rings = List.copyOf(rings);
        tables = List.copyOf(tables);
    }

    /** How large a job is. */
    record Size(int nodes, int keys) {
        double halfOfLog2() {
            return Math.log(nodes) / Math.log(2) / 2;
        }
    }

    /** What a repeat found. */
    private record Found(double hops, double micros, double thousandsPerSecond) {}

    private record Step(Size size, Estimate hops, Estimate micros, Estimate thousandsPerSecond) {}

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String question() {
        return "How do hops and times grow with the number of nodes, and with the keys on a node?";
    }

    @Override
    public Findings run(Plan plan) throws IOException {
        List<Step> ofRings = measure(rings, plan);
        List<Step> ofTables = measure(tables, plan);
        List<Step> all = new ArrayList<>(ofRings);
        all.addAll(ofTables);
        Findings findings = new Findings();
        Findings measured = findings.measured();
        measured.rows(name(), rows(all))
                .tables(name(), table(all))
                .chart(
                        name() + "-hops",
                        chart("Hops of a GET, Chord", "nodes", "hops", ofRings, s -> s.size().nodes(), Step::hops)
                                .add(new Line(
                                        "½·log2 N",
                                        ofRings.stream()
                                                .map(s -> new Point(s.size().nodes(), s.size().halfOfLog2()))
                                                .toList())))
                .chart(
                        name() + "-nodes",
                        chart("Time of a GET, one at a time", "nodes", "µs", ofRings, s -> s.size().nodes(), Step::micros));
        if (!ofTables.isEmpty()) {
            measured.chart(
                    name() + "-keys",
                    chart("Time of a GET on one node", "keys of the node", "µs", ofTables, s -> s.size().keys(), Step::micros));
        }
        return findings;
    }

    private List<Step> measure(List<Size> sizes, Plan plan) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Size size : sizes) {
            plan.progress(Plan.REPEATS + " jobs of " + size.nodes() + " nodes and " + size.keys() + " keys");
            List<Found> repeats = plan.alone(seed -> measure(size, seed));
            steps.add(new Step(
                    size,
                    Estimate.of(repeats, Found::hops),
                    Estimate.of(repeats, Found::micros),
                    Estimate.of(repeats, Found::thousandsPerSecond)));
        }
        return steps;
    }

    private Found measure(Size size, long seed) throws IOException {
        Keys keys = new Keys(seed, size.keys());
        try (AnsweringJob job = new AnsweringJob(dht, size.nodes(), "chord")) {
            job.warmUp(seed, WARM_UP_KEYS);
            job.together(keys.puts());
            List<String> gets = keys.gets();
            double together = job.together(gets);
            double alone = job.oneByOne(keys.some(gets, single));
            return new Found(job.hops(), alone * MICRO, size.keys() / together / THOUSAND);
        }
    }

    private static CsvTable rows(List<Step> steps) {
        CsvTable table = new CsvTable(List.of(
                "nodes",
                "keys",
                "repeats",
                "hops_mean",
                "hops_half_width_95",
                "half_log2_nodes",
                "get_micros_mean",
                "get_micros_half_width_95",
                "thousand_gets_per_second_mean",
                "thousand_gets_per_second_half_width_95"));
        for (Step step : steps) {
            table.row(
                    step.size().nodes(),
                    step.size().keys(),
                    step.hops().repeats(),
                    step.hops().mean(),
                    step.hops().halfWidth(),
                    step.size().halfOfLog2(),
                    step.micros().mean(),
                    step.micros().halfWidth(),
                    step.thousandsPerSecond().mean(),
                    step.thousandsPerSecond().halfWidth());
        }
        return table;
    }

    private static MarkdownTable table(List<Step> steps) {
        MarkdownTable table = new MarkdownTable("nodes", "keys", "hops", "½·log2 N", "GET, one at a time", "GETs, together");
        for (Step step : steps) {
            table.row(
                    Figure.grouped(step.size().nodes()),
                    Figure.grouped(step.size().keys()),
                    step.hops().toString(),
                    Figure.hundredths(step.size().halfOfLog2()),
                    step.micros() + " µs",
                    step.thousandsPerSecond() + " K/s");
        }
        return table;
    }

    private static LineChart chart(
            String title, String x, String y, List<Step> steps, Function<Step, Integer> size, Function<Step, Estimate> found) {
        return new LineChart(title, new Axis(x, true), new Axis(y, false))
                .add(new Line(
                        "here",
                        steps.stream().map(s -> point(size.apply(s), found.apply(s))).toList()));
    }

    private static Point point(int x, Estimate estimate) {
        return new Point(x, estimate.mean(), Math.max(0, estimate.least()), estimate.most());
    }
}
