package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.ReplyCursor;
import mpjdht.message.WalkRecord;
import mpjdht.node.Grid;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import org.junit.jupiter.api.Test;

/** What a chain does with the commands of its clients. */
class ReplicaChainTest extends ChainOfThree {

    @Test
    void aWriteGoesDownTheLastAnswersAndConfirmationsComeUp() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);

        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=1");
        carry(1, 2);
        assertThat(idle(2)).containsExactly("3: chain 1 by 0 put#0=1");
        carry(2, 3);
        assertThat(idle(3)).containsExactly("4: replies #0=1", confirmed(2, 0, 1));
        carry(3, 2);
        assertThat(idle(2)).containsExactly(confirmed(1, 0, 1));
        carry(2, 1);
        assertThat(idle(1)).isEmpty();
        for (int rank = 1; rank <= 3; rank++) {
            assertThat(find(rank, "key")).isEqualTo("value");
        }
    }

    @Test
    void aReadBehindAWriteThatIsNotConfirmedIsAnsweredOnceItIs() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);
        get(1, "key");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("2: chain 2 by 0 barrier");

        carryOne(1, 2);
        idle(2);
        carry(2, 3);
        idle(3);
        carry(3, 2);
        assertThat(idle(2)).containsExactly(confirmed(1, 0, 1));
        carry(2, 1);
        assertThat(idle(1)).isEmpty();

        carryOne(1, 2);
        assertThat(idle(2)).containsExactly("3: chain 2 by 0 barrier");
        carry(2, 3);
        assertThat(idle(3)).containsExactly(confirmed(2, 0, 2));
        carry(3, 2);
        assertThat(idle(2)).containsExactly(confirmed(1, 0, 2));
        carry(2, 1);
        assertThat(words(1)).containsExactly("4: replies #1=2");
    }

    @Test
    void aChainOfOneAnswersByItself() {
        begin(chain(0, A));
        put(0, "key", "value");
        get(1, "key");
        delete(2, "other");
        enter(1, 0);

        assertThat(idle(1)).containsExactly("4: replies #0=1 #1=2 #2=4");
    }

    @Test
    void aDeleteThatIsSentTwiceSaysDeletedTwiceAndIsDoneOnce() {
        begin(chain(0, A, B, C));
        put(0, "key", "one");
        delete(1, "key");
        put(2, "key", "two");
        enter(1, 0);
        assertThat(runAll()).containsExactly("4: replies #0=1 #1=3 #2=1");

        delete(1, "key");
        enter(1, 0);
        assertThat(runAll()).containsExactly("4: replies #1=3");
        for (int rank = 1; rank <= 3; rank++) {
            assertThat(find(rank, "key")).isEqualTo("two");
        }
    }

    @Test
    void aCommandWhoseClientHasHadTheAnswerIsNotAnsweredAgain() {
        begin(chain(0, A, B, C));
        put(0, "key", "one");
        enter(1, 0);
        put(WINDOW, "key", "two");
        enter(1, 0);
        runAll();

        put(0, "key", "one");
        enter(1, 0);
        assertThat(runAll()).isEmpty();
        assertThat(find(1, "key")).isEqualTo("two");
    }

    @Test
    void withTooFewReplicasWritesAreRefusedAndReadsAreNot() {
        begin(chain(0, A, B, C), 2);
        configureAll(chain(1, A));
        put(0, "key", "value");
        get(1, "key");
        enter(1, 1);

        assertThat(idle(1)).containsExactly("4: replies #0=" + Answer.REFUSED + " #1=4");
        configureAll(chain(2, A, B));
        put(0, "key", "value");
        enter(1, 2);
        assertThat(runAll()).containsExactly("4: replies #0=1");
    }

    @Test
    void aRankThatIsNotHeardTakesNothingUntilItIs() {
        begin(chain(0, A));
        now = 501;
        put(0, "key", "value");
        enter(1, 0);
        assertThat(idle(1)).isEmpty();
        assertThat(find(1, "key")).isNull();

        send(1, Grid.HEAD, new Heard(0));
        assertThat(find(1, "key")).isNull();
        send(1, Grid.HEAD, new Heard(450));
        assertThat(idle(1)).containsExactly("4: replies #0=1");
    }

    @Test
    void beatsWhenTheTimerOfItsLifeSaysSo() {
        begin(chain(0, A));
        now = 50;
        machines[1].onTimer(now, 1, outboxes[1]);
        assertThat(words(1)).isEmpty();
        machines[1].onTimer(now, 0, outboxes[1]);
        assertThat(words(1)).containsExactly("0: Heartbeat[life=0, sentMicros=50, stopped=false]", "timer 0 in 50 us");
    }

    @Test
    void aCountIsAnsweredWithItsNumberHoweverOftenItIsAskedFor() {
        begin(chain(0, A, B));
        put(0, "key", "40");
        increment(1, "key", 2);
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);
        assertThat(count(2)).isEqualTo(42);
        carry(2, 1);
        increment(2, "key", 5);
        enter(1, 0);
        runAll();

        increment(1, "key", 2);
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);
        carry(2, 1);
        assertThat(count(1)).isEqualTo(42);
        assertThat(find(1, "key")).isEqualTo("47");
        assertThat(find(2, "key")).isEqualTo("47");
    }

    /** Nobody remembers one that found another value, so that it is like a read. */
    @Test
    void aSwapThatFindsItsValueIsAWriteAndAnotherIsARead() {
        begin(chain(0, A, B));
        put(0, "key", "one");
        swap(1, "key", "two", "three");
        swap(2, "key", "one", "two");
        swap(3, "absent", "one", "two");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=1 put#2=6 barrier");
        carry(1, 2);
        assertThat(idle(2)).containsExactly("4: replies #0=1 #2=6", confirmed(1, 0, 3));
        carry(2, 1);
        assertThat(words(1)).containsExactly("4: replies #1=7 #3=4");
        assertThat(find(2, "key")).isEqualTo("two");

        swap(1, "key", "two", "three");
        swap(2, "key", "one", "two");
        enter(1, 0);
        assertThat(runAll()).containsExactlyInAnyOrder("4: replies #1=6", "4: replies #2=6");
        assertThat(find(2, "key")).isEqualTo("three");
    }

    @Test
    void aSwapFromAbsentStoresAndOneToAbsentDeletesEachOnceInTheWholeChain() {
        begin(chain(0, A, B));
        create(0, "key", "one");
        create(1, "key", "two");
        deleteIf(2, "key", "two");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=6 barrier");
        carry(1, 2);
        assertThat(idle(2)).containsExactly("4: replies #0=6", confirmed(1, 0, 2));
        carry(2, 1);
        assertThat(words(1)).containsExactly("4: replies #1=7 #2=7");
        assertThat(find(2, "key")).isEqualTo("one");

        deleteIf(3, "key", "one");
        deleteIf(4, "key", "one");
        enter(1, 0);
        assertThat(runAll()).containsExactlyInAnyOrder("4: replies #3=6", "4: replies #4=4");
        assertThat(find(1, "key")).isNull();
        assertThat(find(2, "key")).isNull();

        create(0, "key", "again");
        deleteIf(3, "key", "again");
        enter(1, 0);
        assertThat(runAll()).containsExactly("4: replies #0=6 #3=6");
        assertThat(find(2, "key")).isNull();
    }

    @Test
    void aWalkIsAReadOfTheFirstReplicaAndEndsWithItsRegion() {
        Arc low = new Arc(-1, Long.MAX_VALUE);
        Arc high = new Arc(Long.MAX_VALUE, -1);
        begin(new Configuration(ring(0), List.of(Region.of(low, List.of(A, B)), Region.of(high, List.of(A, B)))));
        put(0, keyIn(low), "v");
        put(1, keyIn(high), "v");
        batch.addWalk(2, 0, -1, 100);
        enter(1, 0);
        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=1 put#1=1 barrier");
        carry(1, 2);
        idle(2);
        carry(2, 1);

        assertThat(words(1)).containsExactly("4: replies #2=16");
        byte[] message = outboxes[1].ways.get(CLIENT).getLast();
        ReplyCursor reply = new ReplyCursor();
        reply.open(message, 0, message.length);
        assertThat(reply.next()).isTrue();
        assertThat(WalkRecord.last(reply.bytes(), reply.valueOffset(), reply.valueLength()))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(WalkRecord.keys(reply.bytes(), reply.valueOffset(), reply.valueLength()))
                .isEqualTo(1);
    }

    /** Each has the other behind it; neither waits for what the other waits for. */
    @Test
    void chainsThatRunAgainstEachOtherAreConfirmedEachByItself() {
        Arc low = new Arc(-1, Long.MAX_VALUE);
        Arc high = new Arc(Long.MAX_VALUE, -1);
        begin(new Configuration(ring(0), List.of(Region.of(low, List.of(A, B)), Region.of(high, List.of(B, A)))));
        String lowKey = keyIn(low);
        String highKey = keyIn(high);
        put(0, lowKey, "value");
        get(1, lowKey);
        enter(1, 0);
        put(2, highKey, "value");
        get(3, highKey);
        enter(2, 0);

        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=1 barrier");
        assertThat(idle(2)).containsExactly("1: chain 1 by 0 put#2=1 barrier");
        assertThat(runAll())
                .containsExactlyInAnyOrder("4: replies #0=1", "4: replies #1=2", "4: replies #2=1", "4: replies #3=2");
    }

    @Test
    void refusesWhatDoesNotBelongInItsChain() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);
        put(1, "key", "value");
        enter(1, 0);
        idle(1);
        byte[] first = outboxes[1].ways.get(2).remove();
        byte[] second = outboxes[1].ways.get(2).remove();

        assertThatThrownBy(() -> machines[3].onMessage(0, 1, first, 0, first.length, outboxes[3]))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("does not stand behind it");
        assertThatThrownBy(() -> machines[2].onMessage(0, 1, second, 0, second.length, outboxes[2]))
                .hasMessage("rank 1 sent batch 2 of a chain when 1 was due");
        put(0, "key", "value");
        assertThatThrownBy(() -> enter(2, 0)).hasMessageContaining("is not the first of its chain");
    }
}
