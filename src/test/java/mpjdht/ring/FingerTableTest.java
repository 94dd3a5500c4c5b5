package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerTableTest {

    static Stream<KeySpace> circles() {
        return Circles.all();
    }

    @ParameterizedTest
    @MethodSource("circles")
    void everyFingerIsTheFirstNodeAtOrAfterItsStart(KeySpace space) {
        BigInteger lowest = unsigned(space.lowestId());
        BigInteger size = unsigned(space.highestId()).subtract(lowest).add(BigInteger.ONE);
        for (long seed = 0; seed < 20; seed++) {
            RingView view = Circles.ring(space, new Random(seed), 40);
            TreeMap<Long, Integer> nodes = Circles.naive(view);
            for (long self : nodes.keySet()) {
                FingerTable table = new FingerTable(self, space, CircleRules.EXACT);
                table.fill(view);

                assertThat(table.size()).isEqualTo(size.subtract(BigInteger.ONE).bitLength());
                for (int i = 0; i < table.size(); i++) {
                    BigInteger start = unsigned(self)
                            .subtract(lowest)
                            .add(BigInteger.ONE.shiftLeft(i))
                            .mod(size)
                            .add(lowest);
                    assertThat(unsigned(table.start(i))).isEqualTo(start);
                    long owner = Circles.owner(nodes, start.longValue());
                    assertThat(table.get(i))
                            .as("seed %d, finger %d of %s", seed, i, Long.toUnsignedString(self))
                            .isEqualTo(new NodeRef(owner, nodes.get(owner)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("circles")
    void theSearchFindsWhatASearchFromTheTopFinds(KeySpace space) {
        int found = 0;
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            RingView view = Circles.ring(space, random, 40);
            long self = view.id(random.nextInt(view.size()));
            FingerTable table = new FingerTable(self, space, CircleRules.EXACT);
            table.fill(view);
            for (int gap = random.nextInt(5); gap > 0 && table.size() > 0; gap--) {
                table.clear(random.nextInt(table.size()));
            }
            for (int i = 0; i < 200; i++) {
                long position = i < view.size() ? view.id(i) : Circles.place(space, random);
                int expected = fromTheTop(table, self, position);
                assertThat(table.closestPreceding(position))
                        .as(
                                "seed %d, from %s to %s",
                                seed, Long.toUnsignedString(self), Long.toUnsignedString(position))
                        .isEqualTo(expected);
                found += expected == FingerTable.NONE ? 0 : 1;
            }
        }
        assertThat(found > 0).isEqualTo(space.highestId() != space.lowestId());
    }

    @Test
    void aFingerIsKnownFromWhenItIsSetUntilItIsCleared() {
        FingerTable table = new FingerTable(10, new DirectKeySpace(1000), CircleRules.EXACT);
        assertThat(table.get(9)).isNull();
        assertThat(table.closestPreceding(900)).isEqualTo(FingerTable.NONE);

        table.set(9, new NodeRef(600, 3));

        assertThat(table.get(9)).isEqualTo(new NodeRef(600, 3));
        assertThat(table.id(9)).isEqualTo(600);
        assertThat(table.rank(9)).isEqualTo(3);
        assertThat(table.closestPreceding(900)).isEqualTo(9);
        assertThat(table.closestPreceding(600)).isEqualTo(FingerTable.NONE);
        table.clear(9);
        assertThat(table.get(9)).isNull();
        assertThat(table.closestPreceding(900)).isEqualTo(FingerTable.NONE);
    }

    private static int fromTheTop(FingerTable table, long self, long position) {
        for (int i = table.size() - 1; i >= 0; i--) {
            if (table.get(i) != null && CircleRules.EXACT.between(self, table.id(i), position)) {
                return i;
            }
        }
        return FingerTable.NONE;
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
