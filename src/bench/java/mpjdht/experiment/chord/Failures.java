package mpjdht.experiment.chord;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import mpjdht.experiment.chord.PaperTables.Row;
import mpjdht.experiment.lab.Comparison;
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
import mpjdht.sim.Simulation;

/**
 * Lookups right after a part of the nodes has crashed at once, before anything is repaired: table II of Stoica et al., "Chord",
 * ToN 2003, section VI.D. Then the same crash with stabilisation, until every pointer is exact again.
 *
 * @param nodes before the crash
 * @param lookups after it, on each ring; there is one for each run
 * @param papers rows of the paper's table that are done again
 */
record Failures(int nodes, int lookups, List<Row> papers) implements Experiment {
    private static final long LONGEST_HEALING_MICROS = 3_600 * Micros.SECOND;
    private static final int PERCENT = 100;
    private static final int TEN_THOUSAND = 10_000;
    private static final List<String> COLUMNS = List.of(
            "failed_nodes_percent",
            "rings",
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
            "neighbours_known_rings",
            "neighbours_known_after_mean_seconds",
            "neighbours_known_after_most_seconds",
            "exact_rings",
            "exact_after_mean_seconds",
            "exact_after_most_seconds");

    Failures {
        papers = List.copyOf(papers);
    }

    /** Seconds until the members know their neighbours, and until every pointer is exact. */
    private record Healing(Histogram ordered, Histogram ideal) {
        void add(Healing other) {
            ordered.add(other.ordered);
            ideal.add(other.ideal);
        }
    }

    /** A row of the paper, and what was found. */
    private record Step(Row paper, LookupRuns lookups, Healing healing) {
        /**
         * Whether a node is dead is seen when it is asked, so there are as many dead to each live one among those asked as on
         * the whole ring. One time-out more comes where the node before the owner is dead: the owner still names it.
         */
        double expectedTimeouts() {
            double dead = paper.severity();
            return lookups.hops().mean() * dead / (1 - dead) + dead;
        }

        String percent() {
            return Figure.grouped(paper.severity() * PERCENT) + " %";
        }
    }

    @Override
    public String name() {
        return "failures";
    }

