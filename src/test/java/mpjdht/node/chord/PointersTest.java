package mpjdht.node.chord;

import static mpjdht.node.chord.OneNode.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.ChordMessage.SuccessorsAre;
import org.junit.jupiter.api.Test;

/** What a node makes of what others tell it of the ring, and what it tells them. */
class PointersTest {
    private final OneNode node = OneNode.member(200, 100, 200, 300, 400);

    @Test
    void anAnswerOfAFormerSuccessorIsNotTaken() {
        node.stabilise();
        long question = node.token();
        node.hear(300, new Leaving(9, List.of(ref(400), ref(100))));

        node.answer(300, new PredecessorIs(question, List.of(ref(200)), true, 200, List.of(ref(400), ref(100))));

        assertThat(node.node().successors()).containsExactly(ref(400), ref(100));
    }

    @Test
    void aCloserNodeIsAdoptedOnceItHasAnswered() {
        node.stabilise();
        node.answer(300, new PredecessorIs(node.token(), List.of(ref(250)), true, 250, List.of(ref(400))));
        assertThat(node.node().successors()).containsExactly(ref(300), ref(400));

        node.answer(250, new SuccessorsAre(node.token(), List.of(ref(300), ref(400))));
        assertThat(node.node().successors()).containsExactly(ref(250), ref(300));
    }

    @Test
    void aNodeThatIsNoCloserAnyMoreIsNotAdopted() {
        node.stabilise();
        node.answer(300, new PredecessorIs(node.token(), List.of(ref(250)), true, 250, List.of(ref(400))));
        long question = node.token();
        node.hear(300, new Leaving(9, List.of(ref(220), ref(250))));

        node.answer(250, new SuccessorsAre(question, List.of(ref(300), ref(400))));

        assertThat(node.node().successors()).containsExactly(ref(220), ref(250));
    }

    @Test
    void aNodeThatLeavesIsNotToBeAdopted() {
        node.hear(100, new GetSuccessors(5));
        assertThat(node.last().message()).isInstanceOf(SuccessorsAre.class);

        node.leave();
        node.hear(100, new GetSuccessors(6));
        assertThat(node.last().message()).isEqualTo(new NoSuchNode(6));
    }

    @Test
    void aNodeThatLeavesGivesThePredecessorItsPartFirst() {
        node.leave();
        assertThat(node.last().to()).isEqualTo(300);
        node.hear(150, new Notify());
        node.answer(300, new ChunkStored(node.token(), false, 0));

        node.stabilise();

        assertThat(node.last().to()).isEqualTo(150);
        assertThat(node.last().keys().arc().last()).isEqualTo(150);
    }

    @Test
    void aPredecessorThatSaysFarewellIsNoneAnyMore() {
        OneNode ofTwo = OneNode.member(200, 100, 200);

        ofTwo.hear(100, new Leaving(5, List.of(ref(200))));

        assertThat(ofTwo.node().predecessor()).isNull();
    }

    @Test
    void aSearchForAnOwnerGoesBackToTheNodeThatHasJoinedBeforeIt() {
        node.hear(900, new FindSuccessor(5, 220));
        assertThat(node.last().to()).isEqualTo(300);
        node.answer(300, new PredecessorIs(node.token(), List.of(ref(250)), true, 250, List.of(ref(400))));
        assertThat(node.last().to()).isEqualTo(250);
        assertThat(node.last().message()).isInstanceOf(GetPredecessor.class);
        node.answer(250, new PredecessorIs(node.token(), List.of(ref(200)), true, 200, List.of(ref(300))));

        assertThat(node.last().message()).isEqualTo(new SuccessorFound(5, true, ref(250), 2, 0));
    }

    @Test
    void noTwoLivesOfARankAskWithTheSameToken() {
        OneNode first = OneNode.joined(200, 100, 300, 0);
        OneNode second = OneNode.joined(200, 100, 300, 2);
        for (int i = 0; i < 1000; i++) {
            first.stabilise();
            first.answer(300, new PredecessorIs(first.token(), List.of(ref(200)), false, 0, List.of(ref(100))));
        }

        assertThat(second.token()).isGreaterThan(first.token());
    }
}
