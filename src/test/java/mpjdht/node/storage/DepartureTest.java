package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.Origin;
import mpjdht.message.PathTrace;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** The node 500 of this rank gives the positions up to 400 to the new node 400 of rank 2, which a test plays. */
class DepartureTest extends StorageFixture {
    private static final long CHANGE = 7;
    private static final HandOver ORDER = new HandOver(CHANGE, 500, 1000, 400, 400, OTHER);
    private static final int VALUE_BYTES = 40_000;

    DepartureTest() {
        super(new DirectKeySpace(1000));
        storage = storage(view(), FlowLimits.ofWindow(100), AssignedOverlay.oneHop());
    }

    @Test
    void requestsForASegmentOnItsWayFollowItInTheirOrderWhenAllOfItHasBeenTaken() {
        put("5", "five");
        get("450");
        serve();
        outbox.take();
        tell(Grid.HEAD, ORDER);
        assertThat(outbox.take()).containsExactly("2: chunk 0 of change 7: 1 keys for 400, the last");

        get("5");
        get("450");
        put("5", "V");
        get("6");
        serve();
        assertThat(outbox.take()).containsExactly("3: replies #3=4");
        tell(OTHER, new ChunkTaken(CHANGE, 0));

        assertThat(outbox.take())
                .containsExactly(
                        "2: forwarded #2 to 400 after 2, #4 to 400 after 2, #5 to 400 after 2",
                        "0: HandedOver[change=7, keys=1, bytes=5]");
        get("5");
        get("400");
        get("401");
        serve();
        assertThat(outbox.take())
                .containsExactly("2: forwarded #6 to 400 after 2, #7 to 400 after 2", "3: replies #8=4");
    }

    @Test
    void segmentsGoRoundTheCircleOneAfterTheOtherAndWhatHasNotLeftIsAnsweredHere() {
        fill();
        tell(Grid.HEAD, ORDER);
        Taker taker = new Taker();
        taker.take();

        get("1");
        get("400");
        serve();
        List<String> said = taker.take();
        assertThat(said).containsExactly("3: replies #401=2");

        while (taker.segments == 0) {
            said = taker.confirm();
        }
        assertThat(said.get(0)).isEqualTo("2: forwarded #400 to 400 after 2");
        get("1");
        get("400");
        serve();
        assertThat(taker.take()).containsExactly("2: forwarded #402 to 400 after 2", "3: replies #403=2");

        while (!taker.isDone()) {
            taker.confirm();
        }
        assertThat(taker.segments).isGreaterThanOrEqualTo(3);
        assertThat(taker.handedOver)
                .isEqualTo("0: HandedOver[change=7, keys=400, bytes=" + (400 * VALUE_BYTES + 9 + 180 + 903) + "]");
        assertThat(storage.table(500).keys()).isZero();
    }

    @Test
    void aConfirmationThatComesAgainChangesNothing() {
        fill();
        tell(Grid.HEAD, ORDER);
        Taker taker = new Taker();
        taker.take();
        while (!taker.isDone()) {
            taker.confirm();
            for (int again = taker.confirmed - 1; again >= 0; again -= 1 + again / 2) {
                tell(OTHER, new ChunkTaken(CHANGE, again));
            }
            assertThat(outbox.take()).isEmpty();
        }
        tell(OTHER, new ChunkTaken(CHANGE + 1, 0));

        assertThat(outbox.take()).isEmpty();
        assertThat(taker.handedOver).contains("keys=400,");
    }

    @Test
    void neverSendsMoreChunksThanAFewAhead() {
        fill();
        tell(Grid.HEAD, ORDER);
        Taker taker = new Taker();
        taker.take();
        while (!taker.isDone()) {
            assertThat(taker.sent - taker.confirmed).isLessThanOrEqualTo(4);
            taker.confirm();
        }
    }

    @Test
    void requestsThatWaitedForCreditGoAlongBeforeThoseThatComeLater() {
        storage = storage(view(), new FlowLimits(100, 1000, 1), AssignedOverlay.oneHop());
        put("5", "five");
        serve();
        outbox.take();
        get("5");
        get("450");
        delete("5");
        serve();
        assertThat(outbox.take()).isEmpty();

        tell(Grid.HEAD, ORDER);
        get("5");
        serve();
        outbox.take();
        tell(OTHER, new ChunkTaken(CHANGE, 0));

        assertThat(outbox.take())
                .containsExactly(
                        "2: forwarded #1 to 400 after 2, #3 to 400 after 2, #4 to 400 after 2",
                        "0: HandedOver[change=7, keys=1, bytes=5]");
        tell(COMMAND, new Credit(0, 1000, 0));
        idle();
        assertThat(outbox.take()).containsExactly("3: replies #2=4");
    }

