package mpjdht.grid;

import java.util.Arrays;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.Outcome;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.message.Answer;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.ReplyCursor;

/** What the users of a grid asked and heard, in the order in which it happened. */
final class RecordedHistory {
    private final History history = new History();
    private int position;

    void invoke(int client, long sequence, Verb verb, byte[] key, byte[] value) {
        int argument = verb == Verb.PUT ? history.values().number(value) : Values.ABSENT;
        history.invoke(position++, client, sequence, verb, history.keyNames().number(key), argument, Values.ABSENT, 0);
    }

    void swap(int client, long sequence, byte[] key, byte[] old, byte[] replacement) {
        history.invoke(
                position++,
                client,
                sequence,
                Verb.CAS,
                history.keyNames().number(key),
                number(old),
                number(replacement),
                0);
    }

    /** The number of a value, or of none. */
    private int number(byte[] value) {
        return value == null ? Values.ABSENT : history.values().number(value);
    }

    void count(int client, long sequence, byte[] key, long by) {
        int name = history.keyNames().number(key);
        history.invoke(position++, client, sequence, Verb.INCR, name, Values.ABSENT, Values.ABSENT, by);
    }

    void answer(int client, long sequence, ReplyCursor reply) {
        byte[] value =
                Arrays.copyOfRange(reply.bytes(), reply.valueOffset(), reply.valueOffset() + reply.valueLength());
        switch (reply.outcome()) {
            case Answer.STORED -> answer(client, sequence, Outcome.STORED, null);
            case Answer.FOUND -> answer(client, sequence, Outcome.FOUND, value);
            case Answer.DELETED -> answer(client, sequence, Outcome.DELETED, null);
            case Answer.MISSING -> answer(client, sequence, Outcome.MISSING, null);
            case Answer.SWAPPED -> answer(client, sequence, Outcome.SWAPPED, null);
            case Answer.DIFFERS -> answer(client, sequence, Outcome.DIFFERS, value);
            case Answer.COUNTED -> answer(client, sequence, Outcome.STORED, DecimalText.of(IncrementRecord.sum(reply)));
            case Answer.NOT_A_NUMBER, Answer.OUT_OF_RANGE -> history.fail(position++, client, sequence);
            default -> throw new AssertionError("answered by " + reply.outcome());
        }
    }

    private void answer(int client, long sequence, Outcome outcome, byte[] value) {
        int result = value == null ? Call.UNTOLD : history.values().number(value);
        history.answer(position++, client, sequence, outcome, result);
    }

    History history() {
        return history;
    }
}
