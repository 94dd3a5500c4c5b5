package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.message.Sizes;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** Requests 1 and 2 are under way when a ring is announced that moves the positions up to 50. */
class RequestFlowTest {
    private static final RingView RING = RingView.of(0, new long[] {100}, new int[] {1});
    private static final RingView NEXT = RING.join(50, 1);
    private static final Arc ARC = new Arc(0, 50);
    private static final long INSIDE = 40;
    private static final long OUTSIDE = 60;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final RequestBatch batch = new RequestBatch();
    private final RequestFlow flow =
            new RequestFlow(Origin.of(2, 0), new Grid(3), AssignedOverlay.oneHop(), RING, FlowLimits.ofWindow(100));

    @Test
    void answersOutsideTheArcReleaseNothingThatIsHeld() {
        flow.announce(NEXT, ARC, 3, 2, 1);
        send(3, INSIDE, 0);

        flow.answered(2, OUTSIDE, outbox);
        assertThat(outbox.take()).isEmpty();

        flow.answered(1, INSIDE, outbox);
        assertThat(outbox.take()).containsExactly("0: requests #3");
        assertThat(flow.isSettled()).isTrue();
    }

    @Test
    void whatWasHeldLeavesOnceHoweverManyRingsFollow() {
        flow.announce(NEXT, ARC, 3, 1, 1);
        send(3, INSIDE, 0);
        flow.answered(2, INSIDE, outbox);
        assertThat(outbox.take()).containsExactly("0: requests #3");

        flow.announce(NEXT.leave(50), ARC, 4, 1, 1);
        send(4, INSIDE, 0);
        flow.answered(3, INSIDE, outbox);

        assertThat(outbox.take()).containsExactly("0: requests #4");
    }

    @Test
    void numbersThatWrapAreInTheirOrder() {
        int first = Integer.MIN_VALUE;
        flow.announce(NEXT, ARC, first, 1, 1);
        send(first, INSIDE, 0);
        assertThat(flow.viewOf(first - 1)).isSameAs(RING);
        assertThat(flow.viewOf(first)).isSameAs(NEXT);

        flow.answered(first + 1, INSIDE, outbox);
        assertThat(outbox.take()).isEmpty();
        flow.answered(first - 1, INSIDE, outbox);

        assertThat(outbox.take()).containsExactly("0: requests #" + first);
    }

    @Test
    void whatIsHeldLeavesInBatchesOfTheUsualLength() {
        flow.announce(NEXT, ARC, 3, 1, 1);
        for (int number = 3; number < 6; number++) {
            send(number, INSIDE, Sizes.BATCH_BYTES / 2);
        }

        flow.answered(2, INSIDE, outbox);

        assertThat(outbox.take()).containsExactly("0: requests #3 #4", "0: requests #5");
    }

    private void send(int number, long position, int valueBytes) {
        byte[] value = new byte[1 + valueBytes];
        batch.add(Operation.PUT, number, position, 5, value, 0, 1, value, 1, valueBytes);
        flow.send(batch, outbox);
        batch.reset();
    }
}
