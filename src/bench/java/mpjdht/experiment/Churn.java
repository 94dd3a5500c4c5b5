package mpjdht.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import mpjdht.experiment.PaperTables.Row;
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
 * @param lookups for each rate of joins and departures
 * @param lookupsPerSecond more than the paper's one make the same number of lookups take less virtual time
 */
record Churn(int nodes, int lookups, int lookupsPerSecond, long seed) implements Experiment {
    private static final long WARM_UP_MICROS = 4 * PaperTables.STABILISE_MICROS;
    private static final long LAST_LOOKUPS_MICROS = 30 * Micros.SECOND;
    private static final long JOIN = -1;
    private static final long LEAVE = -2;
    private static final long LOOK_UP = -3;
    private static final int TEN_THOUSAND = 10_000;
    private static final List<String> COLUMNS = List.of(
            "joins_per_second",
            "joins_per_stabilisation_period",
            "lookups",
            "hops_mean_nodes",
            "hops_p1_nodes",
            "hops_p99_nodes",
            "timeouts_mean",
            "timeouts_p1",
            "timeouts_p99",
            "failed_lookups",
            "abandoned_lookups",
            "members_at_the_end",
            "events");

    /** A row of the paper, and what was found. */
    private record Step(Row paper, ChordRing ring) {
        Lookups lookups() {
            return ring.lookups();
        }

        double perPeriod() {
            return paper.severity() * PaperTables.STABILISE_MICROS / Micros.SECOND;
        }

        double failedOfTenThousand() {
            return (double) lookups().failed() * TEN_THOUSAND / lookups().answered();
        }
    }

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public void run(Outputs outputs) throws IOException {
        SeededRandom seeds = new SeededRandom(seed);
        List<Step> steps = new ArrayList<>();
        for (Row paper : PaperTables.CHURN) {
            outputs.progress(lookups + " lookups on " + nodes + " nodes while " + paper.severity()
                    + " nodes join and as many leave in a second");
            steps.add(new Step(paper, measure(paper.severity(), seeds)));
        }
        outputs.write(name() + ".csv", csv(steps));
        outputs.write(name() + ".md", table(steps));
        outputs.write(name() + ".svg", timeoutChart(steps));
        outputs.write(name() + "-failed.svg", failedChart(steps));
    }

    private ChordRing measure(double rate, SeededRandom seeds) {
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

    private static String csv(List<Step> steps) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            Histogram hops = step.lookups().hops();
            Histogram timeouts = step.lookups().timeouts();
            table.row(
                    step.paper().severity(),
                    step.perPeriod(),
                    step.lookups().answered(),
                    hops.mean(),
                    hops.percentile(1),
                    hops.percentile(99),
                    timeouts.mean(),
                    timeouts.percentile(1),
                    timeouts.percentile(99),
                    step.lookups().failed(),
                    step.lookups().abandoned(),
                    step.ring().picture().size(),
                    step.ring().simulation().traffic().events());
        }
        return table.render();
    }

    private static String table(List<Step> steps) {
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
                    Figure.spread(step.lookups().hops()),
                    step.paper().timeouts().toString(),
                    Figure.spread(step.lookups().timeouts()),
                    Integer.toString(step.paper().failed()),
                    Figure.tenths(step.failedOfTenThousand()));
        }
        return table.render();
    }

    private LineChart timeoutChart(List<Step> steps) {
        return chart("Time-outs", "time-outs of a lookup, mean")
                .add(line("here", steps, s -> s.lookups().timeouts().mean()))
                .add(line("paper", steps, s -> s.paper().timeouts().mean()));
    }

    private LineChart failedChart(List<Step> steps) {
        return chart("Failed lookups", "failed of 10,000 lookups")
                .add(line("here", steps, Step::failedOfTenThousand))
                .add(line("paper", steps, s -> s.paper().failed()));
    }

    private LineChart chart(String what, String y) {
        return new LineChart(
                what + " while nodes join and leave, " + Figure.grouped(nodes) + " nodes",
                new Axis("joins, and as many departures, per second", false),
                new Axis(y, false));
    }

    private static Line line(String name, List<Step> steps, ToDoubleFunction<Step> y) {
        return new Line(
                name,
                steps.stream()
                        .map(step -> new Point(step.paper().severity(), y.applyAsDouble(step)))
                        .toList());
    }
}
