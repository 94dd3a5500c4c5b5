package mpjdht.node.chord;

import static mpjdht.node.chord.OneNode.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.ring.Arc;
import org.junit.jupiter.api.Test;

/** Keys that go from node to node, and who owns their positions meanwhile. */
class TransferTest {
    private static final Arc ARC = new Arc(100, 200);

    private final OneNode taker = OneNode.joined(200, 100, 300);
    private final OneNode giver = OneNode.member(300, 100, 300);

    private void putWithGiver(String... keys) {
        for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
            giver.node().table().put(key.hashCode(), 200, bytes, 0, bytes.length, 0, 0);
        }
    }

    private void stored(boolean accepted) {
        giver.answer(200, new ChunkStored(giver.token(), accepted, 77));
    }

    @Test
    void theTakerOwnsTheArcFromTheLastChunkOn() {
        long ticket = taker.offer(300, ARC, 1);
        taker.keys(300, ARC, ticket, 1, false, "a");
        assertThat(taker.node().owned()).isNull();

        taker.keys(300, ARC, ticket, 2, true, "b");
        assertThat(taker.node().owned()).isEqualTo(ARC);
        assertThat(taker.node().handed()).isEqualTo(ARC);
    }

    @Test
    void theGiverOwnsTheArcUntilItSendsTheLastChunk() {
        putWithGiver("a", "b");
        giver.hear(200, new Notify());
        assertThat(giver.node().table().keys()).isEqualTo(2);
        stored(true);
        stored(true);
        assertThat(giver.last().keys().last()).isFalse();
        assertThat(giver.node().owned()).isEqualTo(new Arc(100, 300));
        assertThat(giver.node().table().keys()).isZero();

        stored(true);
        assertThat(giver.last().keys().last()).isTrue();
        assertThat(giver.node().owned()).isEqualTo(new Arc(200, 300));
    }

    @Test
    void whatTheTakerRefusesIsTheGiversAgain() {
        putWithGiver("a");
        giver.hear(200, new Notify());
        stored(true);
        stored(true);
        stored(false);

        assertThat(giver.node().handed()).isEqualTo(new Arc(100, 300));
        assertThat(giver.node().table().keys()).isEqualTo(1);
    }

    @Test
    void whatADeadTakerMayHaveHadIsInherited() {
        putWithGiver("a");
        giver.hear(200, new Notify());
        stored(true);
        stored(true);
        giver.answer(200, new NoSuchNode(giver.token()));

        assertThat(giver.node().owned()).isEqualTo(new Arc(100, 300));
        assertThat(giver.node().handed()).isEqualTo(new Arc(200, 300));
        assertThat(giver.node().table().keys()).isEqualTo(1);
    }

    @Test
    void whoGivesTakesNothing() {
        giver.hear(200, new Notify());
        long question = giver.token();

        assertThat(giver.offer(100, new Arc(300, 100), 9)).isEqualTo(-1);
        giver.answer(200, new ChunkStored(question, false, 0));
        assertThat(giver.offer(100, new Arc(300, 100), 9)).isPositive();
    }

    @Test
    void aNodeThatHasLeftRefusesWhatItHasNotTaken() {
        long ticket = taker.offer(300, ARC, 1);
        taker.leave();
        for (int i = 0; i < 5; i++) {
            taker.stabilise();
        }
        assertThat(taker.node().left()).isTrue();

        assertThat(taker.keys(300, ARC, ticket, 1, true, "a")).isEqualTo(-1);
    }

    @Test
    void noKeyLeavesTheTableForANodeThatIsNotThere() {
        putWithGiver("a");
        giver.hear(200, new Notify());
        assertThat(giver.node().table().keys()).isEqualTo(1);

        giver.answer(200, new NoSuchNode(giver.token()));
        assertThat(giver.node().handed()).isEqualTo(new Arc(100, 300));
    }

    @Test
    void aTransferFromWhichNothingComesIsGivenUpWithWhatHasCome() {
        long ticket = taker.offer(300, ARC, 1);
        taker.keys(300, ARC, ticket, 1, false, "a");
        assertThat(taker.offer(400, ARC, 2)).isEqualTo(-1);

        for (int i = 0; i < 4; i++) {
            taker.stabilise();
        }

        assertThat(taker.node().table().keys()).isZero();
        assertThat(taker.keys(300, ARC, ticket, 2, true, "b")).isEqualTo(-1);
        assertThat(taker.offer(400, ARC, 3)).isPositive();
    }

    @Test
    void aTransferThatGoesOnIsNotGivenUp() {
        long ticket = taker.offer(300, ARC, 1);
        for (int number = 1; number < 9; number++) {
            assertThat(taker.keys(300, ARC, ticket, number, false, "key" + number))
                    .isEqualTo(ticket);
            taker.stabilise();
            taker.stabilise();
            taker.stabilise();
        }
        assertThat(taker.node().table().keys()).isEqualTo(8);
    }

    @Test
    void aChunkOfAnotherTransferDoesNotContinueThisOne() {
        long ticket = taker.offer(300, ARC, 1);

        assertThat(taker.keys(300, ARC, ticket + 1, 1, false, "a")).isEqualTo(-1);
        assertThat(taker.keys(400, ARC, ticket, 1, false, "a")).isEqualTo(-1);
        assertThat(taker.node().table().keys()).isZero();
    }

    @Test
    void aChunkThatComesTwiceIsStoredAndCountedOnce() {
        long ticket = taker.offer(300, ARC, 1);
        taker.keys(300, ARC, ticket, 1, false, "a");
        assertThat(taker.keys(300, ARC, ticket, 1, false, "a")).isEqualTo(ticket);
        taker.keys(300, ARC, ticket, 2, true, "b");
        assertThat(taker.keys(300, ARC, ticket, 2, true, "b")).isEqualTo(ticket);

        assertThat(taker.node().keysTaken()).isEqualTo(2);
    }

    @Test
    void anOfferThatComesTwiceBeginsOneTransfer() {
        long ticket = taker.offer(300, ARC, 1);
        taker.keys(300, ARC, ticket, 1, false, "a");

        assertThat(taker.offer(300, ARC, 1)).isEqualTo(ticket);
        assertThat(taker.keys(300, ARC, ticket, 2, true, "b")).isEqualTo(ticket);
        assertThat(taker.node().keysTaken()).isEqualTo(2);
    }

    @Test
    void aTicketOfAnotherLifeIsOfNobodyAlive() {
        long ticket = taker.offer(300, ARC, 1);
        OneNode reborn = OneNode.joined(200, 100, 300, 2);

        assertThat(reborn.keys(300, ARC, ticket, 1, true, "a")).isEqualTo(-2);
        assertThat(reborn.node().owned()).isNull();
        assertThat(reborn.offer(300, ARC, 1)).isGreaterThan(ticket);
    }

    @Test
    void anArcThatIsOnItsWayIsNotInherited() {
        taker.hear(100, new Notify());
        taker.stabilise();
        long question = taker.token();
        taker.offer(300, ARC, 1);

        taker.answer(300, new PredecessorIs(question, List.of(ref(200)), true, 200, List.of(ref(100))));
        assertThat(taker.node().owned()).isNull();
    }

    @Test
    void anArcThatNobodyHoldsIsInherited() {
        taker.hear(100, new Notify());
        taker.stabilise();

        taker.answer(300, new PredecessorIs(taker.token(), List.of(ref(200)), true, 200, List.of(ref(100))));
        assertThat(taker.node().owned()).isEqualTo(ARC);
        assertThat(taker.node().handed()).isNull();
    }

    @Test
    void aGiverDoesNotSayThatItsArcBeginsBehindTheTaker() {
        giver.hear(200, new Notify());
        stored(true);
        assertThat(giver.node().owned()).isEqualTo(new Arc(200, 300));

        giver.hear(200, new GetPredecessor(5));
        assertThat(((PredecessorIs) giver.last().message()).owns()).isFalse();
    }

    @Test
    void aNodeThatLivesIsNotInherited() {
        OneNode node = OneNode.member(300, 100, 200, 300);
        node.node().setPredecessor(null);
        node.hear(100, new Notify());
        assertThat(node.last().to()).isEqualTo(200);
        assertThat(node.last().message()).isInstanceOf(Ping.class);
        assertThat(node.node().owned()).isEqualTo(new Arc(200, 300));

        node.answer(200, new Pong(node.token()));
        assertThat(node.node().owned()).isEqualTo(new Arc(200, 300));
        assertThat(node.node().predecessor()).isEqualTo(ref(200));
    }

    @Test
    void aNodeIsNotInheritedOnceItHasGivenItsArc() {
        OneNode node = OneNode.member(300, 100, 200, 300);
        node.node().setPredecessor(null);
        node.hear(100, new Notify());
        long question = node.token();
        long ticket = node.offer(200, ARC, 1);
        node.keys(200, ARC, ticket, 1, true, "a");

        node.answer(200, new NoSuchNode(question));
        assertThat(node.node().handed()).isEqualTo(new Arc(100, 300));
    }

    @Test
    void aNodeThatIsDeadIsInherited() {
        OneNode node = OneNode.member(300, 100, 200, 300);
        node.node().setPredecessor(null);
        node.hear(100, new Notify());

        node.answer(200, new NoSuchNode(node.token()));
        assertThat(node.node().owned()).isEqualTo(new Arc(100, 300));
        assertThat(node.node().handed()).isEqualTo(new Arc(200, 300));
    }
}
