package mpjdht.grid;

import java.util.Arrays;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.Outcome;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.message.ReplyCursor;

/** What the users of a grid asked and heard, in the order in which it happened. */
final class RecordedHistory {
    private final History history = new History();
    private int position;

    void invoke(int client, long sequence, Verb verb, byte[] key, byte[] value) {
        int argument = verb == Verb.PUT ? history.values().number(value) : Values.ABSENT;
        history.invoke(position++, client, sequence, verb, history.keyNames().number(key), argument, Values.ABSENT, 0);
    }

    void answer(int client, long sequence, Outcome outcome, ReplyCursor reply) {
        int result = Call.UNTOLD;
        if (outcome == Outcome.FOUND) {
            int from = reply.valueOffset();
            result = history.values().number(Arrays.copyOfRange(reply.bytes(), from, from + reply.valueLength()));
        }
        history.answer(position++, client, sequence, outcome, result);
    }

    History history() {
        return history;
    }
}
