package mpjdht.experiment.chord;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import mpjdht.experiment.chord.LoadFigures.Step;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.Repetitions.Range;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Look;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;

/**
 * How evenly consistent hashing deals keys to nodes: figure 8 of Stoica et al., "Chord", 2001, section 6.2. Part (a) is mean and
 * percentiles while the number of keys grows, part (b) the distribution for half of the most keys.
 *
 * @param nodes on the circle
 * @param keysPerStep the number of keys grows from this by this
 * @param runs of each number of keys
 */
record LoadBalance(int nodes, int keysPerStep, int runs) implements Experiment {
    private static final int STEPS = 10;
    /** The step whose distribution is drawn. */
    private static final int MIDDLE = STEPS / 2;
    /** Keys per bar of the histogram: a fifth of the mean. */
    private static final int BARS_PER_MEAN = 5;

    @Override
    public String name() {
        return "load-balance";
    }

    @Override
    public String question() {
        return "How evenly does consistent hashing deal keys to nodes?";
    }

    @Override
    public Findings run(Plan plan) {
        List<KeyLoad> loads = IntStream.rangeClosed(1, STEPS)
                .mapToObj(step -> new KeyLoad(nodes, 1, step * keysPerStep))
                .toList();
        LoadFigures figures = LoadFigures.measure(loads, runs, plan);
        Step middle = figures.steps().get(MIDDLE - 1);
        double mean = middle.mean();
        return new Findings()
                .rows(name(), figures.rows())
                .rows(name() + "-distribution", distributionRows(middle))
                .tables(name(), beside(middle), table(figures))
                .chart(name(), chart(figures, middle))
                .chart(name() + "-distribution", distributionChart(middle))
                .compare(new Comparison(
                        "99th percentile of the keys of a node",
                        "times the mean",
                        Published.of(PaperFigures.LOAD_P99_TO_MEAN, PaperFigures.LOAD),
                        middle.estimate(LoadFigures.HIGH_PERCENT).times(1 / mean),
                        "Arcs are nearly exponentially distributed, so it has to be about ln 100 = 4.6; a little more is"
                                + " expected, because the number of keys in an arc of a given length varies too."))
                .compare(new Comparison(
                        "most keys on one node",
                        "times the mean",
                        Published.of(PaperFigures.MOST_KEYS_TO_MEAN, PaperFigures.LOAD),
                        middle.most().times(1 / mean),
                        "A maximum depends on how many nodes are looked at: about ln n + 0.58 times the mean of n nodes. The paper"
                                + " tells the one of its 10,000, which is a single draw; here it is the mean over the runs."));
    }

    private static MarkdownTable beside(Step step) {
        double mean = step.mean();
        Range high = step.ofRuns(LoadFigures.HIGH_PERCENT);
        Range most = step.mostOfRuns();
        double expected = step.expected().percentile(LoadFigures.HIGH_PERCENT);
        MarkdownTable table = new MarkdownTable(
                Figure.grouped(step.load().keys()) + " keys on " + Figure.grouped(step.load().nodes()) + " nodes",
                "paper",
                "here, all runs",
                "here, mean of runs",
                "here, single runs",
                "expected");
        table.row(
                "99th percentile, times the mean",
                Figure.tenths(PaperFigures.LOAD_P99_TO_MEAN),
                Figure.hundredths(step.percentile(LoadFigures.HIGH_PERCENT) / mean),
                step.estimate(LoadFigures.HIGH_PERCENT).times(1 / mean).toString(),
                Figure.range(Figure::hundredths, high.least() / mean, high.most() / mean),
                Figure.hundredths(expected / mean));
        table.row(
                "most keys on one node",
                Figure.grouped(PaperFigures.MOST_KEYS),
                Figure.grouped(step.found().all().most()),
                step.most().toString(),
                Figure.range(Figure::grouped, most.least(), most.most()),
                Figure.NONE);
        table.row(
                "the same, times the mean",
                Figure.tenths(PaperFigures.MOST_KEYS_TO_MEAN),
                Figure.tenths(step.found().all().most() / mean),
                step.most().times(1 / mean).toString(),
                Figure.range(Figure::tenths, most.least() / mean, most.most() / mean),
                Figure.NONE);
        return table;
    }

    private static MarkdownTable table(LoadFigures figures) {
        MarkdownTable table = new MarkdownTable(
                "keys",
                "mean",
                "1st percentile",
                "expected",
                "99th percentile",
                "mean of runs",
                "single runs",
                "expected",
                "nodes without keys",
                "expected");
        for (Step step : figures.steps()) {
            Range high = step.ofRuns(LoadFigures.HIGH_PERCENT);
            table.row(
                    Figure.grouped(step.load().keys()),
                    Figure.grouped(step.mean()),
                    Figure.grouped(step.percentile(LoadFigures.LOW_PERCENT)),
                    Figure.grouped(step.expected().percentile(LoadFigures.LOW_PERCENT)),
                    Figure.grouped(step.percentile(LoadFigures.HIGH_PERCENT)),
                    step.estimate(LoadFigures.HIGH_PERCENT).toString(),
                    Figure.range(Figure::grouped, high.least(), high.most()),
                    Figure.grouped(step.expected().percentile(LoadFigures.HIGH_PERCENT)),
                    Figure.hundredths(step.withoutKeys()) + " %",
                    Figure.hundredths(step.withoutKeysExpected()) + " %");
        }
        return table;
    }

    private LineChart chart(LoadFigures figures, Step middle) {
        return figures.chart(
                "Keys per node, " + Figure.grouped(nodes) + " nodes",
                new Axis("keys in all", false),
                KeyLoad::keys,
                List.of(new Point(middle.load().keys(), PaperFigures.LOAD_P99_TO_MEAN * middle.mean())));
    }

    private static CsvTable distributionRows(Step step) {
        CsvTable table = new CsvTable(List.of("keys_of_node", "nodes_of_all_runs", "share", "expected_share"));
        Histogram found = step.found().all();
        for (int keys = 0; keys <= found.most(); keys++) {
            table.row(
                    keys,
                    found.count(keys),
                    found.share(keys, keys + 1),
                    step.expected().share(keys));
        }
        return table;
    }

    private LineChart distributionChart(Step step) {
        Histogram found = step.found().all();
        int width = Math.max(1, (int) step.mean() / BARS_PER_MEAN);
        int[] bars = IntStream.rangeClosed(0, found.most() / width + 1)
                .map(bar -> bar * width)
                .toArray();
        return new LineChart(
                        "Nodes by their number of keys, " + Figure.grouped(step.load().keys()) + " keys on "
                                + Figure.grouped(nodes) + " nodes",
                        new Axis("keys of a node", false),
                        new Axis("share of the nodes, per key", false))
                .add(new Line("found", Look.STEPS, points(bars, from -> found.share(from, from + width) / width)))
                .add(new Line("expected", Look.PLAIN, points(bars, step.expected()::share)));
    }

    private static List<Point> points(int[] keys, IntToDoubleFunction share) {
        return IntStream.of(keys)
                .mapToObj(k -> new Point(k, share.applyAsDouble(k)))
                .toList();
    }
}
