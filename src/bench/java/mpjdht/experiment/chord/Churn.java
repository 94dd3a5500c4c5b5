package mpjdht.experiment.chord;

import java.util.List;
import java.util.function.ToDoubleFunction;
import mpjdht.experiment.chord.PaperTables.Row;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.node.chord.ChordSettings;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;

/**
 * Lookups while nodes join and leave: table III of Stoica et al., "Chord", ToN 2003, section VI.E. Joins, departures and lookups
 * are Poisson processes.
 *
 * @param nodes at the start; later about as many
 * @param lookups of each run, for each rate of joins and departures
 * @param lookupsPerSecond more than the paper's one make the same number of lookups take less virtual time
 * @param papers rows of the paper's table that are done again
 */
record Churn(int nodes, int lookups, int lookupsPerSecond, List<Row> papers) implements Experiment {
    private static final long WARM_UP_MICROS = 4 * PaperTables.STABILISE_MICROS;
    private static final long LAST_LOOKUPS_MICROS = 30 * Micros.SECOND;
    private static final long JOIN = -1;
    private static final long LEAVE = -2;
    private static final long LOOK_UP = -3;
    private static final int TEN_THOUSAND = 10_000;
    private static final List<String> COLUMNS = List.of(
            "joins_per_second",
            "joins_per_stabilisation_period",
            "runs",
            "lookups",
            "hops_mean_nodes",
            "hops_mean_half_width_95_nodes",
            "hops_p1_nodes",
            "hops_p99_nodes",
            "timeouts_mean",
            "timeouts_mean_half_width_95",
            "timeouts_p1",
            "timeouts_p99",
            "failed_lookups",
            "abandoned_lookups",
            "failed_of_10000_mean",
            "failed_of_10000_half_width_95",
            "members_at_the_end_mean",
            "events");

    /** A row of the paper, and what was found. */
    private record Step(Row paper, LookupRuns lookups, Estimate members, long events) {

        double perPeriod() {
            return paper.severity() * PaperTables.STABILISE_MICROS / Micros.SECOND;
        }

