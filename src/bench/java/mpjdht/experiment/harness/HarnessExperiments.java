package mpjdht.experiment.harness;

import java.util.List;
import mpjdht.experiment.lab.Experiment;

/** The modes of the harness. */
public final class HarnessExperiments {
    private HarnessExperiments() {}

    /** All of them. */
    public static List<Experiment> all(HarnessSize size) {
        return List.of(
                new Scale(size.nodes(), size.operations()),
                new ComingAndGoing(size.nodes(), size.operations()),
                new Consistency(size.operations()),
                new Elections(size.operations()),
                new Flooding(size.nodes(), size.operations()));
    }
}
