package mpjdht.node.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.NodeRef;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

class ChordMachineTest {
    private static final long SECOND = 1_000_000;
    private static final ChordSettings SETTINGS = new ChordSettings(3, SECOND, SECOND / 4, SECOND, SECOND / 10, 3);

    private final ChordNet net = new ChordNet(SETTINGS, new ChordRules());

    @Test
    void aRingThatBeginsExactStaysSo() {
        net.ring(10, 20, 30, 40, 50);

        net.run(20 * SECOND);

        assertThat(net.faults()).isEmpty();
    }

    @Test
    void aNodeJoinsThroughAnyMemberAndGetsTheKeysOfItsArc() {
        net.ring(1L << 61, 1L << 62, 3L << 61, 1L << 63);
        int moved = put(1000, (5L << 60));

        ChordNode joined = net.join(9, 5L << 60, net.machine(1).nodes().get(0).self());
        net.run(10 * SECOND);

        assertThat(joined.member()).isTrue();
        assertThat(net.faults()).isEmpty();
        assertThat(joined.keysTaken()).isEqualTo(moved);
        assertThat(keys()).isEqualTo(1000);
    }

    @Test
    void aNodeJoinsALoneNode() {
        net.ring(100);

        net.join(2, 50, new NodeRef(100, 1));
        net.run(10 * SECOND);

        assertThat(net.faults()).isEmpty();
        assertThat(net.members()).hasSize(2);
    }

    @Test
    void aRingGrowsFromOneNodeAndShrinksToOne() {
        net.ring(1000);
        put(500, 0);
        for (int i = 1; i <= 20; i++) {
            net.join(1 + i, (i * 37L) << 54, new NodeRef(1000, 1));
            net.run(6 * SECOND);
            assertThat(net.faults()).as("after join %d", i).isEmpty();
        }
        for (int i = 1; i <= 20; i++) {
            net.leave(new NodeRef((i * 37L) << 54, 1 + i));
            net.run(6 * SECOND);
            assertThat(net.faults()).as("after departure %d", i).isEmpty();
        }
        assertThat(net.members()).hasSize(1);
        assertThat(keys()).isEqualTo(500);
    }

    @Test
    void messagesThatArriveTwiceDoNoHarm() {
        net.ring(1L << 61, 1L << 62, 3L << 61, 1L << 63);
        put(1000, 0);
        net.doubleEverything();

        for (int round = 0; round < 3; round++) {
            net.join(9, 5L << 60, new NodeRef(1L << 61, 1));
            net.run(10 * SECOND);
            assertThat(net.faults()).isEmpty();
            assertThat(keys()).isEqualTo(1000);
            net.leave(new NodeRef(5L << 60, 9));
            net.run(10 * SECOND);
            assertThat(net.faults()).isEmpty();
            assertThat(keys()).isEqualTo(1000);
        }
    }

    @Test
    void joinsAtTheSamePlaceAtTheSameTimeSettle() {
        net.ring(1L << 61, 1L << 62, 3L << 61, 1L << 63);
        put(2000, 0);

        for (int i = 1; i <= 12; i++) {
            net.join(
                    10 + i,
                    (1L << 62) + i * 1000L,
                    net.machine(1 + i % 4).nodes().get(0).self());
        }
        net.run(60 * SECOND);

        assertThat(net.members()).hasSize(16);
        assertThat(net.faults()).isEmpty();
        assertThat(keys()).isEqualTo(2000);
    }

    @Test
    void neighboursLeaveAtTheSameTime() {
        net.ring(10, 20, 30, 40, 50, 60);
        put(1000, 0);

        net.leave(new NodeRef(20, 2));
        net.leave(new NodeRef(30, 3));
        net.leave(new NodeRef(40, 4));
        net.run(30 * SECOND);

        assertThat(net.members()).hasSize(3);
        assertThat(net.faults()).isEmpty();
        assertThat(keys()).isEqualTo(1000);
    }

    @Test
    void theRingClosesOverNodesThatCrash() {
        net.ring(10, 20, 30, 40, 50, 60, 70);

        net.crash(3);
        net.crash(4);
        net.run(30 * SECOND);

        assertThat(net.members()).hasSize(5);
        assertThat(net.faults()).isEmpty();
    }

    @Test
    void lookUpsFindTheOwnerWhileNodesAreDead() {
        SplittableRandom random = new SplittableRandom(1);
        long[] ids = random.longs(100).toArray();
        net.ring(ids);
        for (int rank = 2; rank <= 90; rank += 3) {
            net.crash(rank);
        }
        for (int i = 0; i < 200; i++) {
            long position = random.nextLong();
            SuccessorFound answer = net.lookUp(new NodeRef(ids[0], 1), position);
            NodeRef owner = net.members().stream()
                    .map(ChordNode::self)
                    .filter(node -> Long.compareUnsigned(node.id(), position) >= 0)
                    .findFirst()
                    .orElse(net.members().get(0).self());
            assertThat(answer.found()).isTrue();
            assertThat(answer.owner()).isEqualTo(owner);
        }
    }

    /** Puts keys with their owners; returns how many lie between 2^62 and {@code upTo}. */
    private int put(int count, long upTo) {
        KeyPlace place = new KeyPlace();
        int between = 0;
        for (int i = 0; i < count; i++) {
            byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
            net.space().locate(key, 0, key.length, place);
            for (ChordNode node : net.members()) {
                if (node.owned().contains(place.position())) {
                    node.table().put(place.hash(), place.position(), key, 0, key.length, 0, 0);
                }
            }
            if (Long.compareUnsigned(place.position(), 1L << 62) > 0
                    && Long.compareUnsigned(place.position(), upTo) <= 0) {
                between++;
            }
        }
        return between;
    }

    private long keys() {
        return net.members().stream()
                .map(ChordNode::table)
                .mapToLong(NodeTable::keys)
                .sum();
    }
}
