package mpjdht.experiment.harness;

import java.util.List;
import mpjdht.experiment.chord.ChordRing;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.Source;
import mpjdht.report.LineChart.Axis;
import mpjdht.sim.Micros;

/**
 * Hops and latency of lookups on rings of 8 nodes and twice as many again and again.
 *
 * @param mostNodes no ring has more
 * @param operations lookups on each ring, one after the other
 */
record Scale(int mostNodes, int operations) implements Experiment {
    private static final int LEAST_NODES = 8;
    private static final String HOPS = "hops";
    private static final String MILLIS = "latency";

    /** What the lookups of a ring came to in the mean. */
    private record Way(double hops, double millis) {}

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String question() {
        return "How many hops and how long does a lookup take, the more nodes there are?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(operations + " lookups on rings of up to " + mostNodes + " nodes");
        Curves hops = new Curves("Hops of a lookup", new Axis("nodes", true), new Axis("hops", false));
        Curves latency =
                new Curves("Latency of a lookup, virtual time", new Axis("nodes", true), new Axis("ms", false));
        int largest = LEAST_NODES;
        for (int nodes = LEAST_NODES; nodes <= mostNodes; nodes *= 2) {
            int size = nodes;
            List<Way> ways = plan.repeat(seed -> lookUp(size, seed));
            hops.add(HOPS, nodes, Estimate.of(ways, Way::hops));
            latency.add(MILLIS, nodes, Estimate.of(ways, Way::millis));
            largest = nodes;
        }
        Findings findings = new Findings();
        hops.addTo(findings, name() + "-hops");
        latency.addTo(findings, name() + "-latency");
        return findings.compare(new Comparison(
                "hops of a lookup, " + largest + " nodes",
                "",
                Published.of(
                        Math.log(largest) / Math.log(2) / 2,
                        new Source("Stoica et al., Chord, SIGCOMM 2001", "section 6.3: about half of log2 N")),
                hops.at(HOPS, largest),
                "Nodes here name the owner out of long lists of successors, which saves the last steps, and more of them the smaller the ring is."));
    }

    private Way lookUp(int nodes, long seed) {
        ChordRing ring = Rings.of(nodes, seed);
        long begin = ring.simulation().nowMicros();
        for (int i = 0; i < operations; i++) {
            ring.lookUpAtOnce(1);
        }
        double micros = ring.simulation().nowMicros() - begin;
        return new Way(ring.lookups().hops().mean(), micros / operations / Micros.MILLI);
    }
}
