package mpjdht.experiment.ntua;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;

/**
 * Writes, reads and stale answers of ten nodes at the same time, with 1, 3 and 5 copies, of either promise.
 *
 * @param root folder of the project
 * @param files what the nodes do; drawn when empty
 * @param lines of each node in each phase, where they are drawn
 * @param jobs of each setting; each has a round that is not counted, and then others of which each is a repeat
 */
record NtuaThroughput(Path root, Optional<Path> files, int lines, int jobs) implements Experiment {
    private static final List<Integer> COPIES = List.of(1, 3, 5);
    private static final int INSERTS = 0;
    private static final int QUERIES = 1;
    private static final int REQUESTS = 2;
    private static final List<String> COLUMNS = List.of(
            "copies",
            "consistency",
            "repeats",
            "writes_per_s",
            "writes_half_width_95",
            "reads_per_s",
            "reads_half_width_95",
            "requests_per_s",
            "requests_half_width_95",
            "request_reads",
            "request_stale_reads",
            "request_stale_percent",
            "request_stale_half_width_95",
            "all_stale_reads");

    /** What one repeat came to. */
    private record Repeat(double writes, double reads, double requests, long requestReads, long requestStale) {
        static Repeat of(Recording recording, int round) {
            return new Repeat(
                    recording.phase(round, INSERTS).perSecond(),
                    recording.phase(round, QUERIES).perSecond(),
                    recording.phase(round, REQUESTS).perSecond(),
                    recording.phase(round, REQUESTS).reads(),
                    recording.phase(round, REQUESTS).stale());
        }

        double stalePercent() {
            return requestReads == 0 ? 0 : 100.0 * requestStale / requestReads;
        }
    }

    /** A setting, and all stale reads of its jobs, as many as the checker of histories counts. */
    private record Setting(NtuaJob job, List<Repeat> repeats, long stale) {
        Estimate writes() {
            return Estimate.of(repeats, Repeat::writes);
        }

        Estimate reads() {
            return Estimate.of(repeats, Repeat::reads);
        }

        Estimate requests() {
            return Estimate.of(repeats, Repeat::requests);
        }

        Estimate stalePercent() {
            return Estimate.of(repeats, Repeat::stalePercent);
        }

        long sum(Function<Repeat, Long> of) {
            return repeats.stream().map(of).mapToLong(Long::longValue).sum();
        }
    }

    @Override
    public String name() {
        return "ntua";
    }

    @Override
    public String question() {
        return "What do copies and their promise cost ten nodes that write, read and ask at the same time, and how many answers are stale?";
    }

    @Override
    public Findings run(Plan plan) throws IOException, InterruptedException {
        List<Setting> settings = new ArrayList<>();
        for (boolean isEventual : List.of(false, true)) {
            for (int copies : COPIES) {
                settings.add(measure(plan, copies, isEventual));
            }
        }
        Findings findings = new Findings();
        findings.measured()
                .rows(name(), rows(settings))
                .tables(name(), table(settings))
                .chart(name() + "-writes", chart("Writes of ten nodes at the same time", "writes per second", settings, Setting::writes))
                .chart(name() + "-reads", chart("Reads of ten nodes at the same time", "reads per second", settings, Setting::reads));
        return findings;
    }

    private Setting measure(Plan plan, int copies, boolean isEventual) throws IOException, InterruptedException {
        int rounds = Plan.REPEATS / jobs;
        NtuaJob job = new NtuaJob(root, copies, isEventual, 1 + rounds);
        List<Repeat> repeats = new ArrayList<>();
        long stale = 0;
        for (long seed : plan.seeds().subList(0, jobs)) {
            plan.progress(job + ", job " + (repeats.size() / rounds + 1) + " of " + jobs);
            Recording recording = job.run(files.isPresent() ? NodeFiles.of(files.get()) : NodeFiles.drawn(seed, lines));
            for (int round = 1; round <= rounds; round++) {
                repeats.add(Repeat.of(recording, round));
            }
            stale += recording.stale();
        }
        return new Setting(job, repeats, stale);
    }

    private static CsvTable rows(List<Setting> settings) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Setting setting : settings) {
            table.row(
                    setting.job().copies(),
                    setting.job().promise(),
                    setting.repeats().size(),
                    setting.writes().mean(),
                    setting.writes().halfWidth(),
                    setting.reads().mean(),
                    setting.reads().halfWidth(),
                    setting.requests().mean(),
                    setting.requests().halfWidth(),
                    setting.sum(Repeat::requestReads),
                    setting.sum(Repeat::requestStale),
                    setting.stalePercent().mean(),
                    setting.stalePercent().halfWidth(),
                    setting.stale());
        }
        return table;
    }

    private static MarkdownTable table(List<Setting> settings) {
        MarkdownTable table = new MarkdownTable(
                "copies", "promise", "writes/s", "reads/s", "requests/s", "reads of requests", "of them stale");
        for (Setting setting : settings) {
            table.row(
                    Integer.toString(setting.job().copies()),
                    setting.job().promise(),
                    setting.writes().toString(),
                    setting.reads().toString(),
                    setting.requests().toString(),
                    Long.toString(setting.sum(Repeat::requestReads)),
                    setting.sum(Repeat::requestStale) + ", " + setting.stalePercent() + " %");
        }
        return table;
    }

    private static LineChart chart(
            String title, String label, List<Setting> settings, Function<Setting, Estimate> figure) {
        LineChart chart = new LineChart(title, new Axis("copies of each key", false), new Axis(label, false));
        for (String promise : List.of("linearizable", "eventual")) {
            chart.add(new Line(
                    promise,
                    settings.stream()
                            .filter(setting -> setting.job().promise().equals(promise))
                            .map(setting -> {
                                Estimate estimate = figure.apply(setting);
                                return new Point(
                                        setting.job().copies(), estimate.mean(), estimate.least(), estimate.most());
                            })
                            .toList()));
        }
        return chart;
    }
}
