package mpjdht.node.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlMessage;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.message.Sizes;
import mpjdht.node.Grid;
import mpjdht.node.ProtocolException;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class HeadMachineTest {
    private static final int COMMAND = 4;
    private static final int CLIENT = 5;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final HeadMachine head = new HeadMachine(
            new Grid(5),
            new DirectKeySpace(1000),
            RingView.of(0, new long[] {100, 200, 1000}, new int[] {1, 2, 3}),
            AssignedOverlay.oneHop(),
            4,
            2);

    @Test
    void aHeadOfLifeAloneSaysNothingButThatTheJobIsOver() {
        HeadMachine ofLife = HeadMachine.ofLifeAlone(new Grid(4), 2);
        RecordingOutbox said = new RecordingOutbox();
        byte[] done = new Finish().encode();

        ofLife.onIdle(0, said);
        ofLife.onMessage(1, 3, done, 0, done.length, said);
        ofLife.onIdle(2, said);
        assertThat(said.take()).isEmpty();
        assertThat(ofLife.finished()).isFalse();

        ofLife.onMessage(4, 1, done, 0, done.length, said);
        ofLife.onIdle(5, said);
        assertThat(said.take()).containsExactly("0: Shutdown[]", "1: Shutdown[]", "2: Shutdown[]", "3: Shutdown[]");
        assertThat(ofLife.finished()).isTrue();
    }

    @Test
    void splitsABatchByOwnerAndHoldsThePartsUntilNothingWaits() {
        tell(requests(50, 150, 60, 900, 200, 1));
        assertThat(outbox.take()).isEmpty();

        assertThat(head.onIdle(0, outbox)).isTrue();

        assertThat(outbox.take()).containsExactly("1: requests #0 #2 #5", "2: requests #1 #4", "3: requests #3");
        assertThat(head.onIdle(0, outbox)).isFalse();
    }

    @Test
    void sendsAPartAsSoonAsItIsFull() {
        RequestBatch batch = new RequestBatch();
        batch.add(Operation.PUT, 0, 150, 0, new byte[1], 0, 1, new byte[Sizes.BATCH_BYTES], 0, Sizes.BATCH_BYTES);
        tell(batch);

        assertThat(outbox.take()).containsExactly("2: requests #0");
    }

    @Test
    void aPartThatWouldGrowPastABatchIsSentFirst() {
        int half = Sizes.BATCH_BYTES / 2;
        RequestBatch batch = new RequestBatch();
        batch.add(Operation.PUT, 0, 150, 0, new byte[1], 0, 1, new byte[half], 0, half);
        tell(batch);
        batch.reset();
        batch.add(Operation.PUT, 1, 150, 0, new byte[1], 0, 1, new byte[half], 0, half);
        tell(batch);

        assertThat(outbox.take()).containsExactly("2: requests #0");
        head.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("2: requests #1");
    }

    @Test
    void partsOfAClientWaitForMoreWhileOthersSend() {
        tell(requests(50, 150), 1, 0);
        tell(requests(51, 900), 2, 0);
        tell(requests(60, 151), 1, 0);
        assertThat(outbox.take()).isEmpty();

        head.onIdle(0, outbox);

        assertThat(outbox.take())
                .containsExactlyInAnyOrder(
                        "1: requests #0 #0", "2: requests #1 #1", "1: requests #0", "3: requests #1");
    }

    @Test
    void partsOfTheClientThatSentFirstMakeRoomForThoseOfOneTooMany() {
        tell(requests(50), 1, 0);
        tell(requests(51), 2, 0);
        tell(requests(52), 3, 0);

        byte[] sent = outbox.raw(0);
        assertThat(RequestBatch.origin(sent, 0, sent.length)).isEqualTo(Origin.of(COMMAND, 1));
        assertThat(outbox.take()).hasSize(1);
        head.onIdle(0, outbox);
        assertThat(outbox.take()).hasSize(2);
    }

    @Test
    void aNodeJoinsWhenItsArcIsHandedOverAndEveryRankKnows() {
        tell(new AddNode(CLIENT, 2, 150, true));
        assertThat(outbox.take())
                .containsExactly("2: HandOver[change=1, fromNode=200, after=100, last=150, toNode=150, toRank=2]");

        tell(new HandedOver(1, 7, 70));
        assertThat(outbox.take())
                .containsExactly(
                        "0: NodeJoined[epoch=1, id=150, rank=2]",
                        "1: NodeJoined[epoch=1, id=150, rank=2]",
                        "2: NodeJoined[epoch=1, id=150, rank=2]",
                        "3: NodeJoined[epoch=1, id=150, rank=2]",
                        "4: NodeJoined[epoch=1, id=150, rank=2]");

        installEverywhere(1);
        assertThat(outbox.take())
                .startsWith(
                        "0: ViewRetired[epoch=0, change=1, settledChange=1]",
                        "1: ViewRetired[epoch=0, change=1, settledChange=1]")
                .endsWith(
                        "4: MembershipChanged[client=5, outcome=DONE, id=150, successor=200, keysMoved=7, bytesMoved=70]");
    }

    @Test
    void aBatchGoesByTheRingOfItsClientAsLongAsThatMayBe() {
        tell(new AddNode(CLIENT, 1, 150, true));
        tell(new HandedOver(1, 0, 0));
        outbox.take();

        tell(requests(120), 1, 0);
        tell(requests(120), 2, 1);
        tell(requests(120), 1, 1);
        head.onIdle(0, outbox);
        for (int part = 0; part < 3; part++) {
            byte[] sent = outbox.raw(part);
            assertThat(RequestBatch.epoch(sent, 0, sent.length)).isEqualTo(part == 0 ? 0 : 1);
            assertThat(RequestBatch.origin(sent, 0, sent.length)).isEqualTo(Origin.of(COMMAND, part == 1 ? 2 : 1));
        }
        assertThat(outbox.take()).containsExactly("2: requests #0", "1: requests #0", "1: requests #0");

        installEverywhere(1);
        assertThatThrownBy(() -> tell(requests(120), 1, 0))
                .hasMessage("requests went by the ring of epoch 0 when that of 1 was in force");
    }

    @Test
    void theNewOwnerGetsTheRequestsOfItsArc() {
        tell(new AddNode(CLIENT, 1, 150, true));
        tell(new HandedOver(1, 0, 0));
        installEverywhere(1);
        outbox.take();

        tell(requests(120, 151), CLIENT, 1);
        head.onIdle(0, outbox);

        assertThat(outbox.take()).containsExactly("1: requests #0", "2: requests #1");
    }

    @Test
    void aNodeLeavesToItsSuccessor() {
        tell(new RemoveNode(CLIENT, 1000));
        assertThat(outbox.take())
                .containsExactly("3: HandOver[change=1, fromNode=1000, after=200, last=1000, toNode=100, toRank=1]");

        tell(new HandedOver(1, 3, 30));
        assertThat(outbox.take()).contains("4: NodeLeft[epoch=1, id=1000]").hasSize(5);
        installEverywhere(1);
        assertThat(outbox.take())
                .startsWith(
                        "0: ViewRetired[epoch=0, change=1, settledChange=1]",
                        "1: ViewRetired[epoch=0, change=1, settledChange=1]")
                .endsWith(
                        "4: MembershipChanged[client=5, outcome=DONE, id=1000, successor=100, keysMoved=3, bytesMoved=30]");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        tell(new AddNode(CLIENT, 1, 200, true));

        assertThat(outbox.take())
                .containsExactly(
                        "4: MembershipChanged[client=5, outcome=ID_TAKEN, id=200, successor=200, keysMoved=0, bytesMoved=0]");
    }

    @Test
    void refusesToRemoveAStrangerOrTheLastNode() {
        tell(new RemoveNode(CLIENT, 300));
        assertThat(outbox.take().get(0)).contains("NOT_ON_CIRCLE");
        for (long id : new long[] {100, 200}) {
            tell(new RemoveNode(CLIENT, id));
            long change = id / 100;
            tell(new HandedOver(change, 0, 0));
            installEverywhere(change);
        }
        outbox.take();

        tell(new RemoveNode(CLIENT, 1000));

        assertThat(outbox.take().get(0)).contains("LAST_NODE");
    }

    @Test
    void refusesMoreNodesThanTheCircleMayHold() {
        tell(new AddNode(CLIENT, 1, 150, true));
        tell(new HandedOver(1, 0, 0));
        installEverywhere(1);
        outbox.take();

        tell(new AddNode(CLIENT, 1, 160, true));

        assertThat(outbox.take().get(0)).contains("CIRCLE_FULL");
    }

    @Test
    void hashesAnIdForARankThatNamesNone() {
        long expected = new DirectKeySpace(1000).idOf("rank-3");

        tell(new AddNode(CLIENT, 3, 0, false));

        assertThat(outbox.take().get(0)).contains("toNode=" + expected + ",");
    }

    @Test
    void endsEveryRankWhenTheCommandsOfAllClientsAreDone() {
        tell(new Finish());
        assertThat(outbox.take()).isEmpty();
        assertThat(head.finished()).isFalse();

        tell(new Finish());

        assertThat(outbox.take())
                .containsExactly("0: Shutdown[]", "1: Shutdown[]", "2: Shutdown[]", "3: Shutdown[]", "4: Shutdown[]");
        assertThat(head.finished()).isTrue();
    }

    @Test
    void hearsItsOwnAnnouncementsWithoutAWord() {
        tell(new Shutdown());

        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void refusesWhatNoRankShouldSend() {
        assertThatThrownBy(() -> tell(new ViewInstalled(0))).hasMessageContaining("at epoch 0 when the ring is at 0");
        tell(new AddNode(CLIENT, 2, 150, true));
        tell(new HandedOver(1, 0, 0));
        assertThatThrownBy(() -> tell(new HandedOver(1, 0, 0)))
                .hasMessage("an arc was handed over for change 1 of the ring, which is not under way");
        assertThatThrownBy(() -> tell(new HandedOver(2, 0, 0))).hasMessageContaining("change 2");
        assertThatThrownBy(() -> tell(new ViewInstalled(5))).hasMessageContaining("epoch 5");
        assertThatThrownBy(() -> tell(new AddNode(CLIENT, 9, 150, true))).hasMessageContaining("rank 9");
        assertThatThrownBy(() -> tell(new AddNode(CLIENT, 4, 150, true))).hasMessageContaining("rank 4");
        assertThatThrownBy(() -> tell(new AddNode(CLIENT, 0, 150, true))).hasMessageContaining("rank 0");
        byte[] credit = new Credit(0, 1, 0).encode();
        assertThatThrownBy(() -> head.onMessage(0, 2, credit, 0, credit.length, outbox))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the head got a message of kind 12 from rank 2");
    }

    private void installEverywhere(long epoch) {
        for (int rank = 0; rank <= COMMAND; rank++) {
            tell(new ViewInstalled(epoch));
        }
    }

    private void tell(ControlMessage message) {
        byte[] bytes = message.encode();
        head.onMessage(0, COMMAND, bytes, 0, bytes.length, outbox);
    }

    private void tell(RequestBatch batch, int client, long epoch) {
        batch.address(Origin.of(COMMAND, client), epoch);
        tell(batch);
    }

    private void tell(RequestBatch batch) {
        head.onMessage(0, COMMAND, batch.bytes(), 0, batch.length(), outbox);
    }

    private static RequestBatch requests(long... positions) {
        RequestBatch batch = new RequestBatch();
        for (int i = 0; i < positions.length; i++) {
            batch.add(Operation.GET, i, positions[i], 0, new byte[1], 0, 1, new byte[0], 0, 0);
        }
        return batch;
    }
}