        Estimate failedOfTenThousand() {
            return lookups.failedOf(TEN_THOUSAND);
        }
    }

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public String question() {
        return "What becomes of lookups while nodes join and leave all the time?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(lookups + " lookups on " + nodes + " nodes of which some come and go, " + Plan.REPEATS + " runs of "
                + papers.size() + " rates");
        List<Step> steps = plan.each(papers, paper -> measure(paper, plan));
        Findings findings = new Findings()
                .rows(name(), rows(steps))
                .tables(name(), table(steps))
                .chart(name(), timeoutChart(steps))
                .chart(name() + "-failed", failedChart(steps));
        steps.forEach(step -> compare(step, findings));
        return findings;
    }

    private static void compare(Step step, Findings findings) {
        Row paper = step.paper();
        String rate = ", " + Figure.hundredths(paper.severity()) + " joins per second";
        findings.compare(new Comparison(
                "mean path" + rate,
                "nodes",
                Published.of(paper.path().mean(), PaperTables.COMING_AND_GOING),
                step.lookups().hops(),
                "It hardly depends on the rate. Lookups here do not stray: most differences are of the size of those between"
                        + " the paper's own rows."));
        findings.compare(new Comparison(
                "mean time-outs of a lookup" + rate,
                "",
                Published.of(paper.timeouts().mean(), PaperTables.COMING_AND_GOING),
                step.lookups().timeouts(),
                "Nodes here leave on purpose, which they tell their neighbours, and a pointer in use was checked a minute ago. The"
                        + " paper's figures would follow from pointers some five minutes old; how its nodes came to those we do"
                        + " not know."));
        findings.compare(new Comparison(
                "failed lookups" + rate,
                "of 10,000",
                Published.of(paper.failed(), PaperTables.COMING_AND_GOING),
                step.failedOfTenThousand(),
                "A lookup here ends by asking the owner for its predecessor, and goes back to a node that has just joined; so"
                        + " only an owner that changes while its answer is on its way makes one fail."));
    }

    private Step measure(Row paper, Plan plan) {
        List<ChordRing> rings = plan.repeat(seed -> measure(paper.severity(), seed));
        return new Step(
                paper,
                new LookupRuns(rings.stream().map(ChordRing::lookups).toList()),
                Estimate.of(rings, ring -> ring.picture().size()),
                rings.stream().mapToLong(ring -> ring.simulation().traffic().events()).sum());
    }

    private ChordRing measure(double rate, long seed) {
        SeededRandom seeds = new SeededRandom(seed);
        ChordSettings settings = new ChordSettings(
                2 * ChordSettings.defaultSuccessors(nodes),
                PaperTables.STABILISE_MICROS,
                PaperTables.fixFingersMicros(nodes),
                PaperTables.STABILISE_MICROS,
                PaperTables.ANSWER_MICROS,
                1);
        ChordRing ring =
                new ChordRing(nodes, settings, Latency.exponential(PaperTables.LATENCY_MICROS), seeds.nextLong());
        long endMicros = WARM_UP_MICROS + Micros.SECOND * lookups / lookupsPerSecond;
        SeededRandom chance = new SeededRandom(seeds.nextLong());
        new Poisson(ring.simulation(), rate, chance.split(JOIN)).repeat(0, endMicros, JOIN, ring::join);
        new Poisson(ring.simulation(), rate, chance.split(LEAVE)).repeat(0, endMicros, LEAVE, ring::leave);
        new Poisson(ring.simulation(), lookupsPerSecond, chance.split(LOOK_UP))
                .repeat(WARM_UP_MICROS, endMicros, LOOK_UP, ring::lookUp);
        ring.simulation().runUntil(endMicros + LAST_LOOKUPS_MICROS);
        return ring;
    }

    private static CsvTable rows(List<Step> steps) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            Lookups all = step.lookups().all();
            Histogram hops = all.hops();
            Histogram timeouts = all.timeouts();
            table.row(
                    step.paper().severity(),
                    step.perPeriod(),
                    step.lookups().runs().size(),
                    all.answered(),
                    step.lookups().hops().mean(),
                    step.lookups().hops().halfWidth(),
                    hops.percentile(1),
                    hops.percentile(99),
                    step.lookups().timeouts().mean(),
                    step.lookups().timeouts().halfWidth(),
                    timeouts.percentile(1),
                    timeouts.percentile(99),
                    all.failed(),
                    all.abandoned(),
                    step.failedOfTenThousand().mean(),
                    step.failedOfTenThousand().halfWidth(),
                    step.members().mean(),
                    step.events());
        }
        return table;
    }

    private static MarkdownTable table(List<Step> steps) {
        MarkdownTable table = new MarkdownTable(
                "joins per second (per period)",
                "path length: paper",
                "here",
                "time-outs: paper",
                "here",
                "failed of 10,000: paper",
                "here");
        for (Step step : steps) {
            table.row(
                    Figure.hundredths(step.paper().severity()) + " (" + Figure.tenths(step.perPeriod()) + ")",
                    step.paper().path().toString(),
                    Figure.spread(step.lookups().hops(), step.lookups().all().hops()),
                    step.paper().timeouts().toString(),
                    Figure.spread(step.lookups().timeouts(), step.lookups().all().timeouts()),
                    Integer.toString(step.paper().failed()),
                    step.failedOfTenThousand().toString());
        }
        return table;
    }

    private LineChart timeoutChart(List<Step> steps) {
        return chart("Time-outs", "time-outs of a lookup, mean")
                .add(new Line("here", steps.stream().map(s -> point(s, s.lookups().timeouts())).toList()))
                .add(line("paper", steps, s -> s.paper().timeouts().mean()));
    }

    private LineChart failedChart(List<Step> steps) {
        return chart("Failed lookups", "failed of 10,000 lookups")
                .add(new Line("here", steps.stream().map(s -> point(s, s.failedOfTenThousand())).toList()))
                .add(line("paper", steps, s -> s.paper().failed()));
    }

    private LineChart chart(String what, String y) {
        return new LineChart(
                what + " while nodes join and leave, " + Figure.grouped(nodes) + " nodes",
                new Axis("joins, and as many departures, per second", false),
                new Axis(y, false));
    }

    private static Point point(Step step, Estimate y) {
        return new Point(step.paper().severity(), y.mean(), Math.max(0, y.least()), y.most());
    }

    private static Line line(String name, List<Step> steps, ToDoubleFunction<Step> y) {
        return new Line(
                name,
                steps.stream()
                        .map(step -> new Point(step.paper().severity(), y.applyAsDouble(step)))
                        .toList());
    }
}
