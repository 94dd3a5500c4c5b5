package mpjdht.history.eventual;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mpjdht.history.Call;
import mpjdht.history.Values;
import mpjdht.history.Version;

/** What stands under the versions that the answers of one key tell: a value, and for those of acknowledged writes the write. */
final class VersionedValues {
    private final Map<Version, Call> firstToTell = new HashMap<>();
    private final Map<Version, Call> firstWrite = new HashMap<>();

    /** Those of calls, which come by invocation. */
    VersionedValues(List<Call> calls) {
        for (Call call : calls) {
            if (!call.pending() && call.version().told()) {
                if (Told.writes(call)) {
                    firstWrite.putIfAbsent(call.version(), call);
                }
                if (Told.value(call) != Call.UNTOLD) {
                    firstToTell.putIfAbsent(call.version(), call);
                }
            }
        }
    }

    /** The write that was acknowledged with a version. */
    Optional<Call> write(Version version) {
        return Optional.ofNullable(firstWrite.get(version));
    }

    /** The first call that tells another value than an answered one under the same version. */
    Optional<Call> contradicting(Call call) {
        int value = Told.value(call);
        return value == Call.UNTOLD
                ? Optional.empty()
                : Optional.ofNullable(firstToTell.get(call.version())).filter(first -> Told.value(first) != value);
    }

    /** Whether an answered call tells a value under the version that stands for none. */
    static boolean isValueOfNothing(Call call) {
        int value = Told.value(call);
        return call.version().equals(Version.NOTHING) && value != Call.UNTOLD && value != Values.ABSENT;
    }
}