    @Test
    void anExplainTellsOfTheNodeThatGaveItsKeyAway() {
        storage = storage(view(), new FlowLimits(100, 1000, 1), AssignedOverlay.oneHop());
        put("5", "five");
        serve();
        explain("5");
        serve();
        tell(Grid.HEAD, ORDER);
        explain("5");
        serve();
        outbox.take();
        tell(OTHER, new ChunkTaken(CHANGE, 0));
        explain("5");
        byte[] held = outbox.raw(0);
        assertThat(outbox.take()).hasSize(2);
        serve();
        byte[] behind = outbox.raw(0);
        outbox.take();
        assertThat(RequestBatch.epoch(held, 0, held.length)).isEqualTo(CHANGE);
        assertThat(RequestBatch.epoch(behind, 0, behind.length)).isEqualTo(CHANGE);

        StorageMachine taker = new StorageMachine(
                new Grid(4),
                OTHER,
                new DirectKeySpace(1000),
                view(),
                FlowLimits.ofWindow(100),
                AssignedOverlay.oneHop());
        taker.onMessage(0, RANK, held, 0, held.length, outbox);
        taker.onMessage(0, RANK, behind, 0, behind.length, outbox);
        taker.onIdle(0, outbox);

        byte[] replies = outbox.raw(0);
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(replies, 0, replies.length);
        for (int sequenceOf = 1; sequenceOf <= 3; sequenceOf++) {
            cursor.next();
            assertThat(cursor.sequence()).isEqualTo(sequenceOf);
            assertThat(cursor.hops()).isEqualTo(2);
            assertThat(PathTrace.nodes(cursor)).containsExactly(new NodeRef(500, RANK), new NodeRef(400, OTHER));
        }
    }

