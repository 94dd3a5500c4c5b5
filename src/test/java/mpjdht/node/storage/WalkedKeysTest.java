package mpjdht.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.WalkRecord;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

/** Answers to WALK, beside a sorted map. */
class WalkedKeysTest {
    private static final int SEEDS = 300;

    private final WalkedKeys walked = new WalkedKeys();

    private RequestCursor ask(long from, long last, int keys) {
        RequestBatch batch = new RequestBatch();
        batch.addWalk(1, from, last, keys);
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        return cursor;
    }

    private static KeyPlace put(NodeTable table, KeySpace space, String key) {
        byte[] bytes = key.getBytes(US_ASCII);
        KeyPlace place = new KeyPlace();
        space.locate(bytes, 0, bytes.length, place);
        table.put(place.hash(), place.position(), bytes, 0, bytes.length, 0, 0);
        return place;
    }

    private Set<String> told() {
        Set<String> told = new TreeSet<>();
        WalkRecord.visit(walked.bytes(), 0, walked.length(), (bytes, at, length) -> assertThat(
                        told.add(new String(bytes, at, length, US_ASCII)))
                .isTrue());
        return told;
    }

    @Test
    void tellEveryKeyOnceAndNoneThatIsNotMeant() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeySpace space = random.nextInt(3) == 0
                    ? new DirectKeySpace(1 + random.nextInt(300))
                    : new Xxh3KeySpace(8 + random.nextInt(57));
            NodeTable table = new NodeTable(space, 16);
            SortedMap<Long, Set<String>> keys = new TreeMap<>(Long::compareUnsigned);
            for (int i = random.nextInt(200); i > 0; i--) {
                String key = "k" + random.nextInt(10_000);
                long position = put(table, space, key).position();
                if (!key.endsWith("7")) {
                    keys.computeIfAbsent(position, absent -> new TreeSet<>()).add(key);
                }
            }
            long position = random.nextInt(4) == 0 ? random.nextLong() & table.highestPosition() : 0;
            TreeSet<String> expected = new TreeSet<>();
            keys.tailMap(position).values().forEach(expected::addAll);
            TreeSet<String> all = new TreeSet<>();
            int most = 1 + random.nextInt(20);
            int steps = 0;
            do {
                // Arcs of nodes here and there, which end behind the position or before it.
                long arcLast = random.nextInt(3) == 0 ? position - 1 : random.nextLong() & table.highestPosition();
                long last = random.nextInt(3) == 0 ? -1 : random.nextLong() & table.highestPosition();
                walked.find(
                        ask(position, last, most),
                        table,
                        arcLast,
                        key -> key.bytes()[key.keyOffset() + key.keyLength() - 1] != '7');
                long end = WalkRecord.last(walked.bytes(), 0, walked.length());
                assertThat(Long.compareUnsigned(end, position))
                        .as("seed %s", seed)
                        .isNotNegative();
                assertThat(told()).as("seed %s", seed).isEqualTo(between(keys, position, end));
                assertThat(WalkRecord.keys(walked.bytes(), 0, walked.length())).isEqualTo(told().size());
                all.addAll(told());
                position = end + 1;
                steps++;
            } while (position != 0 && steps < 10_000);
            assertThat(all).as("seed %s", seed).isEqualTo(expected);
        }
    }

    private static Set<String> between(SortedMap<Long, Set<String>> keys, long from, long last) {
        Set<String> between = new TreeSet<>();
        for (Map.Entry<Long, Set<String>> entry : keys.tailMap(from).entrySet()) {
            if (Long.compareUnsigned(entry.getKey(), last) <= 0) {
                between.addAll(entry.getValue());
            }
        }
        return between;
    }

    @Test
    void countWhatTheyWouldTell() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space, 16);
        for (int i = 0; i < 1000; i++) {
            put(table, space, "key" + i);
        }
        long position = 0;
        int count = 0;
        do {
            walked.find(ask(position, -1, 0), table, -1, key -> true);
            assertThat(told()).isEmpty();
            count += WalkRecord.keys(walked.bytes(), 0, walked.length());
            position = WalkRecord.last(walked.bytes(), 0, walked.length()) + 1;
        } while (position != 0);
        assertThat(count).isEqualTo(1000);
    }

    @Test
    void areBoundedUnlessOnePositionHasMore() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 30; i++) {
            put(table, space, "k".repeat(10_000 + i));
        }
        walked.find(ask(0, -1, 1000), table, -1, key -> true);
        assertThat(walked.length()).isLessThanOrEqualTo(WalkRecord.mostBytes() + 12);
        assertThat(told()).isNotEmpty();

        KeySpace small = new DirectKeySpace(1);
        NodeTable crowded = new NodeTable(small);
        for (int i = 0; i < 30; i++) {
            put(crowded, small, "k".repeat(10_000 + i));
        }
        walked.find(ask(0, -1, 1), crowded, -1, key -> true);
        Set<String> told = told();
        if (WalkRecord.last(walked.bytes(), 0, walked.length()) != -1) {
            walked.find(ask(1, -1, 1), crowded, -1, key -> true);
            told.addAll(told());
        }
        assertThat(told).hasSize(30);
    }
}