    @Override
    public String question() {
        return "What becomes of lookups when a part of the nodes crashes at once, and how long is the ring's repair?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(lookups + " lookups on each of " + Plan.REPEATS + " rings of " + nodes + " nodes of which a part crashes, "
                + papers.size() + " parts");
        List<Step> steps = plan.each(papers, paper -> measure(paper, plan));
        Findings findings = new Findings()
                .rows(name(), rows(steps))
                .tables(name(), table(steps), healingTable(steps))
                .chart(name(), chart(steps));
        steps.forEach(step -> compare(step, findings));
        return findings;
    }

    private void compare(Step step, Findings findings) {
        Row paper = step.paper();
        String crashed = ", " + step.percent() + " crashed";
        findings.compare(new Comparison(
                "mean path" + crashed,
                "nodes",
                Published.of(paper.path().mean(), PaperTables.CRASH),
                step.lookups().hops(),
                "The paper counts the hop to the owner, as here; which nodes know whom differs from ring to ring, and how many"
                        + " rings the paper's figure is of is not told."));
        findings.compare(new Comparison(
                "mean time-outs of a lookup" + crashed,
                "",
                Published.of(paper.timeouts().mean(), PaperTables.CRASH),
                step.lookups().timeouts(),
                "For a crashed part p and a path h, h · p / (1 - p) are expected, and p more here, where a dead node before"
                        + " the owner is still named by it. The paper's follow the formula without that last part."));
        findings.compare(new Comparison(
                "failed lookups" + crashed,
                "of 10,000",
                Published.of(paper.failed(), PaperTables.CRASH),
                step.lookups().failedOf(TEN_THOUSAND),
                "With lists of 20, that all of a list crash has a chance below one in a million, even at a half."));
    }

    /** The rings, and the order in which nodes crash, are the same for every part of the nodes. */
    private Step measure(Row paper, Plan plan) {
        int crashing = (int) Math.round(nodes * paper.severity());
        List<Lookups> found = plan.repeat(seed -> {
            ChordRing still = ring(PathLength.NEVER_MICROS, PathLength.NEVER_MICROS, seed);
            still.crash(crashing);
            return still.lookUpAtOnce(lookups);
        });
        Healing healing = new Healing(new Histogram(), new Histogram());
        plan.repeat(seed -> heal(crashing, seed)).forEach(healing::add);
        return new Step(paper, new LookupRuns(found), healing);
    }

    private ChordRing ring(long stabiliseMicros, long fixFingersMicros, long ringSeed) {
        ChordSettings settings = new ChordSettings(
                2 * ChordSettings.defaultSuccessors(nodes),
                stabiliseMicros,
                fixFingersMicros,
                stabiliseMicros,
                PaperTables.ANSWER_MICROS,
                1);
        return new ChordRing(nodes, settings, Latency.constant(PaperTables.LATENCY_MICROS), ringSeed);
    }

    /** Lets a ring repair itself; counts the seconds until that is done, unless it never is. */
    private Healing heal(int crashing, long ringSeed) {
        Healing healing = new Healing(new Histogram(), new Histogram());
        ChordRing ring = ring(PaperTables.STABILISE_MICROS, PaperTables.fixFingersMicros(nodes), ringSeed);
        ring.crash(crashing);
        if (secondsUntil(ring::ordered, ring, healing.ordered())) {
            secondsUntil(ring::ideal, ring, healing.ideal());
        }
        return healing;
    }

    private static boolean secondsUntil(BooleanSupplier repaired, ChordRing ring, Histogram seconds) {
        Simulation time = ring.simulation();
        while (!repaired.getAsBoolean()) {
            if (time.nowMicros() >= LONGEST_HEALING_MICROS) {
                return false;
            }
            time.runUntil(time.nowMicros() + Micros.SECOND);
        }
        seconds.add((int) (time.nowMicros() / Micros.SECOND), 1);
        return true;
    }

    private static CsvTable rows(List<Step> steps) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            Histogram hops = step.lookups().all().hops();
            Histogram timeouts = step.lookups().all().timeouts();
            table.row(
                    step.paper().severity() * PERCENT,
                    step.lookups().runs().size(),
                    hops.total(),
                    hops.mean(),
                    step.lookups().hops().halfWidth(),
                    hops.percentile(1),
                    hops.percentile(99),
                    timeouts.mean(),
                    step.lookups().timeouts().halfWidth(),
                    timeouts.percentile(1),
                    timeouts.percentile(99),
                    step.lookups().all().failed(),
                    step.healing().ordered().total(),
                    step.healing().ordered().mean(),
                    step.healing().ordered().most(),
                    step.healing().ideal().total(),
                    step.healing().ideal().mean(),
                    step.healing().ideal().most());
        }
        return table;
    }

    private static MarkdownTable table(List<Step> steps) {
        MarkdownTable table = new MarkdownTable(
                "failed nodes",
                "path length: paper",
                "here",
                "time-outs: paper",
                "here",
                "expected",
                "failed lookups: paper",
                "here");
        for (Step step : steps) {
            table.row(
                    step.percent(),
                    step.paper().path().toString(),
                    Figure.spread(step.lookups().hops(), step.lookups().all().hops()),
                    step.paper().timeouts().toString(),
                    Figure.spread(step.lookups().timeouts(), step.lookups().all().timeouts()),
                    Figure.hundredths(step.expectedTimeouts()),
                    Integer.toString(step.paper().failed()),
                    Long.toString(step.lookups().all().failed()));
        }
        return table;
    }

    private static MarkdownTable healingTable(List<Step> steps) {
        MarkdownTable table = new MarkdownTable(
                "failed nodes", "rings", "that know their neighbours", "after, mean", "at most", "exact", "after, mean", "at most");
        for (Step step : steps) {
            Histogram ordered = step.healing().ordered();
            Histogram ideal = step.healing().ideal();
            table.row(
                    step.percent(),
                    Integer.toString(step.lookups().runs().size()),
                    Long.toString(ordered.total()),
                    seconds(ordered, ordered.mean()),
                    seconds(ordered, ordered.most()),
                    Long.toString(ideal.total()),
                    seconds(ideal, ideal.mean()),
                    seconds(ideal, ideal.most()));
        }
        return table;
    }

    private static String seconds(Histogram of, double seconds) {
        return of.total() == 0 ? Figure.NONE : Figure.grouped(seconds) + " s";
    }

    private LineChart chart(List<Step> steps) {
        return new LineChart(
                        "Lookups after a part of " + Figure.grouped(nodes) + " nodes has crashed",
                        new Axis("crashed nodes, percent", false),
                        new Axis("mean of the lookups", false))
                .add(line("path length", steps, s -> s.lookups().hops().mean()))
                .add(line("path length, paper", steps, s -> s.paper().path().mean()))
                .add(line("time-outs", steps, s -> s.lookups().timeouts().mean()))
                .add(line("time-outs, paper", steps, s -> s.paper().timeouts().mean()));
    }

    private static Line line(String name, List<Step> steps, ToDoubleFunction<Step> y) {
        return new Line(
                name,
                steps.stream()
                        .map(step -> new Point(step.paper().severity() * PERCENT, y.applyAsDouble(step)))
                        .toList());
    }
}
