package mpjdht.history.eventual;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mpjdht.history.Call;
import mpjdht.history.Values;

/** Checks the calls of one key: what each answer tells by itself here, what reads tell after a SYNC in {@link Convergence}. */
final class KeyCheck {
    private final int key;
    private final Origins origins;
    private final VersionedValues versions;
    private final Convergence convergence;
    private final Map<Promise, Violation> first = new EnumMap<>(Promise.class);

    private KeyCheck(int key, List<Call> calls, Values values, SyncTimes syncs, Predicate<Call> mayBeRepeated) {
        this.key = key;
        this.origins = Origins.ofAll(calls, values);
        this.versions = new VersionedValues(calls);
        this.convergence = new Convergence(key, syncs, new WriteTimes(calls, mayBeRepeated), versions, origins);
    }

    /** The first violation of each promise that the calls of a key break; they come by invocation. */
    static List<Violation> check(
            int key, List<Call> calls, Values values, SyncTimes syncs, Predicate<Call> mayBeRepeated) {
        KeyCheck check = new KeyCheck(key, calls, values, syncs, mayBeRepeated);
        for (Call call : calls) {
            if (!call.pending()) {
                check.checkWritten(call);
                check.checkOneValue(call);
            }
            if (Told.reads(call)) {
                check.convergence.violationBy(call).ifPresent(check::report);
            }
        }
        return List.copyOf(check.first.values());
    }

    private void report(Violation violation) {
        first.putIfAbsent(violation.promise(), violation);
    }

    private void checkWritten(Call call) {
        int seen = Told.seen(call);
        if (seen != Call.UNTOLD && !origins.areBefore(seen, call.returned())) {
            report(Violation.of(key, Promise.WRITTEN, call));
        }
        versions.write(call.version())
                .filter(write -> write.invoked() > call.returned())
                .ifPresent(write -> report(Violation.of(key, Promise.WRITTEN, call, write)));
    }

    private void checkOneValue(Call call) {
        if (VersionedValues.isValueOfNothing(call)) {
            report(Violation.of(key, Promise.ONE_VALUE, call));
        }
        versions.contradicting(call).ifPresent(other -> report(Violation.of(key, Promise.ONE_VALUE, other, call)));
    }
}
