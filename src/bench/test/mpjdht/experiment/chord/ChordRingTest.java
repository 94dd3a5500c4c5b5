package mpjdht.experiment.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.NavigableSet;
import java.util.TreeSet;
import mpjdht.experiment.lab.Histogram;
import mpjdht.node.chord.ChordNode;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.chord.RingPicture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChordRingTest {
    private static final int BITS = 64;
    private static final BigInteger CIRCLE = BigInteger.ONE.shiftLeft(BITS);
    private static final long DELAY_MICROS = 50 * Micros.MILLI;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 40})
    void walksAsFarAsTheFingersOfThePaperLead(int nodes) {
        for (long seed = 0; seed < 5; seed++) {
            ChordRing ring = ring(nodes, 1, PathLength.NEVER_MICROS, seed);
            NavigableSet<BigInteger> ids = ids(ring.picture());
            SeededRandom random = new SeededRandom(seed);
            Histogram walked = new Histogram();
            for (int i = 0; i < nodes; i++) {
                ChordNode first = ring.picture().node(i);
                for (int k = 0; k < 20; k++) {
                    long position = random.nextLong();
                    ring.lookUp(first.self(), position);
                    if (!owner(ids, unsigned(position)).equals(unsigned(first.self().id()))) {
                        walked.add(walk(ids, unsigned(first.self().id()), unsigned(position)), 1);
                    }
                }
            }
            ring.lookUpAtOnce(0);

            Lookups found = ring.lookups();
            assertThat(found.failed()).isZero();
            assertThat(found.answered()).isEqualTo(20L * nodes);
            for (int length = 0; length <= BITS; length++) {
                assertThat(found.path().count(length)).as("seed %s, length %s", seed, length).isEqualTo(walked.count(length));
            }
        }
    }

    /** Nodes that {@code find_predecessor} asks after the first (figure 5), by arithmetic that cannot overflow. */
    private static int walk(NavigableSet<BigInteger> ids, BigInteger first, BigInteger position) {
        BigInteger node = first;
        int asked = 0;
        while (!owner(ids, node.add(BigInteger.ONE)).equals(owner(ids, position))) {
            BigInteger room = position.subtract(node).mod(CIRCLE);
            for (int i = BITS - 1; i >= 0; i--) {
                BigInteger finger = owner(ids, node.add(BigInteger.ONE.shiftLeft(i)));
                BigInteger distance = finger.subtract(node).mod(CIRCLE);
                if (distance.signum() > 0 && distance.compareTo(room) < 0) {
                    node = finger;
                    break;
                }
            }
            asked++;
        }
        return asked;
    }

    private static BigInteger owner(NavigableSet<BigInteger> ids, BigInteger position) {
        BigInteger owner = ids.ceiling(position.mod(CIRCLE));
        return owner == null ? ids.first() : owner;
    }

    private static NavigableSet<BigInteger> ids(RingPicture picture) {
        NavigableSet<BigInteger> ids = new TreeSet<>();
        for (int i = 0; i < picture.size(); i++) {
            ids.add(unsigned(picture.node(i).self().id()));
        }
        return ids;
    }

    private static BigInteger unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }

    @Test
    void countsALookupAsFailedWhenTheOwnerIsGoneBeforeTheAnswerArrives() {
        ChordRing ring = ring(16, 4, PathLength.NEVER_MICROS, 3);
        ChordNode owner = ring.picture().node(5);

        ring.lookUp(ring.picture().node(4).self(), owner.self().id());
        ring.simulation().runUntil(3 * DELAY_MICROS);
        ring.simulation().crash(owner.self().rank());
        ring.simulation().runUntil(4 * DELAY_MICROS);

        assertThat(ring.lookups().answered()).isEqualTo(1);
        assertThat(ring.lookups().failed()).isEqualTo(1);
    }

    @Test
    void findsTheFirstLiveNodeBehindAPositionAndCountsTheDeadOnesOnTheWay() {
        ChordRing ring = ring(16, 4, PathLength.NEVER_MICROS, 3);
        RingPicture before = ring.picture();

        ring.simulation().crash(before.node(5).self().rank());
        ring.simulation().crash(before.node(6).self().rank());
        ring.lookUp(before.node(4).self(), before.node(5).self().id());
        ring.lookUpAtOnce(0);

        assertThat(ring.lookups().failed()).isZero();
        assertThat(ring.lookups().timeouts().mean()).isGreaterThanOrEqualTo(2);
        assertThat(ring.lookups().hops().count(1)).isEqualTo(1);
    }

    @Test
    void abandonsALookupWithTheNodeThatWasAsked() {
        ChordRing ring = ring(16, 4, PathLength.NEVER_MICROS, 3);

        ring.lookUp(ring.picture().node(0).self(), ring.picture().node(8).self().id());
        ring.simulation().crash(ring.picture().node(0).self().rank());
        ring.simulation().runUntil(Micros.SECOND);

        assertThat(ring.lookups().abandoned()).isEqualTo(1);
    }

    @Test
    void healsAfterACrash() {
        ChordRing ring = ring(32, 10, Micros.SECOND, 1);
        assertThat(ring.ordered()).isTrue();
        assertThat(ring.ideal()).isTrue();

        ring.crash(10);
        assertThat(ring.picture().size()).isEqualTo(22);
        assertThat(ring.ordered()).isFalse();
        assertThat(ring.ideal()).isFalse();

        ring.simulation().runUntil(120 * Micros.SECOND);
        assertThat(ring.ordered()).isTrue();
        assertThat(ring.ideal()).isTrue();
    }

    @Test
    void letsNodesJoinAndLeave() {
        ChordRing ring = ring(32, 5, Micros.SECOND, 1);

        for (int i = 0; i < 6; i++) {
            ring.join();
            ring.leave();
            ring.leave();
        }
        ring.simulation().runUntil(120 * Micros.SECOND);

        assertThat(ring.picture().size()).isEqualTo(32 + 6 - 12);
        assertThat(ring.ideal()).isTrue();
        int up = 0;
        for (int rank = 1; rank < ring.simulation().size(); rank++) {
            up += ring.simulation().up(rank) ? 1 : 0;
        }
        assertThat(up).as("processes of nodes that have left have ended").isEqualTo(26);
    }

    @Test
    void happensAsOftenAsARateSays() {
        ChordRing ring = ring(2, 1, PathLength.NEVER_MICROS, 1);
        int[] times = {0};

        new Poisson(ring.simulation(), 5, new SeededRandom(1))
                .repeat(10 * Micros.SECOND, 1010 * Micros.SECOND, 0, () -> times[0]++);
        ring.simulation().runUntil(10 * Micros.SECOND);
        assertThat(times[0]).isZero();
        ring.simulation().runUntil(2000 * Micros.SECOND);

        assertThat(times[0]).isBetween(4700, 5300);
    }

    private static ChordRing ring(int nodes, int successors, long periodMicros, long seed) {
        ChordSettings settings =
                new ChordSettings(successors, periodMicros, periodMicros / 4, periodMicros, 10 * DELAY_MICROS, 1);
        return new ChordRing(nodes, settings, Latency.constant(DELAY_MICROS), seed);
    }
}
