package mpjdht.history.eventual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mpjdht.history.Call;
import mpjdht.history.History;

/**
 * Checks a history for what an eventually consistent job promises, key by key, where the last writer wins. Reads may be old; they
 * are counted. What they tell was written, and after a SYNC it is the newest.
 *
 * <p>Versions make the check sharp, and are not needed. It takes the time of sorting the calls.
 */
public final class EventualChecker {
    private final Predicate<Call> mayBeRepeated;

    /** A checker of histories in which no write that was acknowledged was made a second time. */
    public EventualChecker() {
        this(call -> false);
    }

    /**
     * A checker of histories in which it may have been.
     *
     * @param mayBeRepeated whether a write may have versions that nobody was told
     */
    public EventualChecker(Predicate<Call> mayBeRepeated) {
        this.mayBeRepeated = mayBeRepeated;
    }

    /** Checks a history, which ends with that. */
    public EventualReport check(History history) {
        Map<Integer, List<Call>> callsOfKey = history.end();
        SyncTimes syncs = new SyncTimes(history.syncs());
        List<Violation> violations = new ArrayList<>();
        ReadAges ages = ReadAges.NONE;
        for (Map.Entry<Integer, List<Call>> entry : callsOfKey.entrySet()) {
            List<Call> calls = entry.getValue();
            violations.addAll(KeyCheck.check(entry.getKey(), calls, history.values(), syncs, mayBeRepeated));
            ages = ages.plus(KeyAges.of(calls));
        }
        return new EventualReport(history.calls(), callsOfKey.size(), violations, ages);
    }
}
