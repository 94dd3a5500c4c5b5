package mpjdht.experiment.chord;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import mpjdht.experiment.chord.LoadFigures.Step;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.Repetitions.Range;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;

/**
 * How much more evenly keys are dealt when every real node has several places on the circle: figure 9 of Stoica et al., "Chord",
 * 2001, section 6.2.
 *
 * @param nodes real ones
 * @param runs of each number of virtual nodes
 */
record VirtualNodes(int nodes, int keys, int runs) implements Experiment {
    private static final List<Integer> VIRTUAL_NODES = List.of(1, 2, 5, 10, 20);

    /** What the paper tells of a number of virtual nodes, in times the mean. */
    private static final Map<Integer, PaperPercentiles> PAPER = Map.of(
            1,
            new PaperPercentiles(PaperFigures.ONE_VIRTUAL_P1_TO_MEAN, PaperFigures.ONE_VIRTUAL_P99_TO_MEAN),
            20,
            new PaperPercentiles(PaperFigures.TWENTY_VIRTUAL_P1_TO_MEAN, PaperFigures.TWENTY_VIRTUAL_P99_TO_MEAN));

    private record PaperPercentiles(double low, double high) {}

    @Override
    public String name() {
        return "virtual-nodes";
    }

    @Override
    public String question() {
        return "How much more evenly are keys dealt when every real node has several places on the circle?";
    }

    @Override
    public Findings run(Plan plan) {
        List<KeyLoad> loads = VIRTUAL_NODES.stream()
                .map(virtualNodes -> new KeyLoad(nodes, virtualNodes, keys))
                .toList();
        LoadFigures figures = LoadFigures.measure(loads, runs, plan);
        Findings findings = new Findings()
                .rows(name(), figures.rows())
                .tables(name(), table(figures))
                .chart(name(), chart(figures));
        for (Step step : figures.steps()) {
            PaperPercentiles paper = PAPER.get(step.load().virtualNodes());
            if (paper != null) {
                findings.compare(comparison(step, LoadFigures.LOW_PERCENT, paper.low()));
                findings.compare(comparison(step, LoadFigures.HIGH_PERCENT, paper.high()));
            }
        }
        return findings;
    }

    private static Comparison comparison(Step step, int percent, double paper) {
        int places = step.load().virtualNodes();
        return new Comparison(
                (percent == LoadFigures.LOW_PERCENT ? "1st" : "99th") + " percentile with " + places
                        + (places == 1 ? " place each" : " places each"),
                "times the mean",
                Published.of(paper, PaperFigures.VIRTUAL),
                step.estimate(percent).times(1 / step.mean()),
                "The paper tells one decimal of a single run. What is expected exactly, by how many ways there are to deal"
                        + " keys to arcs, is in the table: single runs here are on both sides of it.");
    }

    private static MarkdownTable table(LoadFigures figures) {
        MarkdownTable table = new MarkdownTable(
                "virtual nodes",
                "1st percentile: paper",
                "here",
                "mean of runs",
                "single runs",
                "expected",
                "99th percentile: paper",
                "here",
                "mean of runs",
                "single runs",
                "expected");
        for (Step step : figures.steps()) {
            DoubleFunction<String> toMean = keys -> Figure.hundredths(keys / step.mean());
            Range low = step.ofRuns(LoadFigures.LOW_PERCENT);
            Range high = step.ofRuns(LoadFigures.HIGH_PERCENT);
            PaperPercentiles paper = PAPER.get(step.load().virtualNodes());
            table.row(
                    Integer.toString(step.load().virtualNodes()),
                    paper == null ? Figure.NONE : Figure.tenths(paper.low()),
                    toMean.apply(step.percentile(LoadFigures.LOW_PERCENT)),
                    step.estimate(LoadFigures.LOW_PERCENT).times(1 / step.mean()).toString(),
                    Figure.range(toMean, low.least(), low.most()),
                    toMean.apply(step.expected().percentile(LoadFigures.LOW_PERCENT)),
                    paper == null ? Figure.NONE : Figure.tenths(paper.high()),
                    toMean.apply(step.percentile(LoadFigures.HIGH_PERCENT)),
                    step.estimate(LoadFigures.HIGH_PERCENT).times(1 / step.mean()).toString(),
                    Figure.range(toMean, high.least(), high.most()),
                    toMean.apply(step.expected().percentile(LoadFigures.HIGH_PERCENT)));
        }
        return table;
    }

    private LineChart chart(LoadFigures figures) {
        double mean = (double) keys / nodes;
        List<Point> paper = VIRTUAL_NODES.stream()
                .filter(PAPER::containsKey)
                .flatMap(virtualNodes -> List.of(
                        new Point(virtualNodes, PAPER.get(virtualNodes).low() * mean),
                        new Point(virtualNodes, PAPER.get(virtualNodes).high() * mean))
                        .stream())
                .toList();
        return figures.chart(
                "Keys per real node, " + Figure.grouped(keys) + " keys on " + Figure.grouped(nodes) + " real nodes",
                new Axis("virtual nodes per real node", false),
                KeyLoad::virtualNodes,
                paper);
    }
}
