package mpjdht.experiment.harness;

import java.util.List;
import mpjdht.experiment.chord.ChordRing;
import mpjdht.experiment.chord.Poisson;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.report.LineChart.Axis;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;

/**
 * Lookups while nodes join, leave and crash, each kind equally often.
 *
 * @param nodes at the start
 * @param operations lookups of each run, ten in a second
 */
record ComingAndGoing(int nodes, int operations) implements Experiment {
    private static final int LOOKUPS_PER_SECOND = 10;
    private static final List<Integer> CHANGES_PER_MINUTE = List.of(0, 6, 30, 60);
    private static final int PERCENT = 100;
    private static final int SECONDS_OF_MINUTE = 60;
    private static final long LAST_LOOKUPS_MICROS = 60 * Micros.SECOND;
    private static final long JOIN = -1;
    private static final long LEAVE = -2;
    private static final long CRASH = -3;
    private static final long LOOK_UP = -4;

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public String question() {
        return "How many lookups find the owner, and by how many hops, while nodes join, leave and crash?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(operations + " lookups on " + nodes + " nodes, " + CHANGES_PER_MINUTE.size() + " rates");
        Axis rate = new Axis("joins, departures and crashes per minute, of each", false);
        Curves found = new Curves("Lookups that find the owner while nodes come and go", rate, new Axis("percent", false));
        Curves hops = new Curves("Hops and time-outs of a lookup while nodes come and go", rate, new Axis("of a lookup", false));
        for (int perMinute : CHANGES_PER_MINUTE) {
            List<ChordRing> rings = plan.repeat(seed -> run(perMinute, seed));
            found.add("right", perMinute, Estimate.of(rings, ComingAndGoing::rightPercent));
            hops.add("hops", perMinute, Estimate.of(rings, ring -> ring.lookups().hops().mean()));
            hops.add("time-outs", perMinute, Estimate.of(rings, ring -> ring.lookups().timeouts().mean()));
        }
        Findings findings = new Findings();
        found.addTo(findings, name() + "-success");
        hops.addTo(findings, name() + "-hops");
        return findings;
    }

    private static double rightPercent(ChordRing ring) {
        return (double) PERCENT * (ring.lookups().answered() - ring.lookups().failed()) / ring.lookups().answered();
    }

    private ChordRing run(int perMinute, long seed) {
        ChordRing ring = Rings.of(nodes, seed);
        SeededRandom chance = new SeededRandom(seed);
        long end = Micros.SECOND * operations / LOOKUPS_PER_SECOND;
        if (perMinute > 0) {
            double perSecond = (double) perMinute / SECONDS_OF_MINUTE;
            new Poisson(ring.simulation(), perSecond, chance.split(JOIN)).repeat(0, end, JOIN, ring::join);
            new Poisson(ring.simulation(), perSecond, chance.split(LEAVE)).repeat(0, end, LEAVE, () -> leave(ring));
            new Poisson(ring.simulation(), perSecond, chance.split(CRASH)).repeat(0, end, CRASH, () -> crash(ring));
        }
        new Poisson(ring.simulation(), LOOKUPS_PER_SECOND, chance.split(LOOK_UP))
                .repeat(0, end, LOOK_UP, ring::lookUp);
        ring.simulation().runUntil(end + LAST_LOOKUPS_MICROS);
        return ring;
    }

    private void leave(ChordRing ring) {
        if (isLargeEnough(ring)) {
            ring.leave();
        }
    }

    private void crash(ChordRing ring) {
        if (isLargeEnough(ring)) {
            ring.crash(1);
        }
    }

    /** More crash than join, so at half of its nodes a ring loses none any more. */
    private boolean isLargeEnough(ChordRing ring) {
        return ring.picture().size() > nodes / 2;
    }
}
