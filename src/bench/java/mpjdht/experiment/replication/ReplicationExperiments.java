package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.lab.Plan;
import mpjdht.sim.Micros;

/** The experiments of van Renesse and Schneider, "Chain Replication", OSDI 2004, and of Terrace and Freedman, "CRAQ", USENIX ATC 2009. */
public final class ReplicationExperiments {
    private ReplicationExperiments() {}

    /** All of them, in the order of the papers. Quick ones have fewer servers, shares and volumes, and take less virtual time. */
    public static List<Experiment> all(Extent extent) {
        return List.of(
                new ChainThroughput(
                        extent.pick(List.of(2, 3, 10), List.of(3)),
                        extent.pick(List.of(0, 5, 10, 15, 20, 30, 50, 75, 100), List.of(0, 10, 30, 100)),
                        extent.pick(20, 5)),
                new ChainVolumes(
                        extent.pick(1_000, 60),
                        extent.pick(List.of(3, 5, 10, 20, 40, 80), List.of(3, 12)),
                        extent.pick(5, 1)),
                new ChainOutages(extent.pick(20, Plan.REPEATS)),
                extent.pick(
                        new ChainFailures(new Failure(24, 120, 10, seconds(60), seconds(60), seconds(180)), 2),
                        new ChainFailures(new Failure(6, 12, 2, seconds(4), seconds(14), seconds(24)), 2)),
                new ChainPlacement(
                        extent.pick(List.of(5, 10, 20, 40), List.of(5, 10)), extent.pick(3, 2), extent.pick(40, Plan.REPEATS)),
                new CraqWriteRate(
                        extent.pick(List.of(0, 10, 25, 50, 100, 150, 200, 250), List.of(0, 50, 250)), extent.pick(500, 200)),
                new ChainJob(
                        extent.pick(List.of(1, 3), List.of(3)),
                        extent.pick(List.of(0, 10, 50, 100), List.of(50)),
                        extent.pick(200_000, 20_000),
                        Plan.REPEATS));
    }

    private static long seconds(long count) {
        return count * Micros.SECOND;
    }
}
