package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose answers are used in any order, as by whoever answers many users. */
class RequestsTest {
    private static final int STORAGE = 1;
    private static final RingView RING = RingView.of(0, new long[] {1000}, new int[] {STORAGE});

    private static final long EPOCH = 7;
    private static final Configuration COPIES = copies(EPOCH, STORAGE);
    private static final Configuration COPIES_NEXT = copies(EPOCH + 1, 3);
    private static final int CREDIT_BYTES = 1000;
    private static final int LARGE_BYTES = CREDIT_BYTES / 4;

    private final RecordingOutbox outbox = new RecordingOutbox();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void answersAreUsedInTheOrderInWhichTheyComeAndEachBelongsToItsRequest(int window) {
        Requests requests = requests(window);
        List<Integer> open = new ArrayList<>();
        Random random = new Random(window);
        int over = 0;
        while (over < 500) {
            if (requests.mayAdd()) {
                add(requests, requests.nextSequence());
                open.add(requests.nextSequence() - 1);
                requests.send(outbox);
            } else {
                int sequence = open.remove(random.nextInt(open.size()));
                answer(requests, sequence);
                requests.open(sequence);
                assertThat(key(requests.request())).isEqualTo("key" + sequence);
                assertThat(requests.reply().node()).isEqualTo(sequence);
                assertThat(requests.place()).isEqualTo(-sequence);
                assertThat(requests.rank()).isEqualTo(STORAGE);
                requests.release(outbox);
                over++;
            }
            assertThat(requests.hasOldest()).isEqualTo(!open.isEmpty());
        }
    }

    @Test
    void aRequestThatIsNotOverKeepsItsNumberWhateverBecomesOfThoseBehindIt() {
        Requests requests = requests(3);
        for (int i = 0; i < 3; i++) {
            add(requests, i);
        }
        requests.send(outbox);
        answer(requests, 1);
        requests.open(1);
        requests.release(outbox);
        answer(requests, 2);
        requests.open(2);
        requests.release(outbox);
        assertThat(requests.mayAdd()).isFalse();

        answer(requests, 0);
        requests.open(0);
        requests.release(outbox);

        assertThat(requests.hasOldest()).isFalse();
        assertThat(requests.mayAdd()).isTrue();
    }

    @Test
    void refusesAnAnswerToARequestThatIsOver() {
        Requests requests = requests(3);
        add(requests, 0);
        add(requests, 1);
        requests.send(outbox);
        answer(requests, 1);
        requests.open(1);
        requests.release(outbox);

        assertThatThrownBy(() -> answer(requests, 1))
                .hasMessage("rank 1 answered command 1, which does not wait for an answer");
    }

    /** What has its answer or is over holds up no request by the next ring, though its number is in use. */
    @Test
    void onlyRequestsWithoutAnAnswerHoldUpThoseByTheNextRing() {
        Requests requests = requests(8);
        for (int i = 0; i < 4; i++) {
            add(requests, i);
        }
        requests.send(outbox);
        outbox.take();
        answer(requests, 1);
        answer(requests, 2);
        requests.open(2);
        requests.release(outbox);
        answer(requests, 3);

        requests.announce(RING.join(3, STORAGE), new Arc(0, 3));
        add(requests, 4, 2);
        requests.send(outbox);
        assertThat(outbox.take()).containsExactly("0: requests #4");
        assertThat(requests.isSettled()).isFalse();

        answer(requests, 0);
        assertThat(requests.isSettled()).isTrue();
    }

    @Test
    void aRingIsRefusedWhileRequestsGoByTheOneBeforeTheLast() {
        Requests requests = requests(8);
        add(requests, 0);
        requests.send(outbox);
        requests.announce(RING.join(3, STORAGE), new Arc(0, 3));

        assertThatThrownBy(() -> requests.announce(RING.join(3, STORAGE).leave(3), new Arc(0, 3)))
                .hasMessage("the ring of epoch 2 was announced while requests go by the one before the last");
    }

