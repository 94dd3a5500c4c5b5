package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class BytesInFlightTest {
    private static final int NODE_BYTES = 12;
    private static final RingView TWO_NODES = RingView.of(0, new long[] {50, 60}, new int[] {1, 2});
    private static final RingView THREE_NODES = TWO_NODES.join(70, 2);

    private final RequestBatch batch = new RequestBatch();

    /** Every node of the ring may pass the request on, and the last of them to a node that is about to join. */
    @Test
    void anExplainCountsWithAllNodesOfTheRingAndOneBehindThem() {
        int request = explain();

        assertThat(roomBeside(request + 3 * NODE_BYTES + 1, TWO_NODES)).isTrue();
        assertThat(roomBeside(request + 3 * NODE_BYTES, TWO_NODES)).isFalse();
    }

    @Test
    void anExplainCountsWithThePathOfTheLongerOfTheRingInForceAndTheOneBefore() {
        int request = explain();

        assertThat(roomBeside(request + 4 * NODE_BYTES + 1, TWO_NODES, THREE_NODES))
                .isTrue();
        assertThat(roomBeside(request + 4 * NODE_BYTES, TWO_NODES, THREE_NODES)).isFalse();
        assertThat(roomBeside(request + 4 * NODE_BYTES + 1, THREE_NODES, TWO_NODES))
                .isTrue();
        assertThat(roomBeside(request + 4 * NODE_BYTES, THREE_NODES, TWO_NODES)).isFalse();
        assertThat(roomBeside(request + 3 * NODE_BYTES + 1, THREE_NODES, TWO_NODES, TWO_NODES))
                .isTrue();
    }

    @Test
    void anExplainThatIsOverCountsNoMore() {
        int request = explain();
        BytesInFlight inFlight = inFlight(request + 1, TWO_NODES);
        assertThat(inFlight.hasRoomBeside(new RequestBatch())).isFalse();

        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        inFlight.released(cursor);

        batch.reset();
        explain();
        assertThat(inFlight.hasRoomBeside(batch)).isTrue();
    }

    /** Puts an EXPLAIN into the batch; returns the bytes of the batch. */
    private int explain() {
        batch.add(Operation.EXPLAIN, 0, 5, 5, new byte[1], 0, 1, new byte[0], 0, 0);
        return batch.length();
    }

    /** Whether an empty batch has room beside the one that was sent, when so many bytes may be in flight. */
    private boolean roomBeside(int most, RingView... views) {
        return inFlight(most, views).hasRoomBeside(new RequestBatch());
    }

    private BytesInFlight inFlight(int most, RingView... views) {
        BytesInFlight inFlight = new BytesInFlight(AssignedOverlay.ring(), most);
        for (RingView view : views) {
            inFlight.install(view);
        }
        inFlight.pathWillGrow();
        inFlight.sent(batch);
        return inFlight;
    }
}
