package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.Origin;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A storage rank with more than one client, and with messages that go by different rings. */
class ManyClientsTest extends StorageFixture {

    ManyClientsTest() {
        super(new DirectKeySpace(1000));
        storage = storage(view(), new FlowLimits(100, 1000, 1), AssignedOverlay.oneHop());
    }

    static Stream<Overlay> overlays() {
        return Stream.of(AssignedOverlay.oneHop(), AssignedOverlay.direct(), AssignedOverlay.ring());
    }

    @Test
    void aClientWithoutCreditHoldsNoOtherUp() {
        getAs(0, 0, "5");
        getAs(0, 1, "6");
        getAs(1, 0, "5");
        getAs(1, 1, "7");
        getAs(2, 0, "6");
        idle();
        assertThat(outbox.take())
                .containsExactly("3: replies #0=4", "3: replies to client 1 #0=4", "3: replies to client 2 #0=4");

        tell(COMMAND, new Credit(1, 1000, 0));
        idle();
        assertThat(outbox.take()).containsExactly("3: replies to client 1 #1=4");
        tell(COMMAND, new Credit(0, 1000, 0));
        idle();
        assertThat(outbox.take()).containsExactly("3: replies #1=4");
    }

    @Test
    void aClientIsToldApartFromOneOfTheSameNumberOnAnotherRank() {
        getAs(0, 0, "5");
        getAs(0, 1, "6");
        idle();
        outbox.take();

        tell(OTHER, new Credit(0, 1000, 0));
        idle();

        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void whatIsDueIsThatOfOneClientOnly() {
        for (int each = 0; each < 2; each++) {
            getAs(each, 0, "5");
            getAs(each, 1, "6");
            getAs(each, 2, "7");
        }
        idle();
        outbox.take();

        tell(COMMAND, new Due(Origin.of(COMMAND, 1), 2, 500, 7, 0, 0));
        idle();

        assertThat(outbox.take()).containsExactly("3: replies to client 1 #2=4");
    }

    @Test
    void creditOfOneClientLeavesWhatIsDueToAnother() {
        getAs(0, 0, "5");
        getAs(1, 0, "5");
        idle();
        outbox.take();
        tell(COMMAND, new Due(Origin.of(COMMAND, 1), 1, 500, 7, 0, 0));
        tell(COMMAND, new Credit(0, 1000, 0));

        getAs(1, 1, "7");
        idle();

        assertThat(outbox.take()).containsExactly("3: replies to client 1 #1=4");
    }

    /**
     * What is due comes by way of the rank that gave the key, and credit straight, so older credit may come behind it, and the
     * request behind both.
     */
    @Test
    void whatIsDueStaysDueWhenOlderCreditComesBehindIt() {
        sequence = 6;
        get("5");
        get("6");
        enter();
        idle();
        assertThat(outbox.take()).containsExactly("3: replies #6=4");
        tell(OTHER, new Due(Origin.of(COMMAND, 0), 5, 500, 7, 0, 0));
        tell(COMMAND, new Credit(0, 20, 0));
        idle();
        assertThat(outbox.take()).containsExactly("3: replies #7=4");

        sequence = 5;
        get("7");
        forward(2, 500, 2);
        idle();

        assertThat(outbox.take()).containsExactly("3: replies #5=4/2");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aBatchByARingThatIsNotInForceYetWaitsUntilItIs(Overlay overlay) {
        storage = storage(view(), FlowLimits.ofWindow(100), overlay);
        epoch = 1;
        put("5", "x");
        enter();
        get("5");
        enter();
        tell(COMMAND, new DescribeRing(0, 6, 1));
        tell(COMMAND, new DescribeNode(0, 6, 1, 400));
        idle();
        assertThat(outbox.take()).isEmpty();
        epoch = 0;
        client = 1;
        get("5");
        enter();
        idle();
        assertThat(outbox.take()).containsExactly("3: replies to client 1 #2=4");

        tell(Grid.HEAD, new NodeJoined(1, 400, RANK));
        assertThat(outbox.take())
                .hasSize(2)
                .first()
                .asString()
                .contains("NodeLoad[id=400, rank=1, keys=1, bytes=2, successor=500]");
        idle();

        assertThat(outbox.take()).containsExactly("3: replies #0=1 #1=2");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aBatchByTheRingBeforeIsServedUntilThatRetires(Overlay overlay) {
        storage = storage(view(), FlowLimits.ofWindow(100), overlay);
        tell(Grid.HEAD, new NodeLeft(1, 1000));
        get("5");
        enter();
        epoch = 1;
        get("999");
        enter();
        idle();
        assertThat(outbox.take()).containsExactly("3: replies #0=4 #1=4");

        tell(Grid.HEAD, new ViewRetired(0, 1, 1));
        epoch = 0;
        get("5");

        assertThatThrownBy(this::enter)
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("something went by the ring of epoch 0 when that of 1 was in force");
    }

    @Test
    void aQuestionAboutTheRingBeforeIsAnsweredByThatRing() {
        tell(Grid.HEAD, new NodeJoined(1, 400, RANK));

        tell(COMMAND, new DescribeRing(0, 6, 0));
        tell(COMMAND, new DescribeRing(0, 6, 1));

        assertThat(outbox.take())
                .containsExactly(
                        "3: RingPart[client=0, question=6, last=true, nodes=[NodeLoad[id=500, rank=1, keys=0, bytes=0, successor=1000]]]",
                        "3: RingPart[client=0, question=6, last=true, nodes=[NodeLoad[id=400, rank=1, keys=0, bytes=0, successor=500], "
                                + "NodeLoad[id=500, rank=1, keys=0, bytes=0, successor=1000]]]");

        tell(COMMAND, new DescribeNode(0, 6, 0, 500));
        assertThat(outbox.take()).singleElement().asString().doesNotContain("400");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatFollowsAnArcIsServedBeforeItsNodeHasJoined(Overlay overlay) {
        storage = storage(view(), FlowLimits.ofWindow(100), overlay);
        put("600", "x");
        get("600");
        forward(1, 700, 2);
        idle();

        assertThat(outbox.take()).containsExactly("3: replies #0=1/2 #1=2/2");
        tell(Grid.HEAD, new NodeJoined(1, 700, RANK));
        assertThat(storage.table(700).keys()).isEqualTo(1);
    }

    /** The first keys of a change may overtake the word that the change before is over, which comes from another rank. */
    @Test
    void aNodeThatComesBackKeepsTheKeysThatComeBeforeTheEndOfItsLeaving() {
        StorageMachine back = new StorageMachine(
                new Grid(4), OTHER, new DirectKeySpace(1000), view(), FlowLimits.ofWindow(1), AssignedOverlay.oneHop());
        put("5", "x");
        byte[] request = Arrays.copyOf(batch.bytes(), batch.length());
        batch.reset();
        tell(Grid.HEAD, new HandOver(1, 500, 1000, 500, 1000, OTHER));
        tell(Grid.HEAD, new NodeLeft(1, 500));
        byte[] left = new NodeLeft(1, 500).encode();
        back.onMessage(0, Grid.HEAD, left, 0, left.length, outbox);
        request[8] = 1;
        back.onMessage(0, Grid.HEAD, request, 0, request.length, outbox);
        byte[] handOver = new HandOver(2, 1000, 1000, 500, 500, RANK).encode();
        outbox.take();
        back.onMessage(0, Grid.HEAD, handOver, 0, handOver.length, outbox);
        byte[] chunk = outbox.raw(0);
        outbox.take();

        storage.onMessage(0, OTHER, chunk, 0, chunk.length, outbox);
        tell(Grid.HEAD, new ViewRetired(0, 1, 1));
        tell(Grid.HEAD, new NodeJoined(2, 500, RANK));

        assertThat(outbox.take()).containsExactly("2: " + new ChunkTaken(2, 0));
        assertThat(storage.table(500).keys()).isEqualTo(1);
    }

    @Test
    void aNodeThatComesBackKeepsWhatFollowsItBeforeTheEndOfItsLeaving() {
        tell(Grid.HEAD, new HandOver(1, 500, 1000, 500, 1000, OTHER));
        tell(Grid.HEAD, new NodeLeft(1, 500));
        outbox.take();
        put("5", "x");
        forward(2, 500, 2);
        tell(Grid.HEAD, new ViewRetired(0, 1, 1));
        tell(Grid.HEAD, new NodeJoined(2, 500, RANK));
        idle();

        assertThat(outbox.take()).containsExactly("3: replies #0=1/2");
        assertThat(storage.table(500).keys()).isEqualTo(1);
    }

    @Test
    void whatComesBackIsNotSentAwayAgainBecauseTheEndOfItsLeavingIsNotKnownYet() {
        tell(Grid.HEAD, new HandOver(1, 500, 1000, 400, 400, OTHER));
        tell(Grid.HEAD, new NodeJoined(1, 400, OTHER));
        outbox.take();
        put("5", "x");
        forward(2, 500, 2);
        idle();

        assertThat(outbox.take()).containsExactly("3: replies #0=1/2");
        assertThat(storage.table(500).keys()).isEqualTo(1);
    }

    /** Else it would follow what left this rank before, although the node is back in the ring that the client goes by. */
    @Test
    void whatIsDueByARingThatIsNotInForceYetWaitsForThat() {
        tell(Grid.HEAD, new HandOver(1, 500, 1000, 500, 1000, OTHER));
        tell(Grid.HEAD, new NodeLeft(1, 500));
        outbox.take();
        tell(COMMAND, new Due(Origin.of(COMMAND, 0), 0, 500, 5, 0, 2));
        assertThat(outbox.take()).isEmpty();

        tell(Grid.HEAD, new ViewRetired(0, 1, 1));
        tell(Grid.HEAD, new NodeJoined(2, 500, RANK));
        assertThat(outbox.take()).isEmpty();

        epoch = 2;
        getAs(0, 1, "5");
        getAs(0, 2, "5");
        getAs(0, 0, "5");
        idle();
        assertThat(outbox.take()).containsExactly("3: replies #1=4 #0=4");
    }

    private void getAs(int asker, int number, String key) {
        client = asker;
        sequence = number;
        get(key);
        enter();
    }

    private static RingView view() {
        return RingView.of(0, new long[] {500, 1000}, new int[] {RANK, OTHER});
    }
}
