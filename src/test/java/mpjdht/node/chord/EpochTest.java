package mpjdht.node.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ChordCodec;
import mpjdht.message.ChordMessage;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.TransferChunk;
import mpjdht.node.Outbox;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of the ring, announced by whoever guards it, makes of what was under way. */
class EpochTest {
    private static final long SECOND = 1_000_000;
    private static final ChordSettings SETTINGS = ChordSettings.ofGrid(2);

    private final ChordMachine machine = new ChordMachine(1, new Xxh3KeySpace(64), SETTINGS, new ChordRules());
    private final List<Integer> sentTo = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final Outbox outbox = new Outbox() {
        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            sentTo.add(to);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            timers.add(timer);
        }
    };

    private static RingView view(long epoch, long... ids) {
        int[] ranks = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ranks[i] = (int) (ids[i] / 100);
        }
        return RingView.of(epoch, ids, ranks);
    }

    private void hear(long from, long epoch, ChordMessage message) {
        ChordCodec codec = new ChordCodec();
        codec.encode(from, 100, epoch, message);
        machine.onMessage(0, (int) (from / 100), codec.bytes(), 0, codec.length(), outbox);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 8})
    void aNotificationOfAnotherEpochChangesNothing(long epoch) {
        machine.install(view(7, 100, 200, 300));
        NodeRef before = machine.node(100).predecessor();

        hear(350, epoch, new Notify());
        assertThat(machine.node(100).predecessor()).isEqualTo(before);

        hear(350, 7, new Notify());
        assertThat(machine.node(100).predecessor()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 8})
    void aQuestionOfAnotherEpochIsNotAnswered(long epoch) {
        machine.install(view(7, 100, 200, 300));

        hear(300, epoch, new Ping(1));
        assertThat(sentTo).isEmpty();

        hear(300, 7, new Ping(1));
        assertThat(sentTo).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 8})
    void keysOfAnotherEpochAreNotTaken(long epoch) {
        machine.install(view(7, 100, 200, 300));
        TransferChunk chunk = new TransferChunk();
        chunk.reset(300, 100, new Arc(200, 300), 2, true, epoch);

        machine.onMessage(0, 3, chunk.bytes(), 0, chunk.length(), outbox);

        assertThat(sentTo).isEmpty();
        assertThat(machine.node(100).owned()).isEqualTo(new Arc(300, 100));
    }

    /** The fingers are looked up all the time; whenever the ring changes, some search has begun and not ended. */
    @Test
    void aSearchThatBeganBeforeAChangeSetsNoFingerAfterIt() {
        long[] before = new long[8];
        for (int i = 0; i < before.length; i++) {
            before[i] = (i + 1L) << 60;
        }
        for (int moment = 0; moment < 50; moment++) {
            ChordNet net =
                    new ChordNet(new ChordSettings(3, SECOND, SECOND / 100, SECOND, SECOND, 3), new ChordRules());
            net.ring(before);
            net.run((50 + moment) * SECOND / 1000);
            RingView after = net.view(0).leave(before[4]);

            net.install(after);
            net.run(SECOND / 500);

            for (ChordNode node : net.members()) {
                for (int i = 0; i < node.fingers().size(); i++) {
                    assertThat(node.fingers().get(i).id()).isNotEqualTo(before[4]);
                }
            }
        }
    }

    /** A position behind the successor list goes to a finger, whatever becomes of that finger until the next announcement. */
    @Test
    void requestsGoByPointersThatAreFixedWithTheAnnouncement() {
        RingView view = view(0, 100, 200, 300, 400, 500);
        ChordHost host = new ChordHost(machine, new ChordRules());
        host.install(view);
        NodeRouter router = host.router(view, 0);
        int contact = router.next(450);
        assertThat(router.contactId(contact)).isEqualTo(400);

        machine.node(100).fingers().remove(400);

        assertThat(router.next(450)).isEqualTo(contact);
        assertThat(router.contactId(contact)).isEqualTo(400);
        assertThat(router.contactRank(contact)).isEqualTo(4);
    }

    @Test
    void aNodeThatIsGoneIsForgottenWithAllThatItHadBegun() {
        machine.install(view(0, 100, 200, 300));
        machine.join(150, new NodeRef(200, 2), outbox);
        WeakReference<ChordNode> gone = new WeakReference<>(machine.node(150));

        machine.install(view(1, 100, 200, 300));
        System.gc();

        assertThat(gone.get()).isNull();
        List.copyOf(timers).forEach(timer -> machine.onTimer(0, timer, outbox));
        assertThat(sentTo).containsExactly(2);
    }

    @Test
    void theTimesOfANodeThatIsGoneAreNotThoseOfTheNextWithItsId() {
        machine.install(view(0, 100, 200, 300));
        machine.onIdle(0, outbox);
        List<Long> ofTheFirst = List.copyOf(timers);
        machine.install(view(1, 200, 300));
        machine.install(view(2, 100, 200, 300));

        ofTheFirst.forEach(timer -> machine.onTimer(0, timer, outbox));

        assertThat(sentTo).isEmpty();
        assertThat(timers).isEqualTo(ofTheFirst);
    }
}
