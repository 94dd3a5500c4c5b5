package mpjdht.experiment.copies;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
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
import mpjdht.sim.Micros;
import mpjdht.store.Conflicts;

/**
 * What is lost when the last writer wins and what siblings keep, and how old reads are, the later copies hear of writes.
 *
 * @param edits of each client in each run
 * @param runs of each setting
 */
record ReplicationLag(int edits, int runs) implements Experiment {
    private static final int PERCENT = 100;
    private static final List<Integer> LAGS_MILLIS = List.of(0, 5, 10, 20, 50, 100);
    private static final List<Integer> SHOWN_MILLIS = List.of(0, 20, 100);

    /** Copies, copies that a write is on, and copies that a read asks. */
    private static final List<Choice> CHOICES = List.of(
            new Choice(2, 1, 1),
            new Choice(3, 1, 1),
            new Choice(5, 1, 1),
            new Choice(3, 2, 1),
            new Choice(3, 1, 2),
            new Choice(3, 2, 2),
            new Choice(3, 3, 1));

    private static final List<String> COLUMNS = List.of(
            "replication_lag_ms",
            "copies",
            "write_acks",
            "read_replicas",
            "runs",
            "writes",
            "lww_lost_writes",
            "lww_lost_percent",
            "lww_lost_half_width_95_percent",
            "siblings_lost_writes",
            "siblings_several_percent_of_reads",
            "siblings_several_half_width_95_percent",
            "siblings_left_per_key",
            "reads",
            "stale_reads",
            "stale_percent",
            "stale_half_width_95_percent",
            "stale_versions_behind_mean");

    private record Choice(int copies, int writeAcks, int readReplicas) {
        @Override
        public String toString() {
            return "K = " + copies + ", W = " + writeAcks + ", R = " + readReplicas;
        }
    }

    /** What the runs of a setting came to together. */
    private record Step(Choice choice, int lagMillis, List<Sightings> lww, List<Sightings> siblings) {
        private static double sum(List<Sightings> runs, ToDoubleFunction<Sightings> of) {
            return runs.stream().mapToDouble(of).sum();
        }

        double lost() {
            return sum(lww, Sightings::lost);
        }

        Estimate lostPercent() {
            return Estimate.of(lww, run -> (double) PERCENT * run.lost() / run.writes());
        }

        double lostOfSiblings() {
            return sum(siblings, Sightings::lost);
        }

        Estimate severalPercent() {
            return Estimate.of(siblings, run -> (double) PERCENT * run.readsOfSeveral() / run.reads());
        }

        double leftPerKey() {
            return sum(siblings, Sightings::valuesLeft) / siblings.size() / EditedGrid.KEYS;
        }

        Estimate stalePercent() {
            return Estimate.of(lww, run -> (double) PERCENT * run.staleReads() / run.reads());
        }

        double behind() {
            double stale = sum(lww, Sightings::staleReads);
            return stale == 0 ? 0 : sum(lww, Sightings::versionsBehind) / stale;
        }
    }

    @Override
    public String name() {
        return "replication-lag";
    }

    @Override
    public String question() {
        return "What does the last writer's win lose, what do siblings keep, and how old are reads, the later copies hear of writes?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(CHOICES.size() + " settings, " + LAGS_MILLIS.size() + " lags, " + runs + " runs of "
                + EditedGrid.STORAGE_RANKS * edits + " reads and writes each, twice");
        List<Step> steps = plan.each(CHOICES, choice -> plan.each(LAGS_MILLIS, lag -> measure(choice, lag, plan))).stream()
                .flatMap(List::stream)
                .toList();
        return new Findings()
                .rows(name(), rows(steps))
                .tables(name(), table(steps))
                .chart(name() + "-lost", chart("Writes lost by the last writer wins", "lost writes, percent", steps, Step::lostPercent))
                .chart(name() + "-stale", chart("Stale reads", "stale reads, percent", steps, Step::stalePercent))
                .chart(
                        name() + "-several",
                        chart(
                                "Reads that show several values, with siblings",
                                "reads of several values, percent",
                                steps,
                                Step::severalPercent));
    }

    private Step measure(Choice choice, int lagMillis, Plan plan) {
        EditedGrid grid = new EditedGrid(
                choice.copies(), choice.writeAcks(), choice.readReplicas(), lagMillis * Micros.MILLI);
        return new Step(
                choice,
                lagMillis,
                plan.repeat(runs, seed -> grid.run(Conflicts.LWW, edits, seed)),
                plan.repeat(runs, seed -> grid.run(Conflicts.SIBLINGS, edits, seed)));
    }

    private CsvTable rows(List<Step> steps) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            table.row(
                    step.lagMillis(),
                    step.choice().copies(),
                    step.choice().writeAcks(),
                    step.choice().readReplicas(),
                    runs,
                    (long) Step.sum(step.lww(), Sightings::writes),
                    (long) step.lost(),
                    step.lostPercent().mean(),
                    step.lostPercent().halfWidth(),
                    (long) step.lostOfSiblings(),
                    step.severalPercent().mean(),
                    step.severalPercent().halfWidth(),
                    step.leftPerKey(),
                    (long) Step.sum(step.lww(), Sightings::reads),
                    (long) Step.sum(step.lww(), Sightings::staleReads),
                    step.stalePercent().mean(),
                    step.stalePercent().halfWidth(),
                    step.behind());
        }
        return table;
    }

    private static MarkdownTable table(List<Step> steps) {
        MarkdownTable table = new MarkdownTable(
                "copies, acknowledgements, copies read",
                "lag",
                "last writer wins: lost",
                "siblings: lost",
                "reads of several",
                "stale reads",
                "versions behind");
        for (Step step : steps) {
            if (SHOWN_MILLIS.contains(step.lagMillis())) {
                table.row(
                        step.choice().toString(),
                        step.lagMillis() + " ms",
                        step.lostPercent() + " %",
                        Figure.grouped(step.lostOfSiblings()),
                        step.severalPercent() + " %",
                        step.stalePercent() + " %",
                        Figure.hundredths(step.behind()));
            }
        }
        return table;
    }

    private static Point point(int lagMillis, Estimate percent) {
        return new Point(lagMillis, percent.mean(), Math.max(0, percent.least()), percent.most());
    }

    private static LineChart chart(String title, String label, List<Step> steps, Function<Step, Estimate> y) {
        LineChart chart = new LineChart(title, new Axis("mean replication lag, ms", false), new Axis(label, false));
        for (Choice choice : CHOICES) {
            chart.add(new Line(
                    choice.toString(),
                    steps.stream()
                            .filter(step -> step.choice().equals(choice))
                            .map(step -> point(step.lagMillis(), y.apply(step)))
                            .toList()));
        }
        return chart;
    }
}
