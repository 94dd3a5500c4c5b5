package mpjdht.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.runtime.Inbox;
import org.junit.jupiter.api.Test;

/** Answers on their way to the doors' thread. */
class AnswerPassageTest {
    private static final int LARGE = 33 << 20;

    private final List<String> woken = new ArrayList<>();
    private final AnswerPassage passage = new AnswerPassage(
            new Inbox(() -> woken.add("rank")).slot(), () -> woken.add("doors"), () -> woken.add("end"));

    private void answer(long place, int valueBytes) {
        RequestBatch requests = new RequestBatch();
        requests.add(Operation.GET, 0, 5, 5, new byte[] {'k'}, 0, 1, new byte[0], 0, 0);
        RequestCursor request = new RequestCursor();
        request.open(requests.bytes(), 0, requests.length());
        request.next();
        ReplyBatch replies = new ReplyBatch(0);
        replies.add(Answer.FOUND, 1, 0, 5, new byte[valueBytes], 0, valueBytes);
        ReplyCursor reply = new ReplyCursor();
        reply.open(replies.bytes(), 0, replies.length());
        reply.next();
        passage.answered(place, request, reply, 1);
    }

    @Test
    void wakesTheDoorsOnceForAllThatWaits() {
        answer(7, 3);
        assertThat(woken).isEmpty();
        passage.bringOut();
        answer(8, 0);
        passage.bringOut();
        assertThat(woken).containsExactly("doors");
        List<String> taken = new ArrayList<>();
        passage.take(answers -> {
            for (int i = 0; i < answers.count(); i++) {
                taken.add(answers.place(i) + ": " + answers.length(i) + " B");
            }
        });
        assertThat(taken).containsExactly("7: 3 B", "8: 0 B");
        passage.ended();
        assertThat(woken).containsExactly("doors", "end");
    }

    @Test
    void wakesTheRankWhenThereIsRoomAgain() {
        answer(7, LARGE);
        assertThat(passage.isReady()).isTrue();
        answer(8, LARGE);
        assertThat(passage.isReady()).isFalse();
        woken.clear();
        passage.take(answers -> {});
        assertThat(woken).containsExactly("rank");
        assertThat(passage.isReady()).isTrue();
    }
}
