package mpjdht.history.eventual;

import mpjdht.history.Call;
import mpjdht.history.Outcome;
import mpjdht.history.Values;
import mpjdht.history.Verb;

/** What a call on a key, and its answer, say of the key. */
final class Told {
    private Told() {}

    /** Whether it writes, or may have: the key's next version may be its own. A DELETE writes that nothing is there. */
    static boolean writes(Call call) {
        return switch (call.verb()) {
            case PUT, DELETE, INCR, APPEND -> true;
            case CAS -> call.pending() || call.outcome() == Outcome.SWAPPED;
            case GET -> false;
        };
    }

    /** Whether it takes the key out, or may have: a DELETE, or a CAS to absent. */
    static boolean deletes(Call call) {
        return call.verb() == Verb.DELETE
                || (call.verb() == Verb.CAS && call.replacement() == Values.ABSENT && writes(call));
    }

    /** Whether it is known to have written. */
    static boolean acknowledged(Call call) {
        return writes(call) && !call.pending();
    }

    /** Whether it is a read that was answered. */
    static boolean reads(Call call) {
        return call.verb() == Verb.GET && !call.pending();
    }

    /**
     * The value that an answered call has written or seen, whose version its answer tells; {@link Values#ABSENT} when nothing is
     * there, {@link Call#UNTOLD} when nobody says.
     */
    static int value(Call call) {
        return switch (call.outcome()) {
            case STORED -> call.verb() == Verb.PUT ? call.argument() : call.result();
            case FOUND, DIFFERS -> call.result();
            case MISSING, DELETED -> Values.ABSENT;
            case SWAPPED -> call.replacement();
            case PENDING -> Call.UNTOLD;
        };
    }

    /** The value that an answered call has seen there; {@link Call#UNTOLD} when nobody says, or none. */
    static int seen(Call call) {
        return switch (call.outcome()) {
            case FOUND, DIFFERS -> call.result();
            case SWAPPED -> call.argument() == Values.ABSENT ? Call.UNTOLD : call.argument();
            case STORED, MISSING, DELETED, PENDING -> Call.UNTOLD;
        };
    }
}
