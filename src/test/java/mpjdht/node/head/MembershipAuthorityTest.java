package mpjdht.node.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MembershipOutcome;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.routing.Routing;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** The nodes 100, 200, … 800 take turns on the ranks 1 and 2 of a grid of four; two clients of rank 3 ask for changes. */
class MembershipAuthorityTest {
    private static final Grid GRID = new Grid(4);
    private static final int ASKER = 3;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private MembershipAuthority authority = authority(AssignedOverlay.oneHop(), 100);

    @Test
    void changesWhoseNodesDifferMoveSideBySide() {
        add(150, 1);
        add(450, 2);
        remove(700);

        assertThat(outbox.take())
                .containsExactly(
                        "2: HandOver[change=1, fromNode=200, after=100, last=150, toNode=150, toRank=1]",
                        "1: HandOver[change=2, fromNode=500, after=400, last=450, toNode=450, toRank=2]",
                        "1: HandOver[change=3, fromNode=700, after=600, last=700, toNode=800, toRank=2]");
    }

    @Test
    void changesThatShareANodeGoOneByOneAndAllBehindThemWait() {
        add(150, 1);
        add(170, 1);
        add(450, 2);
        assertThat(outbox.take())
                .containsExactly("2: HandOver[change=1, fromNode=200, after=100, last=150, toNode=150, toRank=1]");

        handedOver(1);
        installed(1);

        assertThat(moves())
                .containsExactly(
                        "2: HandOver[change=2, fromNode=200, after=150, last=170, toNode=170, toRank=1]",
                        "1: HandOver[change=3, fromNode=500, after=400, last=450, toNode=450, toRank=2]");
    }

    @Test
    void everyWayInWhichTwoChangesShareANodeMakesTheSecondWait() {
        assertSecondWaits(() -> add(150, 1), () -> add(120, 1));
        assertSecondWaits(() -> add(150, 1), () -> remove(150));
        assertSecondWaits(() -> add(150, 1), () -> remove(100));
        assertSecondWaits(() -> add(150, 1), () -> remove(200));
        assertSecondWaits(() -> remove(200), () -> add(200, 1));
        assertSecondWaits(() -> remove(200), () -> add(150, 1));
        assertSecondWaits(() -> remove(200), () -> add(250, 1));
        assertSecondWaits(() -> remove(200), () -> remove(300));
        assertSecondWaits(() -> remove(200), () -> remove(100));
        assertSecondWaits(() -> remove(800), () -> add(50, 1));
        assertSecondWaits(() -> add(900, 1), () -> remove(800));
    }

    @Test
    void ringsAreAnnouncedOneAfterTheOtherInTheOrderInWhichTheirKeysHaveMoved() {
        add(150, 1);
        add(450, 2);
        outbox.take();
        handedOver(2);
        assertThat(outbox.take())
                .containsExactly(
                        "0: NodeJoined[epoch=1, id=450, rank=2]",
                        "1: NodeJoined[epoch=1, id=450, rank=2]",
                        "2: NodeJoined[epoch=1, id=450, rank=2]",
                        "3: NodeJoined[epoch=1, id=450, rank=2]");
        handedOver(1);
        assertThat(outbox.take()).isEmpty();
        for (int rank = 1; rank < GRID.size(); rank++) {
            authority.viewInstalled(new ViewInstalled(1), outbox);
        }
        assertThat(outbox.take()).isEmpty();

        authority.viewInstalled(new ViewInstalled(1), outbox);

        assertThat(outbox.take())
                .containsExactly(
                        "0: ViewRetired[epoch=0, change=2, settledChange=0]",
                        "1: ViewRetired[epoch=0, change=2, settledChange=0]",
                        "2: ViewRetired[epoch=0, change=2, settledChange=0]",
                        "3: ViewRetired[epoch=0, change=2, settledChange=0]",
                        "3: MembershipChanged[client=1, outcome=DONE, id=450, successor=500, keysMoved=2, bytesMoved=20]",
                        "0: NodeJoined[epoch=2, id=150, rank=1]",
                        "1: NodeJoined[epoch=2, id=150, rank=1]",
                        "2: NodeJoined[epoch=2, id=150, rank=1]",
                        "3: NodeJoined[epoch=2, id=150, rank=1]");
        installed(2);
        assertThat(outbox.take())
                .startsWith("0: ViewRetired[epoch=1, change=1, settledChange=2]")
                .endsWith(
                        "3: MembershipChanged[client=1, outcome=DONE, id=150, successor=200, keysMoved=1, bytesMoved=10]");
    }

