package mpjdht.sim.grid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Outcome;
import mpjdht.history.Report;
import mpjdht.history.SearchLimits;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.history.Version;
import mpjdht.history.eventual.EventualChecker;
import mpjdht.history.eventual.EventualReport;
import mpjdht.history.eventual.ReadAges;
import mpjdht.sim.Simulation;
import mpjdht.sim.record.RecordedRequest;
import mpjdht.sim.record.RunRecord;

/** Writes down what the clients of a world ask and hear, with the virtual time of each event. */
final class Recorder {
    private final Simulation simulation;
    private final History history = new History();
    private long[] micros = new long[64];
    private int events;
    private final SiblingCheck siblings = new SiblingCheck();
    private final Map<Long, RecordedRequest> underWay = new TreeMap<>();
    private RunRecord record;

    Recorder(Simulation simulation) {
        this.simulation = simulation;
    }

    /** From now on, what is asked goes to a record as well. */
    void tell(RunRecord of) {
        record = of;
    }

    /**
     * A client asks for a PUT, GET or DELETE.
     *
     * @param value of a PUT; null for the others
     */
    void invoked(int client, int number, Verb verb, WorldKeys.Key key, byte[] value) {
        invoked(
                client,
                number,
                verb,
                key,
                value == null ? Values.ABSENT : history.values().number(value),
                Values.ABSENT,
                0);
    }

    /** A client asks for a CAS. */
    void swaps(int client, int number, WorldKeys.Key key, Optional<byte[]> old, Optional<byte[]> replacement) {
        invoked(client, number, Verb.CAS, key, number(old), number(replacement), 0);
    }

    private int number(Optional<byte[]> value) {
        return value.map(history.values()::number).orElse(Values.ABSENT);
    }

    /** A client asks for an INCR. */
    void counts(int client, int number, WorldKeys.Key key, long by) {
        invoked(client, number, Verb.INCR, key, Values.ABSENT, Values.ABSENT, by);
    }

    private void invoked(int client, int number, Verb verb, WorldKeys.Key key, int argument, int replacement, long by) {
        int name = history.keyNames().number(key.bytes());
        history.invoke(next(), client, number, verb, name, argument, replacement, by);
        if (record != null) {
            String text = new String(key.bytes(), StandardCharsets.US_ASCII);
            underWay.put(call(client, number), record.asked(simulation.nowMicros(), verb.name(), text, key.position()));
        }
    }

    private static long call(int client, int number) {
        return (long) client << Integer.SIZE | number;
    }

    private void heard(int client, int number, String outcome) {
        RecordedRequest request = record == null ? null : underWay.remove(call(client, number));
        if (request != null) {
            request.answered(simulation.nowMicros(), outcome.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A client hears the answer.
     *
     * @param value null when it is told none
     */
    void answered(int client, int number, Outcome outcome, byte[] value) {
        int result = value == null ? Call.UNTOLD : history.values().number(value);
        history.answer(next(), client, number, outcome, result);
        heard(client, number, outcome.name());
    }

    /**
     * A client hears the answer, and of which version it tells.
     *
     * @param value null when it is told none
     */
    void answered(int client, int number, Outcome outcome, byte[] value, Version version) {
        int result = value == null ? Call.UNTOLD : history.values().number(value);
        history.answer(next(), client, number, outcome, result, version);
        heard(client, number, outcome.name());
    }

    /** A client hears of several values side by side, before it {@link #answered hears} the first as its answer. */
    void foundSiblings(int client, int number, List<byte[]> values) {
        siblings.found(
                client,
                number,
                values.stream().map(value -> history.values().number(value)).toList());
    }

    /** A client asks for a SYNC. */
    void synchronises(int client, int number) {
        history.sync(next(), client, number);
    }

    /** A client hears that all copies are equal. */
    void synchronised(int client, int number) {
        history.converged(next(), client, number);
    }

    /** A client hears that its command failed, and so changed nothing. */
    void failed(int client, int number) {
        history.fail(next(), client, number);
        heard(client, number, "failed");
    }

    private int next() {
        if (events == micros.length) {
            micros = Arrays.copyOf(micros, 2 * events);
        }
        micros[events] = simulation.nowMicros();
        return events++;
    }

    /** When an event happened. */
    long micros(int position) {
        return micros[Math.min(position, events - 1)];
    }

    /** Position of the first event after a time, or of the next one. */
    int positionAfter(long atMicros) {
        int position = 0;
        while (position < events && micros[position] <= atMicros) {
            position++;
        }
        return position;
    }

    /** Checks everything that was written down, which ends it. */
    Report check(SearchLimits limits) {
        return new LinearizabilityChecker(limits).check(history);
    }

    /**
     * Checks everything that was written down for what copies promise that become equal in the end; that ends it.
     *
     * @param timeoutMicros a call that lasts longer may have been sent again, and everything that is under way with it
     */
    EventualReport checkEventual(long timeoutMicros) {
        LateCalls late = new LateCalls(history.end(), this::micros, timeoutMicros);
        return new EventualChecker(late::mayBeRepeated).check(history);
    }

    /** Checks everything that was written down for what siblings promise; that ends it. */
    EventualReport checkSiblings(int last, int keptFrom, long timeoutMicros) {
        long calls = history.calls();
        Map<Integer, List<Call>> callsOfKey = history.end();
        LateCalls late = new LateCalls(callsOfKey, this::micros, timeoutMicros);
        siblings.check(callsOfKey, new SiblingCheck.Circumstances(history.values(), last, keptFrom, late));
        return new EventualReport(calls, callsOfKey.size(), List.of(), ReadAges.NONE);
    }

    /** What was written down. */
    History history() {
        return history;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
