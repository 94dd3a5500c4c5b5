package mpjdht.experiment.example;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.RingDrawing;
import mpjdht.experiment.lab.Source;
import mpjdht.report.CsvTable;

/** How long the longest arc of a ring of so many random ids is, on rings by the hundred. */
public record LongestArc(int nodes) implements Experiment {
    private static final Source BOOK = new Source("David, Nagaraja: Order Statistics, 3rd edition, 2003", "section 6.4");
    private static final int RINGS = 500;

    @Override
    public String name() {
        return "longest-arc";
    }

    @Override
    public String question() {
        return "How much longer than the mean is the longest arc of a ring of random ids?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(RINGS + " rings of " + nodes + " nodes, " + Plan.REPEATS + " times");
        Estimate found = Estimate.of(plan.repeat(this::meanOfRings), mean -> mean);
        double expected = IntStream.rangeClosed(1, nodes).mapToDouble(i -> 1.0 / i).sum();
        CsvTable rows = new CsvTable(List.of("nodes", "longest_to_mean", "half_width_95", "expected"));
        rows.row(nodes, found.mean(), found.halfWidth(), expected);
        return new Findings()
                .rows(name(), rows)
                .ring(name() + "-ring", new RingDrawing(plan.seeds(32)), "32 random ids and the arcs that their nodes own")
                .compare(new Comparison(
                        "longest arc of " + nodes,
                        "times the mean",
                        Published.of(expected, BOOK),
                        found,
                        "It is the sum of 1/i up to the number of nodes. The ids are drawn as the formula wants them; the rest is chance."));
    }

    private double meanOfRings(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, RINGS).mapToDouble(ring -> longest(random)).average().orElseThrow() * nodes;
    }

    private double longest(SplittableRandom random) {
        double[] ids = random.doubles(nodes).sorted().toArray();
        return IntStream.range(0, nodes).mapToDouble(i -> i == 0 ? 1 + ids[0] - ids[nodes - 1] : ids[i] - ids[i - 1]).max().orElseThrow();
    }
}
