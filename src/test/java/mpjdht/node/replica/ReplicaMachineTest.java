package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.message.Answer;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.ControlMessage;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.RecordingOutbox;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

/** A chain of three, each of whose messages is carried by hand; the whole circle is one region. */
class ReplicaMachineTest {
    private static final Grid GRID = new Grid(5);
    private static final int CLIENT = GRID.command();
    private static final int WINDOW = 8;
    private static final long OWNER = 3000;
    private static final Arc CIRCLE = Arc.wholeCircle(OWNER);
    private static final Replica A = new Replica(1000, 1, 0);
    private static final Replica B = new Replica(2000, 2, 0);
    private static final Replica C = new Replica(OWNER, 3, 0);
    private static final Detection DETECTION = new Detection(1000);

    private final KeySpace space = new Xxh3KeySpace(64);
    private final RequestBatch batch = new RequestBatch();
    private final ReplicaMachine[] machines = new ReplicaMachine[4];
    private final Mail[] outboxes = new Mail[4];
    private long now;

    /** What one rank has sent, in words, and by ways that are open until it is carried. */
    private static final class Mail implements Outbox {
        final RecordingOutbox words = new RecordingOutbox();
        final List<ArrayDeque<byte[]>> ways = new ArrayList<>();

        Mail() {
            for (int rank = 0; rank < GRID.size(); rank++) {
                ways.add(new ArrayDeque<>());
            }
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            words.send(to, bytes, offset, length);
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            ways.get(to).add(copy);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            words.setTimer(delayMicros, timer);
        }
    }

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
    void whatGoesByAnOlderConfigurationIsDropped() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);
        configure(2, chain(1, A, B, C));
        carry(1, 2);
        assertThat(idle(2)).isEmpty();
        assertThat(find(2, "key")).isNull();

        configure(1, chain(1, B, A, C));
        put(1, "other", "value");
        enter(1, 0);
        assertThat(words(1)).isEmpty();
        assertThat(find(1, "other")).isNull();
    }

    @Test
    void whatGoesByAYoungerConfigurationWaitsForIt() {
        begin(chain(0, A, B, C));
        Configuration younger = chain(1, A, B, C);
        configure(1, younger);
        put(0, "key", "value");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#0=1");
        carry(1, 2);
        assertThat(idle(2)).isEmpty();
        assertThat(find(2, "key")).isNull();

        configure(2, younger);
        assertThat(find(2, "key")).isEqualTo("value");
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 put#0=1");
    }

    @Test
    void requestsWaitForTheConfigurationByWhichTheyWereSent() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(2, 1);
        assertThat(idle(2)).isEmpty();

        configure(2, chain(1, B, C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 put#0=1");
    }

    @Test
    void anOlderConfigurationChangesNothing() {
        begin(chain(4, A, B, C));
        configure(1, chain(3, B, A));
        configure(1, chain(4, B, A));
        put(0, "key", "value");
        enter(1, 4);

        assertThat(idle(1)).containsExactly("2: chain 1 by 4 put#0=1");
    }

    @Test
    void whatIsNotConfirmedIsToldAgainToWhomeverComesBehindNow() {
        begin(chain(0, A, B, C));
        put(0, "key", "one");
        put(1, "key", "two");
        get(2, "key");
        delete(3, "absent");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=1 put#1=1 nothing#3=4 barrier");

        Configuration without = chain(1, A, C);
        configure(1, without);
        configure(3, without);
        assertThat(idle(1)).containsExactly("3: chain 1 by 1 put#0=1 put#1=1 nothing#3=4");
        carry(1, 3);
        assertThat(idle(3)).containsExactly("4: replies #0=1 #1=1 #3=4", confirmed(1, 1, 3));
        carry(3, 1);
        assertThat(idle(1)).isEmpty();
        assertThat(find(3, "key")).isEqualTo("two");
    }

    @Test
    void whatIsConfirmedIsNotToldAgain() {
        begin(chain(0, A, B, C));
        put(0, "key", "one");
        enter(1, 0);
        runAll();
        put(1, "key", "two");
        enter(1, 0);
        idle(1);

        configure(1, chain(1, A, C));
        assertThat(idle(1)).containsExactly("3: chain 1 by 1 put#1=1");
    }

    @Test
    void whatTheLastHasDoneAlreadyItDoesNotAgainWhenItIsToldAgain() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        delete(1, "key");
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);
        carry(2, 3);
        assertThat(idle(3)).contains("4: replies #0=1 #1=3");

        Configuration without = chain(1, A, C);
        configure(1, without);
        configure(3, without);
        assertThat(idle(1)).containsExactly("3: chain 1 by 1 put#0=1 delete#1=3");
        carry(1, 3);
        assertThat(idle(3)).containsExactly(confirmed(1, 1, 2));
        carry(3, 1);

        // The answers may have been lost with the configuration.
        put(0, "key", "value");
        delete(1, "key");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("3: chain 2 by 1 barrier");
        carry(1, 3);
        idle(3);
        carry(3, 1);
        assertThat(words(1)).containsExactly("4: replies #0=1 #1=3");
        assertThat(find(1, "key")).isNull();
    }

    @Test
    void aReadThatWasHeldWhenAConfigurationCameIsNotAnswered() {
        begin(chain(0, A, B, C));
        get(0, "key");
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);

        configure(1, chain(1, A));
        assertThat(idle(1)).isEmpty();
        carry(2, 1);
        assertThat(words(1)).isEmpty();
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
    void aReplicaThatIsFilledAnswersNobodyAndReportsWhenItHasAll() {
        begin(chain(0, A, B));
        put(0, "gone", "old");
        put(1, "key", "old");
        delete(2, "gone");
        enter(1, 0);
        runAll();

        configureAll(filling(1, List.of(A, B), C));
        put(3, "other", "value");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#3=1");
        carry(1, 2);
        assertThat(idle(2))
                .containsExactly(
                        "4: replies #3=1",
                        "3: chain 1 by 1 put#3=1 begins memory#0=1 memory#1=1 memory#2=3 memory#3=1 copy copy",
                        confirmed(1, 1, 1));
        assertThat(idle(2)).containsExactly("3: chain 2 by 1 ends");
        carry(2, 3);
        assertThat(idle(3)).containsExactly("0: Filled[epoch=1, last=3000, keys=2, bytes=16]", confirmed(2, 1, 9));
        assertThat(find(3, "key")).isEqualTo("old");
        assertThat(find(3, "other")).isEqualTo("value");
        assertThat(find(3, "gone")).isNull();

        // Then it is all that is left, and remembers what was done.
        configure(3, chain(2, C));
        delete(2, "gone");
        put(1, "key", "old");
        enter(3, 2);
        assertThat(idle(3)).containsExactly("4: replies #2=3 #1=1");
    }

    @Test
    void whatAReplicaHadBeforeItIsFilledIsOfNoUse() {
        begin(chain(0, A, B, C));
        put(0, "key", "old");
        enter(1, 0);
        runAll();
        configure(1, chain(1, A));
        delete(1, "key");
        enter(1, 1);
        runAll();

        Configuration filling = filling(2, List.of(A), C);
        configure(3, filling);
        assertThat(find(3, "key")).isEqualTo("old");
        configure(1, filling);
        assertThat(idle(1)).containsExactly("3: chain 1 by 2 begins memory#0=1 memory#1=3 ends");
        carry(1, 3);
        assertThat(idle(3)).containsExactly("0: Filled[epoch=2, last=3000, keys=0, bytes=0]", confirmed(1, 2, 4));
        assertThat(find(3, "key")).isNull();
    }

    @Test
    void aFillGoesOnThroughAConfigurationThatLeavesItAsItWas() {
        begin(chain(0, A, B));
        put(0, "key", "old");
        enter(1, 0);
        runAll();
        configureAll(filling(1, List.of(A, B), C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 begins memory#0=1 copy");

        configureAll(filling(2, List.of(B), C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 2 begins memory#0=1 copy ends");
        carry(2, 3);
        assertThat(idle(3)).contains("0: Filled[epoch=2, last=3000, keys=1, bytes=6]");
        carry(3, 2);

        configureAll(filling(3, List.of(B), new Replica(1000, 1, 0)));
        assertThat(idle(2)).containsExactly("1: chain 1 by 3 begins memory#0=1 copy");
        assertThat(idle(2)).containsExactly("1: chain 2 by 3 ends");
    }

    @Test
    void aClosedRegionIsDrainedToItsEndAndAnswersNothing() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);

        configureAll(new Configuration(ring(1), List.of(new Region(CIRCLE, List.of(A, B), List.of(C), true, true))));
        put(1, "key", "other");
        get(2, "key");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#0=1 drained");
        carry(1, 2);
        idle(2);
        carry(2, 3);
        assertThat(words(3)).contains("0: Drained[epoch=1, last=3000]");
        assertThat(find(1, "key")).isEqualTo("value");
    }

    @Test
    void aClosedRegionWithOneReplicaIsDrainedAtOnce() {
        begin(chain(0, A));
        configure(1, new Configuration(ring(1), List.of(new Region(CIRCLE, List.of(A), List.of(), true, true))));

        assertThat(words(1)).containsExactly("0: Drained[epoch=1, last=3000]");
    }

    @Test
    void whoKeepsNoCopyAnyMoreGivesItsKeysUp() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        runAll();
        configureAll(chain(1, A, B));

        assertThat(machines[3].table().keys()).isZero();
        assertThat(machines[2].table().keys()).isEqualTo(1);
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
    void aRankWhoseFormerLifeIsCountedOnTakesNothing() {
        begin(chain(0, A, B, C));
        machines[1] = machine(1, 1, chain(0, A, B, C), 1);
        put(0, "key", "value");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("0: Heartbeat[life=1, sentMicros=0]", "timer 1 in 50 us");
        assertThat(find(1, "key")).isNull();

        configure(1, chain(1, new Replica(1000, 1, 1)));
        put(0, "key", "value");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("4: replies #0=1");
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
        assertThat(words(1)).containsExactly("0: Heartbeat[life=0, sentMicros=50]", "timer 0 in 50 us");
    }

    /** What it had told again before belongs to nobody's stream but its own. */
    @Test
    void whoToldSomethingAgainConfirmsWhatItIsToldAgainOnlyOnceThatIsConfirmed() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);

        configureAll(chain(1, A, B, C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 put#0=1");
        carry(2, 3);
        idle(3);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#0=1");
        carry(1, 2);
        carry(3, 2);
        assertThat(idle(2)).containsExactly("3: chain 2 by 1 put#0=1");
        carry(2, 3);
        assertThat(idle(3)).contains(confirmed(2, 1, 2));
        carry(3, 2);
        assertThat(idle(2)).containsExactly(confirmed(1, 1, 1));
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

    /** Commands by the hundred, sent again at random through configurations of every kind, as one register after the other sees them. */
    @Test
    void aChainAgreesWithAMapWhateverIsLostOnTheWay() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Replica> line = new ArrayList<>(List.of(A, B, C));
            begin(chain(0, A, B, C));
            Map<String, String> expected = new TreeMap<>();
            long epoch = 0;
            for (int sequence = 0; sequence < 60; sequence++) {
                String key = "key" + random.nextInt(4);
                int operation = random.nextInt(3) == 0 ? Operation.DELETE : Operation.PUT;
                String value = operation == Operation.PUT ? "value " + sequence : "";
                int outcome = Answer.STORED;
                if (operation == Operation.DELETE) {
                    outcome = expected.containsKey(key) ? Answer.DELETED : Answer.MISSING;
                }
                boolean answered = false;
                while (!answered) {
                    add(operation, sequence, key, value);
                    enter(line.get(0).rank(), epoch);
                    answered = random.nextInt(3) != 0;
                    if (answered) {
                        assertThat(runAll()).as("seed " + seed).contains("4: replies #" + sequence + "=" + outcome);
                    } else {
                        loseSome(random);
                        epoch++;
                        if (line.size() > 1 && random.nextInt(20) == 0) {
                            line.remove(random.nextInt(line.size()));
                        }
                        Configuration next = chain(epoch, line.toArray(Replica[]::new));
                        configureAll(next);
                    }
                }
                if (operation == Operation.PUT) {
                    expected.put(key, value);
                } else {
                    expected.remove(key);
                }
            }
            for (Replica replica : line) {
                for (int i = 0; i < 4; i++) {
                    assertThat(find(replica.rank(), "key" + i))
                            .as("seed " + seed)
                            .isEqualTo(expected.get("key" + i));
                }
            }
        }
    }

    /** Lets the ranks go on for a while, and then loses whatever is on its way. */
    private void loseSome(Random random) {
        for (int step = random.nextInt(8); step > 0; step--) {
            int from = 1 + random.nextInt(3);
            idle(from);
            for (int to = 1; to <= 3; to++) {
                carry(from, to);
            }
        }
        for (int from = 1; from <= 3; from++) {
            words(from);
            outboxes[from].ways.forEach(ArrayDeque::clear);
        }
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

    @Test
    void isFinishedWhenTheHeadSaysSo() {
        begin(chain(0, A));
        assertThat(machines[1].finished()).isFalse();
        send(1, Grid.HEAD, new Shutdown());
        assertThat(machines[1].finished()).isTrue();
    }

    private void begin(Configuration configuration) {
        begin(configuration, 1);
    }

    private void begin(Configuration configuration, int minReplicas) {
        for (int rank = 1; rank <= 3; rank++) {
            machines[rank] = machine(rank, 0, configuration, minReplicas);
            outboxes[rank] = new Mail();
            idle(rank);
        }
    }

    private ReplicaMachine machine(int rank, int life, Configuration configuration, int minReplicas) {
        return new ReplicaMachine(
                GRID,
                rank,
                life,
                configuration,
                WINDOW,
                minReplicas,
                DETECTION,
                new ChainRules(),
                () -> new NodeTable(space));
    }

    private static Configuration chain(long epoch, Replica... serving) {
        return filling(epoch, List.of(serving));
    }

    private static Configuration filling(long epoch, List<Replica> serving, Replica... filling) {
        return new Configuration(ring(epoch), List.of(new Region(CIRCLE, serving, List.of(filling), false, true)));
    }

    private static RingView ring(long epoch) {
        return RingView.of(epoch, new long[] {OWNER}, new int[] {3});
    }

    private static String confirmed(int to, long epoch, int number) {
        return to + ": Confirmed[epoch=" + epoch + ", confirmations=[Confirmation[region=0, number=" + number + "]]]";
    }

    private void put(int sequence, String key, String value) {
        add(Operation.PUT, sequence, key, value);
    }

    private void get(int sequence, String key) {
        add(Operation.GET, sequence, key, "");
    }

    private void delete(int sequence, String key) {
        add(Operation.DELETE, sequence, key, "");
    }

    private void increment(int sequence, String key, long by) {
        byte[] bytes = ascii(key);
        KeyPlace place = place(bytes);
        batch.addIncrement(sequence, place.position(), place.hash(), bytes, 0, bytes.length, by);
    }

    private void swap(int sequence, String key, String from, String to) {
        byte[] all = ascii(key + from + to);
        KeyPlace place = place(ascii(key));
        int fromAt = key.length();
        int toAt = fromAt + from.length();
        batch.addSwap(
                sequence, place.position(), place.hash(), all, 0, fromAt, fromAt, from.length(), toAt, to.length());
    }

    private String keyIn(Arc arc) {
        int number = 0;
        while (!arc.contains(place(ascii("key" + number)).position())) {
            number++;
        }
        return "key" + number;
    }

    /** The number in the last answer that a rank has sent the client. */
    private long count(int rank) {
        byte[] message = outboxes[rank].ways.get(CLIENT).getLast();
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(message, 0, message.length);
        long count = 0;
        while (cursor.next()) {
            if (cursor.outcome() == Answer.COUNTED) {
                count = ByteBuffer.wrap(cursor.bytes(), cursor.valueOffset(), Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
            }
        }
        return count;
    }

    private void add(int operation, int sequence, String key, String value) {
        byte[] keyBytes = ascii(key);
        byte[] valueBytes = ascii(value);
        KeyPlace place = place(keyBytes);
        batch.add(
                operation,
                sequence,
                place.position(),
                place.hash(),
                keyBytes,
                0,
                keyBytes.length,
                valueBytes,
                0,
                valueBytes.length);
    }

    private KeyPlace place(byte[] key) {
        KeyPlace place = new KeyPlace();
        space.locate(key, 0, key.length, place);
        return place;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The client sends what was added to a rank. */
    private void enter(int rank, long epoch) {
        batch.address(Origin.of(CLIENT, 0), epoch);
        machines[rank].onMessage(now, CLIENT, batch.bytes(), 0, batch.length(), outboxes[rank]);
        batch.reset();
    }

    private void configure(int rank, Configuration configuration) {
        byte[] message = ConfigurationCodec.encode(configuration);
        machines[rank].onMessage(now, Grid.HEAD, message, 0, message.length, outboxes[rank]);
    }

    private void configureAll(Configuration configuration) {
        for (int rank = 1; rank <= 3; rank++) {
            configure(rank, configuration);
        }
    }

    private void send(int rank, int from, ControlMessage message) {
        byte[] bytes = message.encode();
        machines[rank].onMessage(now, from, bytes, 0, bytes.length, outboxes[rank]);
    }

    /** Lets a rank do what it does when nothing arrives, and tells what it has sent. */
    private List<String> idle(int rank) {
        machines[rank].onIdle(now, outboxes[rank]);
        return words(rank);
    }

    private List<String> words(int rank) {
        return outboxes[rank].words.take();
    }

    private void carry(int from, int to) {
        while (!outboxes[from].ways.get(to).isEmpty()) {
            carryOne(from, to);
        }
    }

    private void carryOne(int from, int to) {
        byte[] message = outboxes[from].ways.get(to).remove();
        machines[to].onMessage(now, from, message, 0, message.length, outboxes[to]);
    }

    /** Carries everything until nobody has anything to say any more, and tells what the client has got. */
    private List<String> runAll() {
        List<String> replies = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            for (int from = 1; from <= 3; from++) {
                idle(from).stream()
                        .filter(line -> line.startsWith(CLIENT + ": "))
                        .forEach(replies::add);
                for (int to = 1; to <= 3; to++) {
                    carry(from, to);
                    words(to).stream()
                            .filter(line -> line.startsWith(CLIENT + ": "))
                            .forEach(replies::add);
                }
            }
        }
        return replies;
    }

    private String find(int rank, String key) {
        byte[] bytes = ascii(key);
        KeyPlace place = place(bytes);
        NodeTable table = machines[rank].table();
        return table.find(place.hash(), place.position(), bytes, 0, bytes.length)
                ? new String(table.valueBytes(), table.valueOffset(), table.valueLength(), StandardCharsets.US_ASCII)
                : null;
    }
}
