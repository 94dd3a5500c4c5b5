package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.Sizes;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.ProtocolException;
import mpjdht.node.chord.ChordOverlay;
import mpjdht.node.chord.ChordSettings;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** A storage rank on the way from node to node: 100, 300 and 400 are here, 200 and 500 are on rank 2. */
class NodeToNodeTest extends StorageFixture {
    NodeToNodeTest() {
        super(new DirectKeySpace(500));
        storage = storage(AssignedOverlay.ring());
    }

    @Test
    void requestsOfTheHeadEnterAtTheSmallestIdAndGoFromNeighbourToNeighbour() {
        get("100");
        get("150");
        get("350");
        get("1");
        enter();

        assertThat(outbox.take()).isEmpty();
        assertThat(storage.onIdle(0, outbox)).isTrue();
        assertThat(outbox.take())
                .containsExactly("2: routed #1 to 200 after 2, #2 to 200 after 2", "3: replies #0=4 #3=4");
        assertThat(storage.onIdle(0, outbox)).isFalse();
    }

    @Test
    void hopsBetweenNodesOfThisRankTakeNoMessage() {
        get("350");
        get("450");
        pass(300, 7);
        storage.onIdle(0, outbox);

        assertThat(outbox.take()).containsExactly("2: routed #1 to 500 after 9", "3: replies #0=4/8");
    }

    @Test
    void chordGoesStraightToTheOwnerAmongTheSuccessors() {
        storage = storage(new ChordOverlay(ChordSettings.ofGrid(4)));
        get("150");
        get("350");
        get("450");
        enter();
        storage.onIdle(0, outbox);

        assertThat(outbox.take())
                .filteredOn(said -> !said.startsWith("timer"))
                .containsExactly("2: routed #0 to 200 after 2, #2 to 500 after 2", "3: replies #1=4/2");
    }

    @Test
    void sendsABatchBeforeItGrowsTooLong() {
        String half = "v".repeat(Sizes.BATCH_BYTES / 2);
        put("150", half);
        enter();
        assertThat(outbox.take()).isEmpty();
        put("150", half);
        enter();

        assertThat(outbox.take()).containsExactly("2: routed #0 to 200 after 2");
    }

    @Test
    void whatIsPassedOnDoesNotWaitForCredit() {
        useUpTheCredit();
        get("400");
        get("150");
        pass(400, 4);
        assertThat(outbox.take()).isEmpty();
        storage.onIdle(0, outbox);

        assertThat(outbox.take()).containsExactly("2: routed #2 to 500 after 5");

        tell(COMMAND, new Credit(0, 100 << 20, 0));
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #1=4/4");
    }

    @Test
    void answersTheRequestThatIsDueWithoutCreditPastThoseThatWait() {
        useUpTheCredit();
        get("400");
        get("399");
        get("398");
        pass(400, 4);

        tell(COMMAND, new Due(Origin.of(COMMAND, 0), 2, 400, 400, 0, 0));
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #2=4/4");

        tell(COMMAND, new Due(Origin.of(COMMAND, 0), 4, 400, 400, 0, 0));
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).isEmpty();
        get("397");
        get("396");
        pass(400, 9);
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #4=4/9");

        tell(COMMAND, new Credit(0, 100 << 20, 0));
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #1=4/4 #3=4/4 #5=4/9");
    }

    @Test
    void whatWasDueIsForgottenOnceTheClientWaitsForYoungerCommandsAlone() {
        useUpTheCredit();
        tell(COMMAND, new Due(Origin.of(COMMAND, 0), 0, 400, 400, 0, 0));
        tell(COMMAND, new Credit(0, 20, 1));
        get("399");
        get("398");
        pass(400, 4);
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #1=4/4");

        sequence = 0;
        get("397");
        pass(400, 4);
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).isEmpty();

        tell(COMMAND, new Credit(0, 100 << 20, 0));
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #2=4/4 #0=4/4");
    }

    @Test
    void anAlmostFullBatchThatTheLongestRecordEndsIsAnswered() {
        while (batch.length() < Sizes.BATCH_BYTES - 100) {
            get("100");
        }
        byte[] longest = new byte[Sizes.MAX_VALUE_BYTES];
        batch.add(Operation.PUT, sequence, 100, 0, longest, 0, Sizes.MAX_KEY_BYTES, longest, 0, longest.length);

        enter();

        assertThat(storage.table(100).keys()).isEqualTo(1);
    }

    @Test
    void refusesARequestThatGoesInCircles() {
        get("150");
        pass(100, 10);
        assertThat(storage.onIdle(0, outbox)).isTrue();
        get("150");
        assertThatThrownBy(() -> pass(100, 11))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a request for position 150 came to node 100 after 11 hops, where no way has so many");
        batch.reset();
        get("150");
        assertThatThrownBy(() -> pass(100, -1)).hasMessageContaining("after -1 hops");
    }

    @Test
    void refusesWhatIsForNodesOfOthers() {
        get("150");
        assertThatThrownBy(() -> pass(200, 1))
                .hasMessage("a request for node 200 came to rank 1, which does not host it");
        StorageMachine empty = new StorageMachine(
                new Grid(5), 3, new DirectKeySpace(500), view(), FlowLimits.ofWindow(100), AssignedOverlay.ring());
        assertThatThrownBy(() -> empty.onMessage(0, 0, batch.bytes(), 0, batch.length(), outbox))
                .hasMessage("rank 0 sent requests to rank 3, which hosts no node");
        storage = storage(AssignedOverlay.oneHop());
        assertThatThrownBy(() -> pass(100, 1))
                .hasMessage("the storage rank got a message of kind " + MessageKind.ROUTED + " from rank 2");
    }

    private StorageMachine storage(Overlay overlay) {
        return storage(view(), FlowLimits.ofWindow(100), overlay);
    }

    private static RingView view() {
        return RingView.of(0, new long[] {100, 200, 300, 400, 500}, new int[] {1, 2, 1, 1, 2});
    }

    /** Takes the sequence number 0. */
    private void useUpTheCredit() {
        storage = storage(view(), new FlowLimits(100, 1000, 1), AssignedOverlay.ring());
        get("400");
        pass(400, 1);
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #0=4");
    }
}
