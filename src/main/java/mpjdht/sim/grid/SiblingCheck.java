package mpjdht.sim.grid;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.history.Call;
import mpjdht.history.Outcome;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.sim.BrokenInvariant;

/**
 * Whether the siblings of a world's keys are those that were promised. A value that was acknowledged is there at the end, unless a client that
 * had seen it has written or deleted since. A value is not there that was replaced by a client that had seen it, and no value is told that
 * nobody has written. Values of PUT and CAS differ.
 */
final class SiblingCheck {
    /** What reads have found, by client and number of the command. */
    private final Map<Integer, Map<Long, List<Integer>>> told = new TreeMap<>();

    /** A client's read has found values, side by side if there are several. */
    void found(int client, long number, List<Integer> values) {
        told.computeIfAbsent(client, absent -> new TreeMap<>()).put(number, values);
    }

    /**
     * What a check is about beside the calls.
     *
     * @param last client that reads each key at the end, when all copies are equal
     * @param keptFrom position from which on every write that is acknowledged must be there, as no crash can have lost it
     * @param late what may have been written more than once
     */
    record Circumstances(Values values, int last, int keptFrom, LateCalls late) {}

    /**
     * Checks the calls of all keys.
     *
     * @throws BrokenInvariant if a value is lost, is there again, or was never written
     */
    void check(Map<Integer, List<Call>> callsOfKey, Circumstances circumstances) {
        for (List<Call> calls : callsOfKey.values()) {
            requireWritten(calls, circumstances.values());
            Set<Integer> left = left(calls, circumstances.last());
            requireKept(calls, circumstances, left);
            requireReplaced(calls, circumstances, left);
        }
    }

    private List<Integer> found(Call call) {
        return told.getOrDefault(call.client(), Map.of()).getOrDefault(call.sequence(), List.of());
    }

    private Set<Integer> left(List<Call> calls, int last) {
        Set<Integer> left = new TreeSet<>();
        calls.stream().filter(call -> call.client() == last).forEach(call -> left.addAll(found(call)));
        return left;
    }

    private void requireWritten(List<Call> calls, Values values) {
        Set<Integer> written = new TreeSet<>();
        calls.stream().filter(SiblingCheck::writesValue).forEach(call -> written.add(value(call)));
        for (Call call : calls) {
            for (int value : found(call)) {
                if (!written.contains(value) && !values.isInteger(value)) {
                    throw new BrokenInvariant("client " + call.client() + " was told a value that nobody has written");
                }
            }
        }
    }

    private static boolean writesValue(Call call) {
        return call.verb() == Verb.PUT || (call.verb() == Verb.CAS && call.replacement() != Values.ABSENT);
    }

    private static int value(Call write) {
        return write.verb() == Verb.PUT ? write.argument() : write.replacement();
    }

    private static boolean hasWritten(Call call) {
        return (call.verb() == Verb.PUT && call.outcome() == Outcome.STORED)
                || (writesValue(call) && call.outcome() == Outcome.SWAPPED);
    }

    private void requireKept(List<Call> calls, Circumstances circumstances, Set<Integer> left) {
        for (Call write : calls) {
            if (hasWritten(write)
                    && write.invoked() >= circumstances.keptFrom()
                    && !left.contains(value(write))
                    && !mayBeOverwritten(value(write), write, calls, circumstances.values())) {
                throw new BrokenInvariant("the value that client " + write.client() + " wrote with command "
                        + write.sequence() + " is lost, and nobody who had seen it has written since");
            }
        }
    }

    private boolean mayBeOverwritten(int value, Call write, List<Call> calls, Values values) {
        Set<Integer> sawIt = new TreeSet<>();
        Set<Integer> sawAny = new TreeSet<>();
        for (Call call : calls) {
            boolean saw = sawIt.contains(call.client());
            boolean isOver =
                    switch (call.verb()) {
                        case PUT -> saw;
                        case DELETE -> saw || !sawAny.contains(call.client());
                        case CAS -> call.argument() == value;
                        case INCR -> values.isInteger(value);
                        case APPEND -> true;
                        case GET -> false;
                    };
            if (!call.equals(write) && isOver) {
                return true;
            }
            if (call.equals(write) || found(call).contains(value) || call.verb() == Verb.DELETE) {
                sawIt.add(call.client());
            }
            if (call.outcome() == Outcome.MISSING) {
                // A copy that is behind may have shown nothing at all, and then nothing is seen.
                sawAny.remove(call.client());
            } else if (tellsContext(call)) {
                sawAny.add(call.client());
            }
        }
        return false;
    }

    /** Whether a client has certainly seen something with an answer: a PUT that leaves values beside it tells nothing, nor does a GET that finds nothing. */
    private static boolean tellsContext(Call call) {
        return switch (call.outcome()) {
            case FOUND, DIFFERS, SWAPPED -> true;
            case STORED -> call.verb() == Verb.INCR || call.verb() == Verb.APPEND;
            case MISSING, DELETED, PENDING -> false;
        };
    }

    /** Who reads, and then writes, replaces what it has read. */
    private void requireReplaced(List<Call> calls, Circumstances circumstances, Set<Integer> left) {
        Map<Integer, Set<Integer>> read = new TreeMap<>();
        Set<Integer> replaced = new TreeSet<>();
        for (Call call : calls) {
            List<Integer> found = found(call);
            if (call.verb() == Verb.GET && !call.pending()) {
                read.computeIfAbsent(call.client(), absent -> new TreeSet<>(found))
                        .retainAll(found);
            } else if (call.verb() != Verb.GET) {
                Set<Integer> seen = read.remove(call.client());
                boolean replaces = call.verb() == Verb.PUT || call.verb() == Verb.DELETE;
                if (seen != null && replaces && !call.pending() && call.invoked() >= circumstances.keptFrom()) {
                    replaced.addAll(seen);
                }
            }
        }
        for (Call write : calls) {
            if (writesValue(write)
                    && left.contains(value(write))
                    && replaced.contains(value(write))
                    && !circumstances.late().mayBeRepeated(write)) {
                throw new BrokenInvariant("the value that client " + write.client() + " wrote with command "
                        + write.sequence() + " is there, although somebody who had seen it has replaced it");
            }
        }
    }
}
