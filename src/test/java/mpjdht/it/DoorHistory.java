package mpjdht.it;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Outcome;
import mpjdht.history.Report;
import mpjdht.history.SearchLimits;
import mpjdht.history.Values;
import mpjdht.history.Verb;

/** What clients of a door asked and heard, each in a thread of its own. */
final class DoorHistory {
    private final History history = new History();
    private int position;
    private long lastAnswerNanos;

    /** A write of a value that no other write has. */
    void put(int client, long sequence, String key, String value, Runnable set) {
        invoke(client, sequence, Verb.PUT, key, number(value), Values.ABSENT);
        ask(client, sequence, () -> {
            set.run();
            return new Heard(Outcome.STORED, null);
        });
    }

    /** A write as that of {@link #put} is asked for, before others have been answered. */
    void putBegins(int client, long sequence, String key, String value) {
        invoke(client, sequence, Verb.PUT, key, number(value), Values.ABSENT);
    }

    /** It has been answered, or nobody can tell. */
    void putEnds(int client, long sequence, boolean isStored) {
        answer(client, sequence, isStored ? Outcome.STORED : Outcome.PENDING, null);
    }

    void get(int client, long sequence, String key, Supplier<String> get) {
        invoke(client, sequence, Verb.GET, key, Values.ABSENT, Values.ABSENT);
        ask(client, sequence, () -> {
            String value = get.get();
            return value == null ? new Heard(Outcome.MISSING, null) : new Heard(Outcome.FOUND, value);
        });
    }

    /** A write of a value that no other write has, if the key is absent. */
    void create(int client, long sequence, String key, String value, BooleanSupplier setIfAbsent) {
        invoke(client, sequence, Verb.CAS, key, Values.ABSENT, number(value));
        ask(client, sequence, () -> new Heard(setIfAbsent.getAsBoolean() ? Outcome.SWAPPED : Outcome.DIFFERS, null));
    }

    void delete(int client, long sequence, String key, BooleanSupplier delete) {
        invoke(client, sequence, Verb.DELETE, key, Values.ABSENT, Values.ABSENT);
        ask(client, sequence, () -> new Heard(delete.getAsBoolean() ? Outcome.DELETED : Outcome.MISSING, null));
    }

    private record Heard(Outcome outcome, String value) {}

    private void ask(int client, long sequence, Supplier<Heard> question) {
        try {
            Heard heard = question.get();
            answer(client, sequence, heard.outcome(), heard.value());
        } catch (KeyClient.NotDoneException e) {
            if (e.isUnknown()) {
                answer(client, sequence, Outcome.PENDING, null);
            } else {
                fail(client, sequence);
            }
        }
    }

    private synchronized void invoke(int client, long sequence, Verb verb, String key, int argument, int replacement) {
        int name = history.keyNames().number(bytes(key));
        history.invoke(position, client, sequence, verb, name, argument, replacement, 0);
        position++;
        notifyAll();
    }

    private synchronized void answer(int client, long sequence, Outcome outcome, String value) {
        history.answer(position, client, sequence, outcome, value == null ? Call.UNTOLD : number(value));
        position++;
        if (outcome != Outcome.PENDING) {
            lastAnswerNanos = System.nanoTime();
        }
    }

    private synchronized void fail(int client, long sequence) {
        history.fail(position, client, sequence);
        position++;
    }

    private synchronized int number(String value) {
        return history.values().number(bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits until there have been so many more calls. */
    synchronized void awaitCalls(long more) throws InterruptedException {
        long enough = history.calls() + more;
        while (history.calls() < enough) {
            wait();
        }
    }

    /** When a client was last told what has become of a call, as {@link System#nanoTime} tells it. */
    synchronized long lastAnswerNanos() {
        return lastAnswerNanos;
    }

    /** How many calls there have been. */
    synchronized long calls() {
        return history.calls();
    }

    /** Whether all of it could have happened one after another; that ends it. */
    synchronized Report check() {
        return new LinearizabilityChecker(SearchLimits.standard()).check(history);
    }
}
