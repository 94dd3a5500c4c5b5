package mpjdht.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The naive way: tries every order of every choice of the pending calls. */
final class Enumeration {
    private final List<Call> calls;
    private final Values values;
    private final boolean clientOrder;

    private Enumeration(List<Call> calls, Values values, boolean clientOrder) {
        this.calls = calls;
        this.values = values;
        this.clientOrder = clientOrder;
    }

    static boolean findsOrder(List<Call> calls, Values values, boolean clientOrder) {
        return new Enumeration(calls, values, clientOrder).tryFrom(new ArrayList<>());
    }

    private boolean tryFrom(List<Call> order) {
        boolean complete = calls.stream().allMatch(call -> call.pending() || order.contains(call));
        if (complete && explains(order)) {
            return true;
        }
        for (Call call : calls) {
            if (!order.contains(call) && order.stream().noneMatch(earlier -> mustPrecede(call, earlier))) {
                order.add(call);
                if (tryFrom(order)) {
                    return true;
                }
                order.remove(order.size() - 1);
            }
        }
        return false;
    }

    private boolean mustPrecede(Call first, Call second) {
        return first.returned() < second.invoked()
                || (clientOrder && first.client() == second.client() && first.sequence() < second.sequence());
    }

    private boolean explains(List<Call> order) {
        String value = null;
        for (Call call : order) {
            boolean fits = isTrue(value, call);
            if (!call.pending() && !fits) {
                return false;
            }
            value = after(value, call);
        }
        return true;
    }

    private String text(int number) {
        return number == Values.ABSENT ? null : new String(values.bytes(number), StandardCharsets.UTF_8);
    }

    private boolean isTrue(String value, Call call) {
        String told = call.result() == Call.UNTOLD ? null : text(call.result());
        return switch (call.outcome()) {
            case STORED ->
                call.verb() == Verb.PUT
                        || call.verb() == Verb.APPEND
                        || ((value == null || value.matches("[0-9]+"))
                                && (told == null || told.equals(after(value, call))));
            case FOUND -> told.equals(value);
            case MISSING -> value == null && (call.verb() != Verb.CAS || text(call.argument()) != null);
            case DELETED -> value != null;
            case SWAPPED -> Objects.equals(text(call.argument()), value);
            case DIFFERS -> !Objects.equals(text(call.argument()), value) && (told == null || told.equals(value));
            case PENDING -> true;
        };
    }

    private String after(String value, Call call) {
        return switch (call.verb()) {
            case PUT -> text(call.argument());
            case GET -> value;
            case DELETE -> null;
            case CAS ->
                Objects.equals(text(call.argument()), value) && call.outcome() != Outcome.DIFFERS
                        ? text(call.replacement())
                        : value;
            case APPEND -> (value == null ? "" : value) + text(call.argument());
            case INCR -> Long.toString((value == null ? 0 : Long.parseLong(value)) + call.by());
        };
    }
}
