package mpjdht.history.eventual;

import java.util.List;

/**
 * What a check of a whole history found.
 *
 * @param calls calls on keys in the history
 * @param keys keys in it
 * @param violations for each key and each promise that was broken there the first violation
 * @param ages how old what clients read was
 */
public record EventualReport(long calls, int keys, List<Violation> violations, ReadAges ages) {
    /** Whether a promise was broken. */
    public boolean violated() {
        return !violations.isEmpty();
    }
}
