package mpjdht.experiment.chord;

import java.util.List;
import java.util.function.ToIntFunction;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Repetitions;
import mpjdht.experiment.lab.Repetitions.Range;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Look;
import mpjdht.report.LineChart.Point;

/** Keys per node while one quantity of the load grows. */
final class LoadFigures {
    static final int LOW_PERCENT = 1;
    static final int HIGH_PERCENT = 99;

    private static final int HUNDRED = 100;
    private static final List<String> COLUMNS = List.of(
            "keys",
            "nodes",
            "virtual_nodes_per_node",
            "runs",
            "mean_keys",
            "p1_keys",
            "p1_least_of_runs_keys",
            "p1_most_of_runs_keys",
            "p1_of_runs_mean_keys",
            "p1_of_runs_half_width_95_keys",
            "p1_expected_keys",
            "p99_keys",
            "p99_least_of_runs_keys",
            "p99_most_of_runs_keys",
            "p99_of_runs_mean_keys",
            "p99_of_runs_half_width_95_keys",
            "p99_expected_keys",
            "most_least_of_runs_keys",
            "most_most_of_runs_keys",
            "most_of_runs_mean_keys",
            "most_of_runs_half_width_95_keys",
            "nodes_without_keys_percent",
            "nodes_without_keys_expected_percent");

    private final List<Step> steps;

    /** A load, what was found, and what was to be expected. */
    record Step(KeyLoad load, Repetitions found, ExpectedLoad expected) {

        double mean() {
            return found.all().mean();
        }

        int percentile(int percent) {
            return found.all().percentile(percent);
        }

        /** From the run with the least to the run with the most. */
        Range ofRuns(int percent) {
            return found.range(run -> run.percentile(percent));
        }

        /** A percentile of the nodes of single runs, in the mean. */
        Estimate estimate(int percent) {
            return found.estimate(run -> run.percentile(percent));
        }

        /** The most keys on any node of a run, in the mean. */
        Estimate most() {
            return found.estimate(Histogram::most);
        }

        /** The most keys on any node, from the run with the least to the run with the most. */
        Range mostOfRuns() {
            return found.range(Histogram::most);
        }

        /** Percent of the nodes. */
        double withoutKeys() {
            return found.all().share(0, 1) * HUNDRED;
        }

        /** Percent of the nodes. */
        double withoutKeysExpected() {
            return expected.share(0) * HUNDRED;
        }
    }

    private LoadFigures(List<Step> steps) {
        this.steps = steps;
    }

    /** Counts the keys of every load. */
    static LoadFigures measure(List<KeyLoad> loads, int runs, Plan plan) {
        plan.progress("up to " + loads.get(loads.size() - 1).keys() + " keys on " + loads.get(0).nodes() + " nodes, "
                + loads.size() + " times " + runs + " runs");
        return new LoadFigures(
                plan.each(loads, load -> new Step(load, load.repeat(runs, plan), new ExpectedLoad(load))));
    }

    List<Step> steps() {
        return steps;
    }

    CsvTable rows() {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            KeyLoad load = step.load();
            Range low = step.ofRuns(LOW_PERCENT);
            Range high = step.ofRuns(HIGH_PERCENT);
            Range most = step.mostOfRuns();
            table.row(
                    load.keys(),
                    load.nodes(),
                    load.virtualNodes(),
                    step.found().runs(),
                    step.mean(),
                    step.percentile(LOW_PERCENT),
                    low.least(),
                    low.most(),
                    step.estimate(LOW_PERCENT).mean(),
                    step.estimate(LOW_PERCENT).halfWidth(),
                    step.expected().percentile(LOW_PERCENT),
                    step.percentile(HIGH_PERCENT),
                    high.least(),
                    high.most(),
                    step.estimate(HIGH_PERCENT).mean(),
                    step.estimate(HIGH_PERCENT).halfWidth(),
                    step.expected().percentile(HIGH_PERCENT),
                    most.least(),
                    most.most(),
                    step.most().mean(),
                    step.most().halfWidth(),
                    step.withoutKeys(),
                    step.withoutKeysExpected());
        }
        return table;
    }

    /**
     * Mean and percentiles; the bands of the percentiles go from the run with the least to the run with the most.
     *
     * @param paper points of the paper
     */
    LineChart chart(String title, Axis axis, ToIntFunction<KeyLoad> x, List<Point> paper) {
        return new LineChart(title, axis, new Axis("keys per node", false))
                .add(percentile("99th percentile", HIGH_PERCENT, x))
                .add(new Line(
                        "mean",
                        steps.stream()
                                .map(step -> new Point(x.applyAsInt(step.load()), step.mean()))
                                .toList()))
                .add(percentile("1st percentile", LOW_PERCENT, x))
                .add(new Line("percentiles that the paper tells", Look.MARKS, paper));
    }

    private Line percentile(String name, int percent, ToIntFunction<KeyLoad> x) {
        return new Line(
                name,
                steps.stream()
                        .map(step -> new Point(
                                x.applyAsInt(step.load()),
                                step.percentile(percent),
                                step.ofRuns(percent).least(),
                                step.ofRuns(percent).most()))
                        .toList());
    }
}
