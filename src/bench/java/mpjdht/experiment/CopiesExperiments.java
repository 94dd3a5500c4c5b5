package mpjdht.experiment;

import java.util.List;

/** The experiments on copies that become equal in the end. */
final class CopiesExperiments {
    private static final int EDITS = 250;
    private static final int RUNS = 5;
    private static final int TENTH = 10;

    private CopiesExperiments() {}

    /**
     * All of them.
     *
     * @param quick a tenth of the commands, once
     */
    static List<Experiment> all(long seed, boolean quick) {
        return List.of(new ReplicationLag(quick ? EDITS / TENTH : EDITS, quick ? 1 : RUNS, seed));
    }
}
