package mpjdht.history.eventual;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mpjdht.history.Call;

/** When the writes of one key were invoked and acknowledged. */
final class WriteTimes {
    private final int[] invoked;
    private final int[] returned;
    private final Call[] newest;
    private final int firstDelete;
    private final int firstOpenDelete;

    /**
     * Those among calls.
     *
     * @param calls by invocation
     * @param mayBeRepeated whether a write may have versions that nobody was told
     */
    WriteTimes(List<Call> calls, Predicate<Call> mayBeRepeated) {
        invoked = calls.stream().filter(Told::writes).mapToInt(Call::invoked).toArray();
        firstDelete = firstDelete(calls, call -> true);
        firstOpenDelete = firstDelete(calls, call -> call.pending() || mayBeRepeated.test(call));
        newest = calls.stream()
                .filter(Told::acknowledged)
                .sorted(Comparator.comparingInt(Call::returned))
                .toArray(Call[]::new);
        returned = new int[newest.length];
        for (int i = 0; i < newest.length; i++) {
            returned[i] = newest[i].returned();
            if (i > 0 && newest[i].version().compareTo(newest[i - 1].version()) < 0) {
                newest[i] = newest[i - 1];
            }
        }
    }

    private static int firstDelete(List<Call> calls, Predicate<Call> condition) {
        return calls.stream()
                .filter(call -> Told.deletes(call) && condition.test(call))
                .mapToInt(Call::invoked)
                .findFirst()
                .orElse(Call.NEVER);
    }

    /** How many were invoked before a position. */
    int invokedBefore(int position) {
        return Positions.before(invoked, position);
    }

    /** Whether a DELETE was. */
    boolean deletedBefore(int position) {
        return firstDelete < position;
    }

    /** Whether a DELETE was of which nobody knows all versions. */
    boolean mayBeDeletedBefore(int position) {
        return firstOpenDelete < position;
    }

    /** Whether none that was invoked before a position was still under way there. */
    boolean settledAt(int position) {
        return invokedBefore(position) == Positions.before(returned, position);
    }

    /** Of those acknowledged before a position that with the newest version; the last one where none tells a version. */
    Optional<Call> newestBefore(int position) {
        int count = Positions.before(returned, position);
        return count == 0 ? Optional.empty() : Optional.of(newest[count - 1]);
    }
}
