package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.RequestBatch;
import mpjdht.node.Grid;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import org.junit.jupiter.api.Test;

/** What is sent again, and which answers count, on a grid that keeps copies. */
class RepetitionTest extends ClientOfCopies {

    @Test
    void everythingWithoutAnAnswerIsSentAgainInItsOrderByTheNewConfiguration() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        for (int sequence = 0; sequence < 6; sequence++) {
            put(requests, 10L * (sequence % 3));
        }
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #0 #3", "2: requests #1 #4", "3: requests #2 #5");
        answer(requests, 0, 3);
        answer(requests, 0, 1);

        requests.configure(all(7, 2, 2, 3), outbox);
        requests.flush(outbox);

        assertThat(RequestBatch.epoch(outbox.raw(0), 0, outbox.raw(0).length)).isEqualTo(7);
        assertThat(outbox.take()).containsExactly("2: requests #0 #4", "3: requests #2 #5");
    }

    @Test
    void aSecondAnswerIsIgnored() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        get(requests, 0);
        sendAll(requests);
        answer(requests, 0, 0, Answer.FOUND);
        answer(requests, 0, 0, Answer.MISSING);

        assertThat(outcome(requests, 0)).isEqualTo(Answer.FOUND);
        requests.release(outbox);
        answer(requests, 0, 0, Answer.MISSING);
        answer(requests, 0, 5, Answer.MISSING);
        assertThat(requests.isAnswered(0)).isFalse();
        assertThat(requests.isAnswered(1)).isFalse();
        answer(requests, 0, 1, Answer.MISSING);
        assertThat(outcome(requests, 1)).isEqualTo(Answer.MISSING);
    }

    @Test
    void answersOfAnOlderConfigurationDoNotCount() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        sendAll(requests);
        requests.configure(all(3, RANK_OF_REGION), outbox);

        answer(requests, 2, 0, Answer.MISSING);
        assertThat(requests.isAnswered(0)).isFalse();
        answer(requests, 3, 0, Answer.FOUND);
        assertThat(outcome(requests, 0)).isEqualTo(Answer.FOUND);
    }

    @Test
    void anAnswerOfAConfigurationThatTheClientDoesNotKnowYetCounts() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        sendAll(requests);

        answer(requests, 1, 0, Answer.FOUND);
        assertThat(outcome(requests, 0)).isEqualTo(Answer.FOUND);
    }

    @Test
    void requestsForARegionThatIsLostOrOutOfReachAreAnsweredAtOnce() {
        Region lost = new Region(new Arc(9, 19), List.of(), List.of(replica(2)), false, true);
        Region outOfReach = new Region(new Arc(19, 9), List.of(replica(3)), List.of(), false, false);
        Requests requests = requests(8, new Configuration(ring(0), List.of(outOfReach, lost)));
        get(requests, 0);
        put(requests, 10);
        sendAll(requests);

        assertThat(outbox.take()).isEmpty();
        assertThat(outcome(requests, 0)).isEqualTo(Answer.UNAVAILABLE);
        assertThat(requests.reply().node()).isEqualTo(9);
        assertThat(requests.rank()).isEqualTo(Grid.HEAD);
        requests.release(outbox);
        assertThat(outcome(requests, 1)).isEqualTo(Answer.UNAVAILABLE);
        assertThat(requests.reply().node()).isEqualTo(19);
        requests.release(outbox);
        assertThat(outbox.take()).isEmpty();
        assertThat(requests.hasOldest()).isFalse();
    }

    @Test
    void whatIsUnderWayToARegionThatIsLostIsAnsweredWithTheConfigurationThatSaysSo() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 10);
        get(requests, 0);
        sendAll(requests);
        put(requests, 10);
        sendAll(requests);
        outbox.take();

        requests.configure(without(1, 1), outbox);
        assertThat(requests.isAnswered(1)).isFalse();
        assertThat(requests.isAnswered(2)).isFalse();
        assertThat(outcome(requests, 0)).isEqualTo(Answer.UNAVAILABLE);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #1");
        assertThat(outcome(requests, 2)).isEqualTo(Answer.UNAVAILABLE);
    }
}