    @Test
    void whatIsDueFollowsBehindItsRequestAsSoonAsItsKeyIsGone() {
        put("5", "five");
        serve();
        tell(Grid.HEAD, ORDER);
        get("5");
        serve();
        outbox.take();
        tell(COMMAND, due(1, 500, 5));
        assertThat(outbox.take()).isEmpty();

        tell(OTHER, new ChunkTaken(CHANGE, 0));
        assertThat(outbox.take())
                .containsExactly(
                        "2: forwarded #1 to 400 after 2",
                        "2: " + new Due(Origin.of(COMMAND, 0), 1, 400, 5, CHANGE, 0),
                        "0: HandedOver[change=7, keys=1, bytes=5]");

        get("5");
        enter();
        tell(COMMAND, due(2, 500, 5));
        assertThat(outbox.take())
                .containsExactly(
                        "2: forwarded #2 to 400 after 2", "2: " + new Due(Origin.of(COMMAND, 0), 2, 400, 5, CHANGE, 0));
        tell(COMMAND, due(3, 500, 450));
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void nothingFollowsOnceTheChangeIsOver() {
        tell(Grid.HEAD, ORDER);
        tell(Grid.HEAD, new NodeJoined(1, 400, OTHER));
        get("5");
        serve();
        assertThat(outbox.take())
                .containsExactly("0: HandedOver[change=7, keys=0, bytes=0]", "2: forwarded #0 to 400 after 2");

        tell(Grid.HEAD, new ViewRetired(0, CHANGE, CHANGE));
        epoch = 1;
        get("450");
        serve();
        assertThat(outbox.take()).containsExactly("3: replies #1=4");
        get("5");
        assertThatThrownBy(this::enter).hasMessageContaining("its owner 400 is on rank 2");
    }

    @Test
    void twoArcsLeaveSideBySideAndEndByThemselves() {
        storage = storage(
                RingView.of(0, new long[] {500, 700, 1000}, new int[] {RANK, RANK, OTHER}),
                FlowLimits.ofWindow(100),
                AssignedOverlay.oneHop());
        put("5", "five");
        put("600", "six");
        serve();
        outbox.take();
        tell(Grid.HEAD, ORDER);
        tell(Grid.HEAD, new HandOver(8, 700, 500, 700, 1000, OTHER));
        get("600");
        get("5");
        serve();
        outbox.take();

        tell(OTHER, new ChunkTaken(8, 0));
        assertThat(outbox.take())
                .containsExactly("2: forwarded #2 to 1000 after 2", "0: HandedOver[change=8, keys=1, bytes=6]");
        tell(OTHER, new ChunkTaken(CHANGE, 0));
        assertThat(outbox.take())
                .containsExactly("2: forwarded #3 to 400 after 2", "0: HandedOver[change=7, keys=1, bytes=5]");

        tell(Grid.HEAD, new ViewRetired(0, 8, CHANGE - 1));
        get("5");
        get("600");
        serve();
        assertThat(outbox.take()).containsExactly("2: forwarded #4 to 400 after 2", "3: replies #5=4");
    }

    @Test
    void whatIsDueGoesAlongUpToTheEndOfTheArcAndForNoOtherNode() {
        storage = storage(
                RingView.of(0, new long[] {500, 700, 1000}, new int[] {RANK, RANK, OTHER}),
                FlowLimits.ofWindow(100),
                AssignedOverlay.oneHop());
        put("5", "five");
        serve();
        outbox.take();
        tell(Grid.HEAD, ORDER);
        outbox.take();
        tell(COMMAND, new Due(Origin.of(COMMAND, 0), 1, 500, 450, 0, 0));
        tell(COMMAND, new Due(Origin.of(COMMAND, 1), 1, 700, 5, 0, 0));
        tell(COMMAND, new Due(Origin.of(COMMAND, 2), 1, 500, 400, 0, 0));

        tell(OTHER, new ChunkTaken(CHANGE, 0));

        Due last = new Due(Origin.of(COMMAND, 2), 1, 400, 400, CHANGE, 0);
        assertThat(outbox.take()).containsExactly("2: " + last, "0: HandedOver[change=7, keys=1, bytes=5]");
        tell(COMMAND, new Due(Origin.of(COMMAND, 2), 2, 500, 400, 0, 0));
        assertThat(outbox.take()).containsExactly("2: " + new Due(Origin.of(COMMAND, 2), 2, 400, 400, CHANGE, 0));
    }

    @Test
    void anArcLeavesOnceForAChange() {
        tell(Grid.HEAD, ORDER);

        assertThatThrownBy(() -> tell(Grid.HEAD, ORDER))
                .hasMessageContaining("twice")
                .hasMessageContaining("change 7");
    }

    private void serve() {
        enter();
        idle();
    }

    /** 400 keys, of several segments. */
    private void fill() {
        String value = "v".repeat(VALUE_BYTES);
        for (int key = 1; key <= 400; key++) {
            put(Integer.toString(key), value);
            enter();
        }
        idle();
        outbox.take();
    }

    private static Due due(int sequence, long node, long position) {
        return new Due(Origin.of(COMMAND, 0), sequence, node, position, 0, 0);
    }

    private static RingView view() {
        return RingView.of(0, new long[] {500, 1000}, new int[] {RANK, OTHER});
    }

    /** Confirms chunks one by one, and looks at the rest of what is said. */
    private final class Taker {
        private int sent;
        private int confirmed;
        private int segments;
        private String handedOver;

        boolean isDone() {
            return handedOver != null;
        }

        /** Counts the chunks among what was said; returns the rest. */
        List<String> take() {
            List<String> rest = new ArrayList<>();
            for (String said : outbox.take()) {
                if (said.startsWith("2: chunk ")) {
                    assertThat(said).startsWith("2: chunk " + sent + " of change 7: ");
                    sent++;
                } else {
                    rest.add(said);
                    handedOver = said.contains("HandedOver") ? said : handedOver;
                }
            }
            return rest;
        }

        /** Confirms a chunk; tells what was said then, chunks aside. */
        List<String> confirm() {
            boolean allConfirmed = confirmed + 1 == sent;
            tell(OTHER, new ChunkTaken(CHANGE, confirmed++));
            int before = sent;
            List<String> rest = take();
            // Nothing was on its way any more, and then something was: another segment.
            segments += allConfirmed && (sent > before || handedOver != null) ? 1 : 0;
            return rest;
        }
    }
}
