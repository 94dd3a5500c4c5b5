package mpjdht.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.store.Conflicts;

/**
 * What is lost when the last writer wins and what siblings keep, and how old reads are, the later copies hear of writes.
 *
 * @param edits of each client in each run
 * @param runs of each setting
 */
record ReplicationLag(int edits, int runs, long seed) implements Experiment {
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
            "siblings_lost_writes",
            "siblings_several_percent_of_reads",
            "siblings_left_per_key",
            "reads",
            "stale_reads",
            "stale_percent",
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

        double lostPercent() {
            return PERCENT * lost() / sum(lww, Sightings::writes);
        }

        double lostOfSiblings() {
            return sum(siblings, Sightings::lost);
        }

        double severalPercent() {
            return PERCENT * sum(siblings, Sightings::readsOfSeveral) / sum(siblings, Sightings::reads);
        }

        double leftPerKey() {
            return sum(siblings, Sightings::valuesLeft) / siblings.size() / EditedGrid.KEYS;
        }

        double stalePercent() {
            return PERCENT * sum(lww, Sightings::staleReads) / sum(lww, Sightings::reads);
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
    public void run(Outputs outputs) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Choice choice : CHOICES) {
            outputs.progress(choice + ": " + LAGS_MILLIS.size() + " lags, " + runs + " runs of "
                    + EditedGrid.STORAGE_RANKS * edits + " reads and writes each, twice");
            LAGS_MILLIS.forEach(lag -> steps.add(measure(choice, lag)));
        }
        outputs.write(name() + ".csv", csv(steps));
        outputs.write(name() + ".md", table(steps));
        outputs.write(name() + "-lost.svg", chart("Writes lost by the last writer wins", "lost writes, percent", steps, Step::lostPercent));
        outputs.write(name() + "-stale.svg", chart("Stale reads", "stale reads, percent", steps, Step::stalePercent));
        outputs.write(
                name() + "-several.svg",
                chart("Reads that show several values, with siblings", "reads of several values, percent", steps, Step::severalPercent));
    }

    private Step measure(Choice choice, int lagMillis) {
        EditedGrid grid = new EditedGrid(
                choice.copies(), choice.writeAcks(), choice.readReplicas(), lagMillis * Micros.MILLI);
        List<Sightings> lww = new ArrayList<>();
        List<Sightings> siblings = new ArrayList<>();
        SeededRandom seeds = new SeededRandom(seed);
        for (int run = 0; run < runs; run++) {
            long runSeed = seeds.nextLong();
            lww.add(grid.run(Conflicts.LWW, edits, runSeed));
            siblings.add(grid.run(Conflicts.SIBLINGS, edits, runSeed));
        }
        return new Step(choice, lagMillis, lww, siblings);
    }

    private String csv(List<Step> steps) {
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
                    step.lostPercent(),
                    (long) step.lostOfSiblings(),
                    step.severalPercent(),
                    step.leftPerKey(),
                    (long) Step.sum(step.lww(), Sightings::reads),
                    (long) Step.sum(step.lww(), Sightings::staleReads),
                    step.stalePercent(),
                    step.behind());
        }
        return table.render();
    }

    private static String table(List<Step> steps) {
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
                        Figure.tenths(step.lostPercent()) + " %",
                        Figure.grouped(step.lostOfSiblings()),
                        Figure.tenths(step.severalPercent()) + " %",
                        Figure.tenths(step.stalePercent()) + " %",
                        Figure.hundredths(step.behind()));
            }
        }
        return table.render();
    }

    private static LineChart chart(String title, String label, List<Step> steps, ToDoubleFunction<Step> y) {
        LineChart chart = new LineChart(title, new Axis("mean replication lag, ms", false), new Axis(label, false));
        for (Choice choice : CHOICES) {
            chart.add(new Line(
                    choice.toString(),
                    steps.stream()
                            .filter(step -> step.choice().equals(choice))
                            .map(step -> new Point(step.lagMillis(), y.applyAsDouble(step)))
                            .toList()));
        }
        return chart;
    }
}
