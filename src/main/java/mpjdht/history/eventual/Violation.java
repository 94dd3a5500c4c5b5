package mpjdht.history.eventual;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mpjdht.history.Call;
import mpjdht.history.Sync;

/**
 * Calls on one key that show that a promise was broken.
 *
 * @param key number of the key
 * @param calls those that show it, by invocation
 * @param sync the SYNC after which it was broken; none for a promise that needs none
 */
public record Violation(int key, Promise promise, List<Call> calls, Optional<Sync> sync) {
    static Violation of(int key, Promise promise, Sync sync, Call... calls) {
        return new Violation(key, promise, byInvocation(calls), Optional.of(sync));
    }

    static Violation of(int key, Promise promise, Call... calls) {
        return new Violation(key, promise, byInvocation(calls), Optional.empty());
    }

    private static List<Call> byInvocation(Call... calls) {
        return Stream.of(calls).sorted(Comparator.comparingInt(Call::invoked)).toList();
    }

    /** Position at which the first of the calls begins. */
    public int from() {
        int first = calls.get(0).invoked();
        return sync.map(call -> Math.min(first, call.invoked())).orElse(first);
    }

    /** Position of the last answer. */
    public int to() {
        return calls.stream()
                .mapToInt(Call::returned)
                .filter(at -> at != Call.NEVER)
                .max()
                .orElseThrow();
    }
}