    @Test
    void ofSeveralWhoseKeysHaveMovedTheOneAskedForFirstIsAnnouncedFirst() {
        add(150, 1);
        add(450, 2);
        add(750, 1);
        outbox.take();
        handedOver(3);
        handedOver(2);
        handedOver(1);
        assertThat(outbox.take()).contains("0: NodeJoined[epoch=1, id=750, rank=1]");

        installed(1);
        assertThat(outbox.take()).contains("0: NodeJoined[epoch=2, id=150, rank=1]");
        installed(2);
        assertThat(outbox.take()).contains("0: NodeJoined[epoch=3, id=450, rank=2]");
    }

    @Test
    void noMoreThanTwoRingsMayBeGoneByAtATime() {
        add(150, 1);
        add(450, 2);
        handedOver(1);
        handedOver(2);
        assertThat(authority.view(0).size()).isEqualTo(8);
        assertThat(authority.view(1).size()).isEqualTo(9);
        assertThatThrownBy(() -> authority.view(2)).hasMessageContaining("epoch 2 when that of 1 was in force");

        installed(1);

        assertThatThrownBy(() -> authority.view(0)).hasMessageContaining("epoch 0 when that of 2 was in force");
        assertThat(authority.view(1).size()).isEqualTo(9);
        assertThat(authority.view(2).size()).isEqualTo(10);
        installed(2);
        assertThatThrownBy(() -> authority.view(1)).hasMessageContaining("epoch 1 when that of 2 was in force");
    }

    @Test
    void aChangeThatCannotBeIsAnsweredAtOnceByTheRingAsItWillBe() {
        add(150, 1);
        remove(500);
        outbox.take();

        add(150, 2);
        remove(500);
        add(600, 2);

        assertThat(outbox.take())
                .containsExactly(
                        "3: MembershipChanged[client=1, outcome=ID_TAKEN, id=150, successor=150, keysMoved=0, bytesMoved=0]",
                        "3: MembershipChanged[client=1, outcome=NOT_ON_CIRCLE, id=500, successor=500, keysMoved=0, bytesMoved=0]",
                        "3: MembershipChanged[client=1, outcome=ID_TAKEN, id=600, successor=600, keysMoved=0, bytesMoved=0]");
    }

    @Test
    void aChangeBehindOneThatWaitsIsJudgedWhenItsTurnComes() {
        add(150, 1);
        remove(150);
        add(150, 2);
        outbox.take();

        handedOver(1);
        installed(1);
        assertThat(moves())
                .containsExactly("1: HandOver[change=2, fromNode=150, after=100, last=150, toNode=200, toRank=2]");
        handedOver(2);
        installed(2);

        assertThat(moves())
                .containsExactly("2: HandOver[change=3, fromNode=200, after=100, last=150, toNode=150, toRank=2]");
        handedOver(3);
        installed(3);
        assertThat(outbox.take())
                .contains("1: ViewRetired[epoch=2, change=3, settledChange=3]")
                .endsWith(
                        "3: MembershipChanged[client=1, outcome=DONE, id=150, successor=200, keysMoved=3, bytesMoved=30]");
    }

    @Test
    void theLastNodesLeaveOneByOneAndTheVeryLastStays() {
        authority = new MembershipAuthority(
                GRID,
                new MembershipRules(new DirectKeySpace(1000), 100),
                RingView.of(0, new long[] {100, 200}, new int[] {1, 2}),
                AssignedOverlay.oneHop());

        remove(100);
        remove(200);

        assertThat(outbox.take())
                .containsExactly(
                        "1: HandOver[change=1, fromNode=100, after=200, last=100, toNode=200, toRank=2]",
                        "3: MembershipChanged[client=1, outcome=LAST_NODE, id=200, successor=200, keysMoved=0, bytesMoved=0]");
    }

    @Test
    void aNodeThatIsComingCountsAmongThoseThatTheCircleMayHold() {
        authority = authority(AssignedOverlay.oneHop(), 9);
        add(150, 1);
        outbox.take();

        add(450, 1);

        assertThat(outbox.take()).singleElement().asString().contains("CIRCLE_FULL");
    }

    @Test
    void wherePointersTakePartKeysMoveOnceTheyAreSettledAndOneChangeAtATime() {
        authority = authority(new Pointers(), 100);
        add(150, 1);
        add(450, 2);
        assertThat(outbox.take()).containsExactly("pointers of 150 are ordered");
        authority.pointersSettled(new PointersSettled(450), outbox);
        assertThat(outbox.take()).isEmpty();

        authority.pointersSettled(new PointersSettled(150), outbox);
        assertThat(outbox.take())
                .containsExactly("2: HandOver[change=1, fromNode=200, after=100, last=150, toNode=150, toRank=1]");
        handedOver(1);
        outbox.take();
        installed(1);

        assertThat(outbox.take()).endsWith("pointers of 450 are ordered");
    }

