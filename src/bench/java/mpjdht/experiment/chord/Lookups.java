package mpjdht.experiment.chord;

import mpjdht.experiment.lab.Histogram;
import mpjdht.message.ChordMessage.SuccessorFound;

/**
 * What came of lookups.
 *
 * <p>Two lengths of a path are counted. The hops are all nodes that answered on the way, up to the owner. The path is those that
 * {@code find_predecessor} asked (Stoica et al., figure 5), so without the owner; a
 * node that looks up what it owns itself asks nobody here, and there is no path to count.
 */
public final class Lookups {
    private final Histogram hops = new Histogram();
    private final Histogram path = new Histogram();
    private final Histogram timeouts = new Histogram();
    private long asked;
    private long answered;
    private long failed;

    void ask() {
        asked++;
    }

    /**
     * An answer has come.
     *
     * @param right whether the node found is the owner at this moment
     */
    void answer(SuccessorFound answer, boolean right) {
        answered++;
        if (!right) {
            failed++;
        }
        hops.add(answer.hops(), 1);
        if (answer.hops() > 0) {
            path.add(answer.hops() - 1, 1);
        }
        timeouts.add(answer.timeouts(), 1);
    }

    /** Counts all that another has counted. */
    void add(Lookups other) {
        hops.add(other.hops);
        path.add(other.path);
        timeouts.add(other.timeouts);
        asked += other.asked;
        answered += other.answered;
        failed += other.failed;
    }

    /** Nodes that answered on the way, up to the owner. */
    public Histogram hops() {
        return hops;
    }

    /** Nodes that were asked on the way to the predecessor. */
    Histogram path() {
        return path;
    }

    /** Nodes that were asked and did not answer in time. */
    public Histogram timeouts() {
        return timeouts;
    }

    /** Answered lookups. */
    public long answered() {
        return answered;
    }

    /** Lookups whose asker had left the ring before it could answer. */
    public long abandoned() {
        return asked - answered;
    }

    /** Answered lookups that found nobody, or not the owner. */
    public long failed() {
        return failed;
    }
}
