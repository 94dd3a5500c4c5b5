package mpjdht.experiment.harness;

import mpjdht.experiment.lab.Extent;

/**
 * How large the harness is.
 *
 * @param nodes most nodes of a ring, at least {@link #LEAST_NODES}
 * @param operations of each run, at least 1
 */
public record HarnessSize(int nodes, int operations) {
    /** With fewer, rings of several sizes cannot be compared. */
    public static final int LEAST_NODES = 16;

    /** More nodes take more memory than a machine mostly has. */
    public static final int MOST_NODES = 10_000;

    /** More operations take hours. */
    public static final int MOST_OPERATIONS = 1_000_000;

    /** What is done when nobody says. */
    public static HarnessSize of(Extent extent) {
        return extent.pick(new HarnessSize(256, 400), new HarnessSize(64, 100));
    }
}
