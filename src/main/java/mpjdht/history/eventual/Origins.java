package mpjdht.history.eventual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mpjdht.history.Call;
import mpjdht.history.Values;
import mpjdht.history.Verb;

/**
 * When values of one key were first written. Of an INCR whose sum nobody heard any number may be; an APPEND, whose value nobody hears, may
 * have written whatever ends with what it appends.
 */
final class Origins {
    private final Values values;
    private final Map<Integer, Integer> firstWrite = new HashMap<>();
    private final List<Call> appended = new ArrayList<>();
    private int firstSum = Call.NEVER;

    private Origins(Values values) {
        this.values = values;
    }

    /** Those of all that calls write. */
    static Origins ofAll(List<Call> calls, Values values) {
        Origins origins = new Origins(values);
        calls.stream().filter(Told::writes).forEach(origins::add);
        return origins;
    }

    private void add(Call write) {
        int value =
                switch (write.verb()) {
                    case PUT -> write.argument();
                    case CAS -> write.replacement();
                    case DELETE -> Values.ABSENT;
                    case INCR, GET, APPEND -> write.pending() ? Call.UNTOLD : write.result();
                };
        if (value != Call.UNTOLD) {
            firstWrite.merge(value, write.invoked(), Math::min);
        } else if (write.verb() == Verb.INCR) {
            firstSum = Math.min(firstSum, write.invoked());
        } else if (write.verb() == Verb.APPEND) {
            appended.add(write);
        }
    }

    /** Whether a call that writes a value, or may, was invoked before a position. DELETE writes {@link Values#ABSENT}. */
    boolean areBefore(int value, int position) {
        return firstWrite.getOrDefault(value, Call.NEVER) < position
                || (firstSum < position && value != Values.ABSENT && values.isInteger(value))
                || appended.stream()
                        .anyMatch(call -> call.invoked() < position && values.endsWith(value, call.argument()));
    }
}
