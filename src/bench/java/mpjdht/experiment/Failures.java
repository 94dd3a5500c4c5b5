package mpjdht.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
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
import mpjdht.sim.Simulation;

/**
 * Lookups right after a part of the nodes has crashed at once, before anything is repaired: table II of Stoica et al., "Chord",
 * ToN 2003, section VI.D. Then the same crash with stabilisation, until every pointer is exact again.
 *
 * @param nodes before the crash
 * @param lookups after it, on each ring
 * @param rings for each part of the nodes
 */
record Failures(int nodes, int lookups, int rings, long seed) implements Experiment {
    private static final long LONGEST_HEALING_MICROS = 3_600 * Micros.SECOND;
    private static final int PERCENT = 100;
    private static final List<String> COLUMNS = List.of(
            "failed_nodes_percent",
            "rings",
            "lookups",
            "hops_mean_nodes",
            "hops_p1_nodes",
            "hops_p99_nodes",
            "timeouts_mean",
            "timeouts_p1",
            "timeouts_p99",
            "failed_lookups",
            "neighbours_known_rings",
            "neighbours_known_after_mean_seconds",
            "neighbours_known_after_most_seconds",
            "exact_rings",
            "exact_after_mean_seconds",
            "exact_after_most_seconds");

    /** Seconds until the members know their neighbours, and until every pointer is exact. */
    private record Healing(Histogram ordered, Histogram ideal) {}

    /** A row of the paper, and what was found. */
    private record Step(Row paper, Lookups lookups, Healing healing) {
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
    public void run(Outputs outputs) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Row paper : PaperTables.FAILURES) {
            outputs.progress(lookups + " lookups on " + rings + " rings of " + nodes + " nodes of which "
                    + Math.round(nodes * paper.severity()) + " crash");
            steps.add(measure(paper));
        }
        outputs.write(name() + ".csv", csv(steps));
        outputs.write(name() + ".md", table(steps) + "\n" + healingTable(steps));
        outputs.write(name() + ".svg", chart(steps));
    }

    /** The rings, and the order in which nodes crash, are the same for every part of the nodes. */
    private Step measure(Row paper) {
        SeededRandom seeds = new SeededRandom(seed);
        int crashing = (int) Math.round(nodes * paper.severity());
        Lookups all = new Lookups();
        Healing healing = new Healing(new Histogram(), new Histogram());
        for (int i = 0; i < rings; i++) {
            long ringSeed = seeds.nextLong();
            ChordRing still = ring(PathLength.NEVER_MICROS, PathLength.NEVER_MICROS, ringSeed);
            still.crash(crashing);
            all.add(still.lookUpAtOnce(lookups));
            heal(crashing, ringSeed, healing);
        }
        return new Step(paper, all, healing);
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
    private void heal(int crashing, long ringSeed, Healing healing) {
        ChordRing ring = ring(PaperTables.STABILISE_MICROS, PaperTables.fixFingersMicros(nodes), ringSeed);
        ring.crash(crashing);
        if (secondsUntil(ring::ordered, ring, healing.ordered())) {
            secondsUntil(ring::ideal, ring, healing.ideal());
        }
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

    private String csv(List<Step> steps) {
        CsvTable table = new CsvTable(COLUMNS);
        for (Step step : steps) {
            Histogram hops = step.lookups().hops();
            Histogram timeouts = step.lookups().timeouts();
            table.row(
                    step.paper().severity() * PERCENT,
                    rings,
                    hops.total(),
                    hops.mean(),
                    hops.percentile(1),
                    hops.percentile(99),
                    timeouts.mean(),
                    timeouts.percentile(1),
                    timeouts.percentile(99),
                    step.lookups().failed(),
                    step.healing().ordered().total(),
                    step.healing().ordered().mean(),
                    step.healing().ordered().most(),
                    step.healing().ideal().total(),
                    step.healing().ideal().mean(),
                    step.healing().ideal().most());
        }
        return table.render();
    }

    private static String table(List<Step> steps) {
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
                    Figure.spread(step.lookups().hops()),
                    step.paper().timeouts().toString(),
                    Figure.spread(step.lookups().timeouts()),
                    Figure.hundredths(step.expectedTimeouts()),
                    Integer.toString(step.paper().failed()),
                    Long.toString(step.lookups().failed()));
        }
        return table.render();
    }

    private String healingTable(List<Step> steps) {
        MarkdownTable table = new MarkdownTable(
                "failed nodes", "rings", "that know their neighbours", "after, mean", "at most", "exact", "after, mean", "at most");
        for (Step step : steps) {
            Histogram ordered = step.healing().ordered();
            Histogram ideal = step.healing().ideal();
            table.row(
                    step.percent(),
                    Integer.toString(rings),
                    Long.toString(ordered.total()),
                    seconds(ordered, ordered.mean()),
                    seconds(ordered, ordered.most()),
                    Long.toString(ideal.total()),
                    seconds(ideal, ideal.mean()),
                    seconds(ideal, ideal.most()));
        }
        return table.render();
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
