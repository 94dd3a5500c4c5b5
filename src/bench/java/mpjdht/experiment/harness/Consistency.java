package mpjdht.experiment.harness;

import java.util.List;
import mpjdht.experiment.copies.EditedGrid;
import mpjdht.experiment.copies.Sightings;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.report.LineChart.Axis;
import mpjdht.sim.Micros;
import mpjdht.store.Conflicts;

/**
 * Old reads and lost writes of three copies that become equal in the end, by how many of them acknowledge a write and answer a read.
 *
 * @param operations reads and as many writes of each run, by eight clients
 */
record Consistency(int operations) implements Experiment {
    private static final List<Integer> LAGS_MILLIS = List.of(0, 20, 100);
    private static final int COPIES = 3;
    private static final int PERCENT = 100;

    /** Copies that acknowledge a write, and that answer a read. */
    private record Quorum(int writeAcks, int readReplicas) {}

    private static final List<Quorum> QUORUMS = List.of(new Quorum(1, 1), new Quorum(2, 2), new Quorum(3, 1));

    @Override
    public String name() {
        return "consistency";
    }

    @Override
    public String question() {
        return "How many reads are old and how many writes are lost, by how many copies a write and a read wait for?";
    }

    @Override
    public Findings run(Plan plan) {
        int edits = Math.max(1, operations / EditedGrid.STORAGE_RANKS);
        plan.progress(edits + " reads and writes of each of " + EditedGrid.STORAGE_RANKS + " clients");
        Axis lag = new Axis("mean replication lag, ms", false);
        Curves stale = new Curves("Old reads of three copies", lag, new Axis("old reads, percent", false));
        Curves lost = new Curves("Lost writes of three copies", lag, new Axis("lost writes, percent", false));
        for (Quorum quorum : QUORUMS) {
            for (int millis : LAGS_MILLIS) {
                EditedGrid grid = new EditedGrid(
                        COPIES, quorum.writeAcks(), quorum.readReplicas(), millis * Micros.MILLI);
                List<Sightings> runs = plan.repeat(seed -> grid.run(Conflicts.LWW, edits, seed));
                String line = "W = " + quorum.writeAcks() + ", R = " + quorum.readReplicas();
                stale.add(line, millis, Estimate.of(runs, run -> (double) PERCENT * run.staleReads() / run.reads()));
                lost.add(line, millis, Estimate.of(runs, run -> (double) PERCENT * run.lost() / run.writes()));
            }
        }
        Findings findings = new Findings();
        stale.addTo(findings, name() + "-old");
        lost.addTo(findings, name() + "-lost");
        return findings;
    }
}
