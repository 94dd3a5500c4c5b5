package mpjdht.history;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Searches for an order of the calls of a key, one at a time, that explains every answer (Wing and Gong, "Testing and Verifying
 * Concurrent Objects", JPDC 1993), and never goes on from a configuration twice (Lowe 2017).
 *
 * <p>A call may come next when no answered call that has not had its turn returned before it was invoked. Of these, an answered
 * one that never changes the value goes first, and nothing else is tried in its place: whatever order there is from here on,
 * moving that call to its beginning explains as much. Pending calls are tried last.
 * What no call can tell apart is one value ({@link UnseenValues}).
 */
final class OrderSearch {
    private static final int NONE = -1;

    private final Register register;
    private final SearchLimits limits;
    private final boolean clientOrder;
    private final OpenCalls open;
    private final TriedConfigurations tried = new TriedConfigurations();
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private int value;
    private long steps;

    /**
     * A call that has had its turn.
     *
     * @param candidate which one, as {@link OpenCalls} numbers them
     * @param valueBefore the value before it
     * @param forced whether nothing else had to be tried in its place
     */
    private record Turn(int candidate, int valueBefore, boolean forced) {}

    private OrderSearch(
            List<Call> calls, Values values, Promise promise, SearchLimits limits, boolean initiallyAbsent) {
        this.register = new Register(values);
        this.limits = limits;
        this.clientOrder = promise == Promise.CLIENT_ORDER;
        this.open = new OpenCalls(UnseenValues.merged(calls, values));
        this.value = initiallyAbsent ? Values.ABSENT : Register.ANY;
    }

    /**
     * Whether an order of the calls of a key keeps the promise.
     *
     * @param calls by invocation
     * @param initiallyAbsent whether the key is known to be absent at first; if not, any value may be there
     */
    static Verdict hold(
            List<Call> calls, Values values, boolean initiallyAbsent, Promise promise, SearchLimits limits) {
        return new OrderSearch(calls, values, promise, limits, initiallyAbsent).run();
    }

    private Verdict run() {
        int candidate = arrive();
        while (open.answeredLeft() > 0) {
            if (steps > limits.steps() || tried.memoryBytes() > limits.memoryBytes()) {
                return Verdict.UNKNOWN;
            }
            int next = candidate == NONE ? NONE : nextPossible(candidate);
            if (next != NONE) {
                take(next);
                candidate = arrive();
            } else {
                candidate = goBack();
                if (candidate == NONE) {
                    return Verdict.VIOLATED;
                }
            }
        }
        return Verdict.LINEARIZABLE;
    }

    /** Takes what goes without saying; returns the first candidate after that, or NONE when this place is known. */
    private int arrive() {
        int candidate = open.first();
        while (open.isAnswered(candidate)) {
            steps++;
            Call call = open.call(candidate);
            if (call.changesNothing() && register.step(value, call) == value && mayGoFirst(candidate)) {
                turns.push(new Turn(candidate, value, true));
                candidate = open.takeAndGoOn(candidate);
            } else {
                candidate = open.after(candidate);
            }
        }
        return open.isNew(tried, value) ? open.first() : NONE;
    }

    /** The first candidate from this one on that explains its answer. */
    private int nextPossible(int first) {
        for (int candidate = first; candidate != OpenCalls.NO_MORE; candidate = open.after(candidate)) {
            steps++;
            boolean possible = register.step(value, open.call(candidate)) != Register.IMPOSSIBLE
                    && (!clientOrder || open.isNextOfItsClient(candidate))
                    && (open.isAnswered(candidate) || !open.hasEqualBefore(candidate, clientOrder));
            if (possible) {
                return candidate;
            }
        }
        return NONE;
    }

    private boolean mayGoFirst(int candidate) {
        return !clientOrder || (open.isNextOfItsClient(candidate) && !open.clientHasPending(candidate));
    }

    private void take(int candidate) {
        turns.push(new Turn(candidate, value, false));
        value = register.step(value, open.call(candidate));
        open.take(candidate);
    }

    /** Goes back to where another candidate may be tried; returns the first of those, or NONE when all have been. */
    private int goBack() {
        while (!turns.isEmpty()) {
            Turn turn = turns.pop();
            open.putBack(turn.candidate());
            value = turn.valueBefore();
            if (!turn.forced()) {
                int next = open.after(turn.candidate());
                if (next != OpenCalls.NO_MORE) {
                    return next;
                }
            }
        }
        return NONE;
    }
}
