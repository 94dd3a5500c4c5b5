package mpjdht.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What clients asked and heard, in the order in which it happened: built event by event, and then read key by key.
 *
 * <p>A call that failed, of which the client knows that it had no effect, is no part of it.
 */
public final class History {
    private final Values values = new Values();
    private final Values keys = new Values();
    private final Map<Integer, List<Call>> callsOfKey = new LinkedHashMap<>();
    private final Map<Name, Open> open = new HashMap<>();
    private final Map<Name, Integer> openSyncs = new HashMap<>();
    private final List<Sync> syncs = new ArrayList<>();
    private final Map<Integer, Long> lastSequence = new HashMap<>();
    private int lastPosition = -1;
    private long calls;

    private record Name(int client, long sequence) {}

    /** A call without an answer so far. */
    private record Open(int key, Verb verb, int argument, int replacement, long by, int invoked) {}

    /** Numbers of the values in it. */
    public Values values() {
        return values;
    }

    /** Numbers of the keys in it. */
    public Values keyNames() {
        return keys;
    }

    /** Calls on keys in it, those that failed included. */
    public long calls() {
        return calls;
    }

    /**
     * A client calls.
     *
     * @param position where in the history; larger than that of everything before
     * @param client who calls
     * @param sequence larger than those of the client's earlier calls
     * @param key number of the key in {@link #keyNames}
     * @param argument number of the value to store or append, or that CAS expects; {@link Values#ABSENT} when it expects none
     * @param replacement number of the value that CAS stores; {@link Values#ABSENT} when it takes the key out
     * @param by what INCR adds
     * @throws IllegalArgumentException if the client has had that number or a later one
     */
    public void invoke(
            int position, int client, long sequence, Verb verb, int key, int argument, int replacement, long by) {
        begin(position, client, sequence);
        open.put(new Name(client, sequence), new Open(key, verb, argument, replacement, by, position));
        calls++;
    }

    /**
     * A client asks for a moment from which on every copy knows of every write acknowledged before.
     *
     * @param position where in the history; larger than that of everything before
     * @param client who calls
     * @param sequence larger than those of the client's earlier calls
     * @throws IllegalArgumentException if the client has had that number or a later one
     */
    public void sync(int position, int client, long sequence) {
        begin(position, client, sequence);
        openSyncs.put(new Name(client, sequence), position);
    }

    private void begin(int position, int client, long sequence) {
        advance(position);
        Long last = lastSequence.put(client, sequence);
        if (last != null && last >= sequence) {
            throw new IllegalArgumentException("client " + client + " invokes seq " + sequence + " after seq " + last
                    + "; right are numbers that grow");
        }
    }

    /** The verb of a call that waits for its answer; null when there is none. */
    public Verb waiting(int client, long sequence) {
        Open call = open.get(new Name(client, sequence));
        return call == null ? null : call.verb();
    }

    /** A client hears an answer that tells no version. */
    public void answer(int position, int client, long sequence, Outcome outcome, int result) {
        answer(position, client, sequence, outcome, result, Version.UNTOLD);
    }

    /**
     * A client hears the answer.
     *
     * @param position where in the history; larger than that of everything before
     * @param outcome what it hears; {@link Outcome#PENDING} when it is told that nobody knows
     * @param result number of the value that it is told, or {@link Call#UNTOLD}
     * @param version that of the value which was written or read, or {@link Version#UNTOLD}
     * @throws IllegalArgumentException if no such call waits for an answer, or not for such a one
     */
    public void answer(int position, int client, long sequence, Outcome outcome, int result, Version version) {
        advance(position);
        Name name = new Name(client, sequence);
        if (openSyncs.containsKey(name)) {
            if (outcome != Outcome.PENDING) {
                throw noOutcome(outcome.name(), "SYNC");
            }
            openSyncs.remove(name);
            return;
        }
        Open call = take(name);
        if (!answers(outcome, call.verb())) {
            throw noOutcome(outcome.name(), call.verb().name());
        }
        close(name, call, outcome, result, outcome == Outcome.PENDING ? Call.NEVER : position, version);
    }

    /** A client hears that the moment which it asked for by {@link #sync} has come. */
    public void converged(int position, int client, long sequence) {
        advance(position);
        Name name = new Name(client, sequence);
        Integer invoked = openSyncs.remove(name);
        if (invoked == null) {
            throw noOutcome("converged", take(name).verb().name());
        }
        syncs.add(new Sync(client, sequence, invoked, position));
    }

    /** A client hears that its call had no effect. */
    public void fail(int position, int client, long sequence) {
        advance(position);
        Name name = new Name(client, sequence);
        if (openSyncs.remove(name) == null) {
            take(name);
        }
    }

    private Open take(Name name) {
        Open call = open.remove(name);
        if (call == null) {
            throw new IllegalArgumentException("client " + name.client() + " hears of seq " + name.sequence()
                    + ", which does not wait for an answer");
        }
        return call;
    }

    private static IllegalArgumentException noOutcome(String outcome, String asked) {
        return new IllegalArgumentException(outcome.toLowerCase(Locale.ROOT) + " is no outcome of " + asked);
    }

    private void close(Name name, Open call, Outcome outcome, int result, int returned, Version version) {
        callsOfKey
                .computeIfAbsent(call.key(), key -> new ArrayList<>())
                .add(new Call(
                        name.client(),
                        name.sequence(),
                        call.verb(),
                        call.argument(),
                        call.replacement(),
                        call.by(),
                        outcome,
                        result,
                        call.invoked(),
                        returned,
                        version));
    }

    private void advance(int position) {
        if (position <= lastPosition) {
            throw new IllegalArgumentException("a second event in its place; right is one event a line");
        }
        lastPosition = position;
    }

    private static boolean answers(Outcome outcome, Verb verb) {
        return switch (outcome) {
            case STORED -> verb == Verb.PUT || verb == Verb.INCR || verb == Verb.APPEND;
            case FOUND -> verb == Verb.GET;
            case MISSING -> verb == Verb.GET || verb == Verb.DELETE || verb == Verb.CAS;
            case DELETED -> verb == Verb.DELETE;
            case SWAPPED, DIFFERS -> verb == Verb.CAS;
            case PENDING -> true;
        };
    }

    /** The calls of SYNC that came to their end, in the order in which they did. */
    public List<Sync> syncs() {
        return Collections.unmodifiableList(syncs);
    }

    /** Nothing more happens: what waits is pending. Returns the calls of every key, by invocation. */
    public Map<Integer, List<Call>> end() {
        List<Map.Entry<Name, Open>> left = new ArrayList<>(open.entrySet());
        left.sort(Comparator.comparingInt(entry -> entry.getValue().invoked()));
        open.clear();
        for (Map.Entry<Name, Open> entry : left) {
            close(entry.getKey(), entry.getValue(), Outcome.PENDING, Call.UNTOLD, Call.NEVER, Version.UNTOLD);
        }
        callsOfKey.values().forEach(calls -> calls.sort(Comparator.comparingInt(Call::invoked)));
        return Collections.unmodifiableMap(callsOfKey);
    }
}