    /** Changes asked for, moved and installed in any order end in the ring that they make one after the other. */
    @Test
    void anyOrderOfEventsEndsInTheRingOfAllChangesAndTellsEveryAskerOnce() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            authority = authority(AssignedOverlay.oneHop(), 12);
            RingView expected = view();
            MembershipRules rules = new MembershipRules(new DirectKeySpace(1000), 12);
            List<Long> moving = new ArrayList<>();
            List<String> answers = new ArrayList<>();
            List<String> expectedAnswers = new ArrayList<>();
            int asked = 0;
            int missing = 0;
            long epoch = 0;
            while (asked < 30 || !moving.isEmpty() || missing > 0) {
                int event = random.nextInt(6);
                if (event == 0 && asked < 30) {
                    asked++;
                    long id = 50L * (1 + random.nextInt(20));
                    boolean adds = random.nextBoolean();
                    MembershipRules.Decision decision =
                            adds ? rules.joining(expected, id) : rules.leaving(expected, id);
                    expectedAnswers.add(decision.outcome() + " " + id);
                    if (decision.outcome() == MembershipOutcome.DONE) {
                        expected = adds ? expected.join(id, 1) : expected.leave(id);
                    }
                    if (adds) {
                        add(id, 1);
                    } else {
                        remove(id);
                    }
                } else if (event < 3 && !moving.isEmpty()) {
                    handedOver(moving.remove(random.nextInt(moving.size())));
                } else if (missing > 0) {
                    missing--;
                    authority.viewInstalled(new ViewInstalled(epoch), outbox);
                }
                for (String said : outbox.take()) {
                    if (said.contains("HandOver[")) {
                        moving.add(Long.parseLong(said.replaceAll(".*change=(\\d+),.*", "$1")));
                    } else if (said.startsWith("0: Node")) {
                        assertThat(missing).as("seed " + seed).isZero();
                        missing = GRID.size();
                        epoch++;
                    } else if (said.contains("MembershipChanged")) {
                        answers.add(said.replaceAll(".*outcome=(\\w+), id=(\\d+),.*", "$1 $2"));
                    }
                }
            }

            assertThat(answers).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expectedAnswers);
            assertThat(epoch).as("seed " + seed).isEqualTo(expected.epoch());
            RingView view = authority.view(epoch);
            assertThat(view.size()).as("seed " + seed).isEqualTo(expected.size());
            for (int i = 0; i < view.size(); i++) {
                assertThat(view.id(i)).as("seed " + seed).isEqualTo(expected.id(i));
            }
        }
    }

    private void assertSecondWaits(Runnable first, Runnable second) {
        authority = authority(AssignedOverlay.oneHop(), 100);
        first.run();
        outbox.take();
        second.run();
        assertThat(outbox.take()).isEmpty();
        handedOver(1);
        outbox.take();
        installed(1);
        assertThat(moves()).singleElement().asString().contains("change=2");
    }

    private void add(long id, int rank) {
        authority.add(ASKER, new AddNode(1, rank, id, true), outbox);
    }

    private void remove(long id) {
        authority.remove(ASKER, new RemoveNode(1, id), outbox);
    }

    /** The keys of a change have moved: as many as its number says. */
    private void handedOver(long change) {
        authority.handedOver(new HandedOver(change, change, 10 * change), outbox);
    }

    private void installed(long epoch) {
        for (int rank = 0; rank < GRID.size(); rank++) {
            authority.viewInstalled(new ViewInstalled(epoch), outbox);
        }
    }

    private List<String> moves() {
        return outbox.take().stream().filter(said -> said.contains("HandOver[")).toList();
    }

    private static RingView view() {
        return RingView.of(0, new long[] {100, 200, 300, 400, 500, 600, 700, 800}, new int[] {1, 2, 1, 2, 1, 2, 1, 2});
    }

    private static MembershipAuthority authority(Overlay overlay, int maxNodes) {
        return new MembershipAuthority(GRID, new MembershipRules(new DirectKeySpace(1000), maxNodes), view(), overlay);
    }

    /** Nodes whose pointers have to be settled before their keys move. */
    private final class Pointers implements Overlay {
        private final Overlay plain = AssignedOverlay.oneHop();

        @Override
        public Routing routing() {
            return plain.routing();
        }

        @Override
        public int longestPath(RingView view) {
            return plain.longestPath(view);
        }

        @Override
        public NodeHost host(int rank, KeySpace space) {
            return plain.host(rank, space);
        }

        @Override
        public boolean changesOneByOne() {
            return true;
        }

        @Override
        public boolean orderJoin(RingView view, long id, int rank, Outbox out) {
            outbox.note("pointers of " + id + " are ordered");
            return true;
        }
    }
}
