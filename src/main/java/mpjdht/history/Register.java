package mpjdht.history;

/** What a call makes of the value of its key, one call at a time: the sequential meaning of the commands. */
final class Register {
    /** The value is not known: a window of a history begins somewhere. */
    static final int ANY = -1;

    /** The answer cannot be that of this call at this value. */
    static final int IMPOSSIBLE = -2;

    private final Values values;

    Register(Values values) {
        this.values = values;
    }

    /**
     * The value after a call; {@link #ANY} when that is not known, {@link #IMPOSSIBLE} when the answer does not fit. A pending
     * call that would change nothing is impossible, too: it is as if it never took effect.
     */
    int step(int value, Call call) {
        return switch (call.verb()) {
            case PUT -> call.pending() && value == call.argument() ? IMPOSSIBLE : call.argument();
            case GET -> seen(value, call.outcome() == Outcome.MISSING ? Values.ABSENT : call.result());
            case DELETE -> delete(value, call);
            case CAS -> swap(value, call);
            case INCR -> add(value, call);
            case APPEND -> append(value, call);
        };
    }

    private static int seen(int value, int answer) {
        return value == answer || value == ANY ? answer : IMPOSSIBLE;
    }

    private static int delete(int value, Call call) {
        boolean absent = value == Values.ABSENT;
        return switch (call.outcome()) {
            case DELETED -> absent ? IMPOSSIBLE : Values.ABSENT;
            case MISSING -> seen(value, Values.ABSENT);
            default -> absent ? IMPOSSIBLE : Values.ABSENT;
        };
    }

    private static int swap(int value, Call call) {
        return switch (call.outcome()) {
            case DIFFERS -> {
                if (call.result() != Call.UNTOLD) {
                    yield call.result() == call.argument() ? IMPOSSIBLE : seen(value, call.result());
                }
                yield value == call.argument() ? IMPOSSIBLE : value;
            }
            case MISSING -> call.argument() == Values.ABSENT ? IMPOSSIBLE : seen(value, Values.ABSENT);
            default -> value == call.argument() || value == ANY ? call.replacement() : IMPOSSIBLE;
        };
    }

    private int append(int value, Call call) {
        if (value == ANY) {
            return ANY;
        }
        int after = values.joined(value, call.argument());
        return call.pending() && after == value ? IMPOSSIBLE : after;
    }

    private int add(int value, Call call) {
        if (value == ANY) {
            return call.result() == Call.UNTOLD ? ANY : call.result();
        }
        if (!values.isInteger(value)) {
            return IMPOSSIBLE;
        }
        long before = values.integer(value);
        long after = before + call.by();
        if (((before ^ after) & (call.by() ^ after)) < 0) {
            return IMPOSSIBLE;
        }
        int sum = values.numberOfInteger(after);
        return call.result() == Call.UNTOLD || call.result() == sum ? sum : IMPOSSIBLE;
    }
}
