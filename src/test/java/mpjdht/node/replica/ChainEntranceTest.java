package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.PathTrace;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes that know their neighbours, on a rank each, and requests that enter at the first of them. */
class ChainEntranceTest extends ChainOfThree {
    private static final long[] IDS = {1L << 60, 1L << 61, 1L << 62};
    private static final Arc LAST_ARC = new Arc(IDS[1], IDS[2]);

    private static RingView circle(long epoch) {
        return RingView.of(epoch, IDS, new int[] {1, 2, 3});
    }

    /** Each rank has the arc of its node, but for the last one, which these have. */
    private static Configuration lastArcOn(long epoch, Replica... replicas) {
        RingView ring = circle(epoch);
        List<Region> regions = new ArrayList<>();
        regions.add(Region.of(ring.arc(0), List.of(new Replica(IDS[0], 1, 0))));
        regions.add(Region.of(ring.arc(1), List.of(new Replica(IDS[1], 2, 0))));
        regions.add(Region.of(ring.arc(2), List.of(replicas)));
        return new Configuration(ring, regions);
    }

    private static final Replica FIRST = new Replica(IDS[0], 1, 0);
    private static final Replica THIRD = new Replica(IDS[2], 3, 0);

    @BeforeEach
    void routeFromNodeToNode() {
        overlay = AssignedOverlay.ring();
    }

    private void carryAll() {
        for (int from = 1; from <= 3; from++) {
            idle(from);
            for (int to = 1; to <= 3; to++) {
                carry(from, to);
            }
        }
    }

    @Test
    void aRequestPassesEveryNodeUpToItsOwnerAndItsAnswerTellsHowMany() {
        begin(lastArcOn(0, THIRD));
        String key = keyIn(LAST_ARC);
        put(0, key, "value");
        get(1, key);
        enter(1, 0);

        assertThat(idle(1)).containsExactly("2: routed #0 to " + IDS[1] + " after 2, #1 to " + IDS[1] + " after 2");
        carry(1, 2);
        assertThat(idle(2)).hasSize(1).allMatch(sent -> sent.startsWith("3: routed #0 to "));
        carry(2, 3);
        assertThat(idle(3)).containsExactly("4: replies #0=1/3 #1=2/3");
    }

    @Test
    void theHopsOfAWriteAreKnownAtTheEndOfItsChain() {
        begin(lastArcOn(0, THIRD, FIRST));
        put(0, keyIn(LAST_ARC), "value");
        enter(1, 0);
        carryAll();
        carry(3, 1);

        assertThat(idle(1)).contains("4: replies #0=1/3");
    }

    @Test
    void theRankOfAnOwnerThatIsNotFirstPassesRequestsOnWithAHopMoreAndAnExplainNamesBoth() {
        begin(lastArcOn(0, FIRST));
        String key = keyIn(LAST_ARC);
        put(0, key, "value");
        add(Operation.EXPLAIN, 1, key, "");
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);
        carry(2, 3);

        assertThat(idle(3)).containsExactly("1: forwarded #0 to " + IDS[2] + " after 4, #1 to " + IDS[2] + " after 4");
        carry(3, 1);
        assertThat(idle(1)).containsExactly("4: replies #0=1/4 #1=5/4");
        assertThat(pathOfLastAnswer(1))
                .containsExactly(
                        new NodeRef(IDS[0], 1), new NodeRef(IDS[1], 2), new NodeRef(IDS[2], 3), new NodeRef(IDS[2], 1));
    }

    private List<NodeRef> pathOfLastAnswer(int rank) {
        byte[] message = outboxes[rank].ways.get(CLIENT).getLast();
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(message, 0, message.length);
        cursor.next();
        cursor.next();
        return PathTrace.nodes(cursor);
    }

    @Test
    void whatTravelsByAnOlderConfigurationIsDroppedAndByAYoungerOneWaits() {
        begin(lastArcOn(0, THIRD));
        get(0, keyIn(LAST_ARC));
        enter(1, 0);
        idle(1);
        configure(2, lastArcOn(1, THIRD));
        carry(1, 2);
        assertThat(idle(2)).isEmpty();

        configure(1, lastArcOn(2, THIRD));
        get(0, keyIn(LAST_ARC));
        enter(1, 2);
        idle(1);
        carry(1, 2);
        assertThat(idle(2)).isEmpty();
        configure(2, lastArcOn(2, THIRD));
        assertThat(idle(2)).containsExactly("3: routed #0 to " + IDS[2] + " after 3");
    }

    @Test
    void whatIsHeldBackWhenAConfigurationComesIsNotSentAnyMore() {
        begin(lastArcOn(0, FIRST));
        get(0, keyIn(LAST_ARC));
        enter(1, 0);
        configure(1, lastArcOn(1, FIRST));
        assertThat(idle(1)).isEmpty();

        RoutedBatch batch = new RoutedBatch(MessageKind.ROUTED);
        configure(3, lastArcOn(1, FIRST));
        get(0, keyIn(LAST_ARC));
        machines[3].onMessage(now, 2, routedTo(batch, 1), 0, batch.length(), outboxes[3]);
        configure(3, lastArcOn(2, FIRST));
        assertThat(idle(3)).isEmpty();
    }

    @Test
    void aNodeThatHasLeftTheRingIsPassedByNobody() {
        begin(lastArcOn(0, THIRD));
        RingView without = circle(1).leave(IDS[1]).atEpoch(1);
        Configuration next = new Configuration(
                without, List.of(Region.of(without.arc(0), List.of(FIRST)), Region.of(without.arc(1), List.of(THIRD))));
        configure(1, next);
        get(0, keyIn(LAST_ARC));
        enter(1, 1);

        assertThat(idle(1)).containsExactly("3: routed #0 to " + IDS[2] + " after 2");
    }

    @Test
    void whereRequestsGoStraightToFirstReplicasNoneIsPassedOn() {
        overlay = AssignedOverlay.oneHop();
        begin(lastArcOn(0, THIRD));
        RoutedBatch batch = new RoutedBatch(MessageKind.ROUTED);
        get(0, keyIn(LAST_ARC));
        byte[] routed = routedTo(batch, 0);

        assertThatThrownBy(() -> machines[3].onMessage(now, 2, routed, 0, batch.length(), outboxes[3]))
                .isInstanceOf(ProtocolException.class);
    }

    /** What was added, as it comes to the last node. */
    private byte[] routedTo(RoutedBatch routed, long epoch) {
        routed.address(epoch);
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        routed.add(IDS[2], 3, Origin.of(CLIENT, 0), cursor);
        batch.reset();
        return routed.bytes();
    }
}
