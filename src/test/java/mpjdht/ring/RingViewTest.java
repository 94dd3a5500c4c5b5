package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingViewTest {

    @Test
    void theOwnerIsTheSmallestIdAtOrAboveThePosition() {
        RingView view = RingView.of(0, new long[] {40, 1000, 10}, new int[] {1, 6, 2});

        assertThat(ownerOf(view, 1)).isEqualTo(10);
        assertThat(ownerOf(view, 10)).isEqualTo(10);
        assertThat(ownerOf(view, 11)).isEqualTo(40);
        assertThat(ownerOf(view, 40)).isEqualTo(40);
        assertThat(ownerOf(view, 41)).isEqualTo(1000);
    }

    @Test
    void pastTheHighestIdTheLowestOwns() {
        RingView view = RingView.of(0, new long[] {40, 100}, new int[] {1, 2});

        assertThat(ownerOf(view, 101)).isEqualTo(40);
        assertThat(ownerOf(view, -1)).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 1L << 31, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void farBeyondIdsThatAreAllSmallTheLowestOwns(long position) {
        RingView view = RingView.of(0, new long[] {1, 2, 3}, new int[] {1, 2, 3});

        assertThat(ownerOf(view, position)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void everyRingAgreesWithATreeMapThroughJoinsAndLeaves(int block) {
        for (long seed = block * 50L; seed < block * 50L + 50; seed++) {
            Random random = new Random(seed);
            long span = random.nextBoolean() ? -1 : 1L << (3 + random.nextInt(60));
            TreeMap<Long, Integer> expected = new TreeMap<>(Long::compareUnsigned);
            long first = random.nextLong() & (span - 1);
            expected.put(first, 3);
            RingView view = RingView.of(5, new long[] {first}, new int[] {3});
            for (int change = 0; change < 60; change++) {
                long id = random.nextLong() & (span - 1);
                if (!expected.containsKey(id)) {
                    int rank = 1 + random.nextInt(9);
                    expected.put(id, rank);
                    view = view.join(id, rank);
                } else if (expected.size() > 1) {
                    expected.remove(id);
                    view = view.leave(id);
                }
                assertAgrees(view, expected, random, span, "seed " + seed);
            }
        }
    }

    private static void assertAgrees(
            RingView view, NavigableMap<Long, Integer> expected, Random random, long span, String parameters) {
        assertThat(view.size()).as(parameters).isEqualTo(expected.size());
        for (int i = 0; i < 20; i++) {
            long position =
                    switch (i) {
                        case 0 -> 0;
                        case 1 -> -1;
                        default -> random.nextLong() & (span - 1);
                    };
            Map.Entry<Long, Integer> owner = expected.ceilingEntry(position);
            owner = owner == null ? expected.firstEntry() : owner;
            int index = view.ownerIndex(position);
            assertThat(view.id(index)).as(parameters).isEqualTo(owner.getKey());
            assertThat(view.rank(index)).as(parameters).isEqualTo(owner.getValue());
            assertThat(view.arc(index).contains(position)).as(parameters).isTrue();
            assertThat(view.size() == 1 || !view.arc(view.successorIndex(index)).contains(position))
                    .as(parameters)
                    .isTrue();
        }
    }

    @Test
    void everyChangeCountsTheEpoch() {
        RingView view = RingView.of(7, new long[] {10}, new int[] {1});

        assertThat(view.join(20, 2).epoch()).isEqualTo(8);
        assertThat(view.join(20, 2).leave(10).epoch()).isEqualTo(9);
    }

    @Test
    void refusesWhatIsNoRing() {
        RingView view = RingView.of(0, new long[] {10}, new int[] {1});

        assertThatThrownBy(() -> RingView.of(0, new long[] {}, new int[] {})).hasMessageContaining("at least one node");
        assertThatThrownBy(() -> RingView.of(0, new long[] {5, 5}, new int[] {1, 2}))
                .hasMessage("id 5 occurs twice");
        assertThatThrownBy(() -> view.join(10, 2)).hasMessage("id 10 is already on the circle");
        assertThatThrownBy(() -> view.leave(10)).hasMessage("id 10 cannot leave the circle");
        assertThatThrownBy(() -> view.join(20, 2).leave(11)).hasMessage("id 11 cannot leave the circle");
    }

    @Test
    void findsANodeByItsId() {
        RingView view = RingView.of(0, new long[] {10, 30, 20}, new int[] {1, 3, 2});

        assertThat(view.indexOf(20)).isEqualTo(1);
        assertThat(view.indexOf(25)).isEqualTo(-1);
        assertThat(view.successorIndex(2)).isZero();
    }

    private static long ownerOf(RingView view, long position) {
        return view.id(view.ownerIndex(position));
    }
}
