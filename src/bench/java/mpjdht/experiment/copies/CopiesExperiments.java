package mpjdht.experiment.copies;

import java.util.List;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.lab.Plan;

/** The experiments on copies that become equal in the end. */
public final class CopiesExperiments {
    private CopiesExperiments() {}

    /** All of them. Quick ones have a tenth of the commands. */
    public static List<Experiment> all(Extent extent) {
        return List.of(new ReplicationLag(extent.pick(250, 25), Plan.REPEATS));
    }
}
