package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import mpjdht.history.Call;

/** Calls that lasted so long that their clients may have sent them again, with everything else that they had under way. */
final class LateCalls {
    private final Map<Integer, List<Call>> lateOfClient = new TreeMap<>();

    /**
     * Those of a history.
     *
     * @param micros time of an event of the history
     * @param timeoutMicros what lasts longer is late
     */
    LateCalls(Map<Integer, List<Call>> callsOfKey, IntToLongFunction micros, long timeoutMicros) {
        for (Call call :
                callsOfKey.values().stream().flatMap(Collection::stream).toList()) {
            if (call.pending()
                    || micros.applyAsLong(call.returned()) - micros.applyAsLong(call.invoked()) > timeoutMicros) {
                lateOfClient
                        .computeIfAbsent(call.client(), absent -> new ArrayList<>())
                        .add(call);
            }
        }
    }

    /** Whether a write can have been made more than once. */
    boolean mayBeRepeated(Call write) {
        return lateOfClient.getOrDefault(write.client(), List.of()).stream()
                .anyMatch(late -> late.invoked() <= write.returned() && write.invoked() <= late.returned());
    }
}
