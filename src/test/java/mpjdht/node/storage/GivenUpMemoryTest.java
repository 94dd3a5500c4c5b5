package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ControlMessage;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Arc;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rank has given up is not kept alive. */
class GivenUpMemoryTest {
    private static final int RANK = 1;
    private static final int PAGE_BYTES = 64 << 10;
    private static final int SMALL_VALUE_BYTES = 10_000;
    private static final int MOST_UNUSED_BYTES = 16 << 20;

    private final Xxh3KeySpace space = new Xxh3KeySpace(64);
    private final RecordingOutbox outbox = new RecordingOutbox();

    static Stream<Overlay> overlays() {
        return Stream.of(AssignedOverlay.oneHop(), AssignedOverlay.ring());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theTableOfANodeThatLeft(Overlay overlay) {
        RingView view = RingView.of(0, new long[] {5, -1}, new int[] {RANK, RANK});
        StorageMachine storage = new StorageMachine(new Grid(4), RANK, space, view, FlowLimits.ofWindow(1), overlay);
        RequestBatch batch = new RequestBatch();
        batch.add(Operation.GET, 0, 5, 5, new byte[1], 0, 1, new byte[0], 0, 0);
        storage.onMessage(0, Grid.HEAD, batch.bytes(), 0, batch.length(), outbox);
        WeakReference<NodeTable> left = new WeakReference<>(storage.table(5));

        tell(storage, new HandOver(1, 5, -1, 5, -1, RANK));
        tell(storage, new NodeLeft(1, 5));
        tell(storage, new ViewRetired(0, 1, 1));
        System.gc();

        assertThat(left.get()).isNull();
        assertThat(storage.table(-1)).isNotNull();
    }

    @Test
    void whatTheTakerOfAnArcHasConfirmed() {
        NodeTable table = new NodeTable(space);
        List<WeakReference<byte[]>> values = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            values.add(put(table, i, new byte[40_000]));
        }
        SegmentGiver giver = new SegmentGiver(new HandOver(1, 5, 5, 5, 9, 2), table);
        Arc rest = Arc.wholeCircle(5);
        for (int taken = 0; taken < 180; taken++) {
            while (giver.allTaken()) {
                rest = new Arc(giver.detachNext(rest), 5);
            }
            giver.sendChunks(outbox);
            giver.taken(taken);
        }
        outbox.take();

        System.gc();

        assertThat(values.stream().filter(value -> value.get() == null).count()).isBetween(50L, 180L);
        assertThat(giver.keys()).isGreaterThanOrEqualTo(180);
    }

    @Test
    void theMemoryOfASegmentThatHasArrivedIsUsedAgain() {
        NodeTable allThatIsUnused = new NodeTable(space);
        pagesOf(allThatIsUnused, MOST_UNUSED_BYTES / SMALL_VALUE_BYTES);
        NodeTable table = new NodeTable(space);
        Set<byte[]> pages = pagesOf(table, 100);
        SegmentGiver giver = new SegmentGiver(new HandOver(1, -1, -1, -1, 9, 2), table);
        giver.detachNext(Arc.wholeCircle(-1));
        giver.sendChunks(outbox);
        int chunks = 0;
        while (!giver.allTaken()) {
            Set<byte[]> meanwhile = pagesOf(new NodeTable(space), 10);
            assertThat(Collections.disjoint(meanwhile, pages)).isTrue();
            giver.taken(chunks++);
            giver.sendChunks(outbox);
        }

        assertThat(chunks).isGreaterThan(10);
        assertThat(pagesOf(new NodeTable(space), 100).containsAll(pages)).isTrue();
        assertThat(allThatIsUnused.keys()).isPositive();
    }

    /** Stores so many small values; returns the pages on which they are, but for those that are shorter than others. */
    private Set<byte[]> pagesOf(NodeTable table, int values) {
        Set<byte[]> pages = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < values; i++) {
            byte[] page = put(table, i, new byte[SMALL_VALUE_BYTES]).get();
            if (page.length == PAGE_BYTES) {
                pages.add(page);
            }
        }
        return pages;
    }

    /** Returns the array that holds the value. */
    private WeakReference<byte[]> put(NodeTable table, int number, byte[] value) {
        byte[] both = new byte[4 + value.length];
        both[0] = (byte) number;
        both[1] = (byte) (number >> 8);
        KeyPlace place = new KeyPlace();
        space.locate(both, 0, 4, place);
        table.put(place.hash(), place.position(), both, 0, 4, 4, value.length);
        table.find(place.hash(), place.position(), both, 0, 4);
        return new WeakReference<>(table.valueBytes());
    }

    private void tell(StorageMachine storage, ControlMessage message) {
        byte[] bytes = message.encode();
        storage.onMessage(0, Grid.HEAD, bytes, 0, bytes.length, outbox);
    }
}
