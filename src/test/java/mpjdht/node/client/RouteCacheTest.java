package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteCacheTest {
    private static final int HOME = 9;
    private static final RingView WAY = RingView.of(0, new long[] {0}, new int[] {HOME});
    private static final byte[] KEY = {'k'};

    private final RouteCache cache = new RouteCache();

    private static RequestCursor request(int operation, long position) {
        RequestBatch batch = new RequestBatch();
        batch.add(operation, 0, position, 0, KEY, 0, 1, KEY, 0, 0);
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        return cursor;
    }

    private int put(long position) {
        return cache.firstHop(WAY, request(Operation.PUT, position));
    }

    private void putWasDone(long position, long owner, int rank) {
        cache.learn(request(Operation.PUT, position), owner, rank);
    }

    @Test
    void whatNobodyHasToldOfGoesHome() {
        assertThat(put(5)).isEqualTo(HOME);
    }

    @Test
    void writesAndReadsAreLearnedEachForThemselves() {
        putWasDone(5, 10, 1);
        cache.learn(request(Operation.GET, 5), 10, 2);

        assertThat(put(5)).isEqualTo(1);
        assertThat(cache.firstHop(WAY, request(Operation.INCR, 6))).isEqualTo(1);
        assertThat(cache.firstHop(WAY, request(Operation.GET, 6))).isEqualTo(2);
        assertThat(cache.firstHop(WAY, request(Operation.EXPLAIN, 6))).isEqualTo(2);
    }

    @Test
    void aNodeThatHasLeftIsForgottenWhenItsSuccessorAnswersForItsKeys() {
        putWasDone(5, 10, 1);
        putWasDone(15, 20, 2);
        putWasDone(5, 20, 2);

        assertThat(put(5)).isEqualTo(2);
        putWasDone(-1, 5, 3);
        assertThat(put(3)).isEqualTo(3);
        putWasDone(30, 20, 4);
        assertThat(put(2)).isEqualTo(4);
    }

    @Test
    void nothingIsKnownOnceItIsForgotten() {
        putWasDone(5, 10, 1);
        cache.forget();
        assertThat(put(5)).isEqualTo(HOME);
        putWasDone(5, 10, 2);
        assertThat(put(5)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whenEveryArcHasBeenHeardOfSinceTheLastChangeEveryCommandGoesRight(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<Long, Integer> ring = new TreeMap<>(Long::compareUnsigned);
        for (int round = 0; round < 50; round++) {
            change(random, ring);
            List<Long> ids = new ArrayList<>(ring.keySet());
            for (long id : ids) {
                // The key that is as far from its owner as may be tells of all that has left the arc.
                Long before = ring.lowerKey(id);
                long first = (before == null ? ring.lastKey() : before) + 1;
                putWasDone(first, id, ring.get(id));
            }
            for (int i = 0; i < 20; i++) {
                long position = random.nextLong();
                assertThat(put(position)).isEqualTo(owner(ring, position));
            }
        }
    }

    private static void change(SplittableRandom random, NavigableMap<Long, Integer> ring) {
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            if (ring.size() > 1 && random.nextInt(2) == 0) {
                ring.remove(new ArrayList<>(ring.keySet()).get(random.nextInt(ring.size())));
            } else {
                ring.put(random.nextLong(), 1 + random.nextInt(6));
            }
        }
    }

    private static int owner(NavigableMap<Long, Integer> ring, long position) {
        Map.Entry<Long, Integer> owner = ring.ceilingEntry(position);
        return (owner == null ? ring.firstEntry() : owner).getValue();
    }
}
