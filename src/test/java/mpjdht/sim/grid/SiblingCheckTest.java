package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.Outcome;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.sim.BrokenInvariant;
import org.junit.jupiter.api.Test;

class SiblingCheckTest {
    private static final int LAST = 9;

    private final History history = new History();
    private final SiblingCheck check = new SiblingCheck();
    private int events;
    private long number;

    @Test
    void valuesSideBySideAreAllThereInTheEnd() {
        put(0, "a");
        put(1, "b");
        get(LAST, "a", "b");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aValueThatNobodyHasReplacedIsNotLost() {
        put(0, "a");
        put(1, "b");
        get(LAST, "b");

        assertThatThrownBy(this::check)
                .isInstanceOf(BrokenInvariant.class)
                .hasMessage(
                        "the value that client 0 wrote with command 1 is lost, and nobody who had seen it has written"
                                + " since");
    }

    @Test
    void whoHasSeenAValueReplacesIt() {
        put(0, "a");
        get(1, "a");
        put(1, "b");
        get(LAST, "b");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aValueThatWasReplacedDoesNotComeBack() {
        put(0, "a");
        get(1, "a");
        put(1, "b");
        get(LAST, "a", "b");

        assertThatThrownBy(this::check)
                .isInstanceOf(BrokenInvariant.class)
                .hasMessage(
                        "the value that client 0 wrote with command 1 is there, although somebody who had seen it has"
                                + " replaced it");
    }

    @Test
    void aValueThatWasDeletedDoesNotComeBack() {
        put(0, "a");
        get(1, "a");
        delete(1);
        get(LAST, "a");

        assertThatThrownBy(this::check)
                .isInstanceOf(BrokenInvariant.class)
                .hasMessage(
                        "the value that client 0 wrote with command 1 is there, although somebody who had seen it has"
                                + " replaced it");
    }

    @Test
    void whoHasSeenNothingDeletesWhateverIsThere() {
        put(0, "a");
        put(1, "b");
        delete(1);
        get(LAST);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void whoHasSeenAnotherValueDeletesNoMore() {
        put(0, "a");
        get(1, "a");
        put(2, "b");
        delete(1);
        get(LAST);

        assertThatThrownBy(this::check)
                .isInstanceOf(BrokenInvariant.class)
                .hasMessageStartingWith("the value that client 2 wrote with command 3 is lost");
    }

    @Test
    void aValueThatWasWrittenWhileItsClientWaitedForLongMayComeBack() {
        int late = invoke(0, Verb.PUT, "z");
        put(0, "a");
        get(1, "a");
        events += 200;
        answer(0, late, Outcome.STORED, Call.UNTOLD);
        put(1, "b");
        get(LAST, "a", "b", "z");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void whatNobodyHasWrittenIsNotTold() {
        get(0, "a");

        assertThatThrownBy(this::check)
                .isInstanceOf(BrokenInvariant.class)
                .hasMessage("client 0 was told a value that nobody has written");
    }

    private void check() {
        var calls = history.end();
        LateCalls late = new LateCalls(calls, position -> position, 100);
        check.check(calls, new SiblingCheck.Circumstances(history.values(), LAST, 0, late));
    }

    private int invoke(int client, Verb verb, String value) {
        number++;
        history.invoke(
                events++, client, number, verb, 0, value == null ? Values.ABSENT : value(value), Values.ABSENT, 0);
        return (int) number;
    }

    private void answer(int client, int command, Outcome outcome, int result) {
        history.answer(events++, client, command, outcome, result);
    }

    private void put(int client, String value) {
        answer(client, invoke(client, Verb.PUT, value), Outcome.STORED, Call.UNTOLD);
    }

    private void get(int client, String... found) {
        int command = invoke(client, Verb.GET, null);
        List<Integer> values = Arrays.stream(found).map(this::value).toList();
        if (values.isEmpty()) {
            answer(client, command, Outcome.MISSING, Call.UNTOLD);
        } else {
            check.found(client, command, values);
            answer(client, command, Outcome.FOUND, values.get(0));
        }
    }

    private void delete(int client) {
        answer(client, invoke(client, Verb.DELETE, null), Outcome.DELETED, Call.UNTOLD);
    }

    private int value(String text) {
        return history.values().number(Recorder.ascii(text));
    }
}