    /** Whoever gave it has charged it. */
    @Test
    void anAnswerOfAnOlderConfigurationGivesItsCreditBackAtOnce() {
        Requests requests = requestsForCopies();
        add(requests, 0);
        requests.send(outbox);
        outbox.take();

        answer(requests, 0, EPOCH - 1, LARGE_BYTES);

        assertThat(requests.isAnswered(0)).isFalse();
        assertThat(outbox.take()).containsExactly("1: Credit[client=0, bytes=" + (LARGE_BYTES + 20) + ", oldest=0]");
    }

    @Test
    void aSecondAnswerOfARequestThatWasSentTwiceGivesItsCreditBackAtOnceAndTheFirstWhenItIsUsed() {
        Requests requests = requestsForCopies();
        add(requests, 0);
        requests.send(outbox);
        outbox.take();

        answer(requests, 0, EPOCH, LARGE_BYTES);
        assertThat(outbox.take()).isEmpty();
        answer(requests, 0, EPOCH, LARGE_BYTES + 1);
        assertThat(outbox.take()).containsExactly("1: Credit[client=0, bytes=" + (LARGE_BYTES + 21) + ", oldest=0]");
        requests.open(0);
        requests.release(outbox);
        assertThat(outbox.take()).containsExactly("1: Credit[client=0, bytes=" + (LARGE_BYTES + 20) + ", oldest=1]");
    }

    @Test
    void aConfigurationIsToldAgainWhatHoldsUpAllOthers() {
        Requests requests = requestsForCopies();
        add(requests, 0);
        add(requests, 1);
        requests.send(outbox);
        answer(requests, 1, EPOCH, CREDIT_BYTES);
        outbox.take();
        requests.holdsUp(0, outbox);
        requests.holdsUp(0, outbox);
        assertThat(outbox.take())
                .containsExactly("1: Due[origin=131072, sequence=0, node=1000, position=0, change=0, epoch=7]");

        requests.configure(COPIES_NEXT, outbox);
        requests.holdsUp(0, outbox);

        assertThat(outbox.take())
                .contains("3: Due[origin=131072, sequence=0, node=1000, position=0, change=0, epoch=8]");
    }

    private static Configuration copies(long epoch, int rank) {
        return Configuration.initial(
                RingView.of(epoch, new long[] {1000}, new int[] {rank}), new Placement(1, host -> host));
    }

    private Requests requestsForCopies() {
        return new Requests(
                new Grid(5),
                Origin.of(2, 0),
                COPIES.entries(),
                AssignedOverlay.oneHop(),
                new FlowLimits(8, 1 << 20, CREDIT_BYTES),
                Optional.of(Repetition.with(COPIES, 8)),
                Optional.empty());
    }

    private void answer(Requests requests, int sequence, long epoch, int valueBytes) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.address(epoch);
        batch.add(Answer.FOUND, 1, sequence, 1000, new byte[valueBytes], 0, valueBytes);
        requests.take(STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    private static Requests requests(int window) {
        return new Requests(
                new Grid(3),
                Origin.of(2, 0),
                RING,
                AssignedOverlay.oneHop(),
                FlowLimits.ofWindow(window),
                Optional.empty(),
                Optional.empty());
    }

    private static void add(Requests requests, int number) {
        add(requests, number, number);
    }

    private static void add(Requests requests, int number, long position) {
        byte[] key = ("key" + number).getBytes(StandardCharsets.US_ASCII);
        int offset = requests.batch().length();
        requests.batch().add(Operation.GET, number, position, 5, key, 0, key.length, key, 0, 0);
        requests.added(offset, -number, false);
    }

    private void answer(Requests requests, int sequence) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(Answer.MISSING, 1, sequence, sequence);
        requests.take(STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    private static String key(RequestCursor request) {
        return new String(request.bytes(), request.keyOffset(), request.keyLength(), StandardCharsets.US_ASCII);
    }
}
