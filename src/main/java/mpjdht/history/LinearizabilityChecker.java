package mpjdht.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks a history key by key, which is enough: linearizability is local (Herlihy and Wing 1990, theorem 1). A key that is only
 * written with distinct values and read takes the time of sorting ({@link DistinctWrites}); any other is searched
 * ({@link OrderSearch}), within limits.
 *
 * <p>Two promises are checked: that of linearizability, and that the calls of one client on one key take effect in the order of
 * their numbers although they overlap. Keeping the second means keeping the first.
 */
public final class LinearizabilityChecker {
    /** A window that is longer than it might be shows a violation as well, and looking for it may not take longer than finding it. */
    private static final int WINDOW_SHARE = 200;

    private final SearchLimits limits;

    /** A checker whose search for the order of one key's calls has limits. */
    public LinearizabilityChecker(SearchLimits limits) {
        this.limits = limits;
    }

    /** Checks a history, which ends with that. */
    public Report check(History history) {
        Map<Integer, List<Call>> callsOfKey = history.end();
        List<Window> windows = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        for (Map.Entry<Integer, List<Call>> entry : callsOfKey.entrySet()) {
            checkKey(entry.getKey(), entry.getValue(), history.values(), windows, unknown);
        }
        Verdict verdict =
                !windows.isEmpty() ? Verdict.VIOLATED : unknown.isEmpty() ? Verdict.LINEARIZABLE : Verdict.UNKNOWN;
        return new Report(verdict, history.calls(), callsOfKey.size(), windows, unknown);
    }

    private void checkKey(int key, List<Call> calls, Values values, List<Window> windows, List<Integer> unknown) {
        Verdict ordered = judge(calls, values, true, Promise.CLIENT_ORDER);
        if (ordered == Verdict.LINEARIZABLE) {
            return;
        }
        // What one promise leaves open the other may decide: who breaks the weaker one breaks both.
        Verdict plain = judge(calls, values, true, Promise.LINEARIZABILITY);
        if (plain != Verdict.VIOLATED && ordered != Verdict.VIOLATED) {
            unknown.add(key);
            return;
        }
        Promise broken = plain == Verdict.VIOLATED ? Promise.LINEARIZABILITY : Promise.CLIENT_ORDER;
        SearchLimits each = new SearchLimits(Math.max(1, limits.steps() / WINDOW_SHARE), limits.memoryBytes());
        LinearizabilityChecker brief = new LinearizabilityChecker(each);
        windows.add(
                new WindowSearch(calls, (some, absent) -> brief.judge(some, values, absent, broken)).find(key, broken));
    }

    /** Whether an order of calls on one key keeps a promise. */
    Verdict judge(List<Call> calls, Values values, boolean initiallyAbsent, Promise promise) {
        if (!DistinctWrites.applies(calls)) {
            return OrderSearch.hold(calls, values, initiallyAbsent, promise, limits);
        }
        return DistinctWrites.hold(calls, initiallyAbsent, promise) ? Verdict.LINEARIZABLE : Verdict.VIOLATED;
    }
}
