package mpjdht.experiment.harness;

import java.util.List;
import java.util.function.ToDoubleFunction;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.replication.Failover;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.MarkdownTable;
import mpjdht.sim.Micros;

/**
 * A server crashes and comes back: elections, how long nobody is answered, and how long it takes until copies are equal again.
 *
 * @param operations one crash of each kind for every {@value #OPERATIONS_PER_CRASH} of them, and no fewer than an interval needs
 */
record Elections(int operations) implements Experiment {
    private static final List<Integer> TIMEOUTS_MILLIS = List.of(250, 500, 1000);

    private static final int OPERATIONS_PER_CRASH = 20;

    /** How copies are kept. */
    private enum Kind {
        ELECTED("elected leaders") {
            @Override
            Failover measure(long timeoutMicros, long seed) {
                return Failover.ofElections(timeoutMicros, seed);
            }
        },
        CHAINS("chains") {
            @Override
            Failover measure(long timeoutMicros, long seed) {
                return Failover.ofChains(timeoutMicros, seed);
            }
        };

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        abstract Failover measure(long timeoutMicros, long seed);
    }

    @Override
    public String name() {
        return "elections";
    }

    @Override
    public String question() {
        return "When a server crashes and comes back: how many elections are there, how long is nobody answered, and when are copies equal again?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress("a crash of one of five servers, " + TIMEOUTS_MILLIS.size() + " time-outs");
        int crashes = Math.max(Plan.REPEATS, operations / OPERATIONS_PER_CRASH);
        CsvTable rows = new CsvTable(List.of("copies", "timeout_ms", "figure", "mean", "half_width_95", "repeats"));
        MarkdownTable table = new MarkdownTable(
                "copies by",
                "time-out, ms",
                "elections",
                "terms or configurations",
                "no update answered, ms",
                "no query answered, ms",
                "keys copied after its return",
                "equal after, ms");
        Curves silence = new Curves(
                "No update answered after a crash", new Axis("time-out, ms", false), new Axis("ms", false));
        for (Kind kind : Kind.values()) {
            for (int millis : TIMEOUTS_MILLIS) {
                List<Failover> runs = plan.repeat(crashes, seed -> kind.measure(millis * Micros.MILLI, seed));
                Estimate elections = of(runs, Failover::elections);
                Estimate decisions = of(runs, Failover::decisions);
                Estimate updates = of(runs, run -> millis(run.updatesMicros()));
                Estimate queries = of(runs, run -> millis(run.queriesMicros()));
                Estimate repairs = of(runs, Failover::repairs);
                Estimate equal = of(runs, run -> millis(run.equalMicros()));
                silence.add(kind.text, millis, updates);
                row(rows, kind, millis, "elections", elections);
                row(rows, kind, millis, "decisions", decisions);
                row(rows, kind, millis, "no_update_ms", updates);
                row(rows, kind, millis, "no_query_ms", queries);
                row(rows, kind, millis, "keys_copied", repairs);
                row(rows, kind, millis, "equal_after_ms", equal);
                table.row(
                        kind.text,
                        Integer.toString(millis),
                        elections.toString(),
                        decisions.toString(),
                        updates.toString(),
                        queries.toString(),
                        repairs.toString(),
                        equal.toString());
            }
        }
        Findings findings = new Findings();
        silence.addTo(findings, name() + "-silence");
        return findings.rows(name(), rows).tables(name(), table);
    }

    private static void row(CsvTable rows, Kind kind, int millis, String name, Estimate figure) {
        rows.row(kind.text, millis, name, figure.mean(), figure.halfWidth(), figure.repeats());
    }

    private static Estimate of(List<Failover> runs, ToDoubleFunction<Failover> figure) {
        return Estimate.of(runs, figure);
    }

    private static double millis(long micros) {
        return (double) micros / Micros.MILLI;
    }
}
