package mpjdht.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of a key that no answer tells, no CAS expects and no INCR can count up. No call can tell one from another, so they
 * are one value to a search, and orders that differ only in which of them is there are one order. Of a key to which somebody appends every
 * value may be seen as a part of another.
 */
final class UnseenValues {
    private final Set<Integer> seen = new HashSet<>();
    private final Values values;
    private final boolean counted;
    private int common = Call.UNTOLD;

    private UnseenValues(List<Call> calls, Values values) {
        this.values = values;
        this.counted = calls.stream().anyMatch(call -> call.verb() == Verb.INCR);
        for (Call call : calls) {
            seen.add(call.result());
            if (call.verb() == Verb.CAS) {
                seen.add(call.argument());
            }
        }
    }

    /** The same calls, all of whose unseen values are one of them. */
    static List<Call> merged(List<Call> calls, Values values) {
        if (calls.stream().anyMatch(call -> call.verb() == Verb.APPEND)) {
            return calls;
        }
        UnseenValues unseen = new UnseenValues(calls, values);
        return calls.stream().map(unseen::merged).toList();
    }

    private Call merged(Call call) {
        return switch (call.verb()) {
            case PUT -> call.withValues(common(call.argument()), call.replacement());
            case CAS -> call.withValues(call.argument(), common(call.replacement()));
            case GET, DELETE, INCR, APPEND -> call;
        };
    }

    private int common(int value) {
        if (value == Values.ABSENT || seen.contains(value) || (counted && values.isInteger(value))) {
            return value;
        }
        if (common == Call.UNTOLD) {
            common = value;
        }
        return common;
    }
}
