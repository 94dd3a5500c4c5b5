package mpjdht.history.eventual;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.Outcome;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.history.Version;

/** A history as it is told in a test, of key "k" if no other is named. */
final class Story {
    private static final Version UNTOLD = Version.UNTOLD;

    private final History history = new History();
    private final Map<Integer, Long> sequences = new HashMap<>();
    private int key = history.keyNames().number(bytes("k"));
    private int position;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A version of writer 1. */
    static Version version(long lamport) {
        return new Version(lamport, 1);
    }

    /** What follows is about another key. */
    Story onKey(String name) {
        key = history.keyNames().number(bytes(name));
        return this;
    }

    private int number(String value) {
        return value == null ? Values.ABSENT : history.values().number(bytes(value));
    }

    private long next(int client) {
        return sequences.merge(client, 1L, Long::sum);
    }

    /** A call begins, of a client that has no other one under way. */
    Story begins(int client, Verb verb, String argument, String replacement) {
        history.invoke(++position, client, next(client), verb, key, number(argument), number(replacement), 1);
        return this;
    }

    /** The call of a client that is under way ends. */
    Story ends(int client, Outcome outcome, String told, Version version) {
        int result = told == null ? Call.UNTOLD : number(told);
        history.answer(++position, client, sequences.get(client), outcome, result, version);
        return this;
    }

    Story puts(int client, String value, Version version) {
        return begins(client, Verb.PUT, value, null).ends(client, Outcome.STORED, null, version);
    }

    Story puts(int client, String value) {
        return puts(client, value, UNTOLD);
    }

    Story deletes(int client, Version version) {
        return begins(client, Verb.DELETE, null, null).ends(client, Outcome.DELETED, null, version);
    }

    Story finds(int client, String value, Version version) {
        return begins(client, Verb.GET, null, null).ends(client, Outcome.FOUND, value, version);
    }

    Story finds(int client, String value) {
        return finds(client, value, UNTOLD);
    }

    Story misses(int client, Version version) {
        return begins(client, Verb.GET, null, null).ends(client, Outcome.MISSING, null, version);
    }

    Story syncs(int client) {
        return beginsSync(client).endsSync(client);
    }

    Story beginsSync(int client) {
        history.sync(++position, client, next(client));
        return this;
    }

    Story endsSync(int client) {
        history.converged(++position, client, sequences.get(client));
        return this;
    }

    Story failsSync(int client) {
        history.sync(++position, client, next(client));
        history.fail(++position, client, sequences.get(client));
        return this;
    }

    History history() {
        return history;
    }

    EventualReport check() {
        return new EventualChecker().check(history);
    }
}
