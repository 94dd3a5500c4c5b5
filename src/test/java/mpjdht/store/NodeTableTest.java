package mpjdht.store;

import static mpjdht.store.TableCalls.ascii;
import static mpjdht.store.TableCalls.delete;
import static mpjdht.store.TableCalls.find;
import static mpjdht.store.TableCalls.key;
import static mpjdht.store.TableCalls.position;
import static mpjdht.store.TableCalls.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTableTest {
    private final KeyPlace place = new KeyPlace();

    @ParameterizedTest(name = "seeds {0}*25 to {0}*25+24")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everySeedAgreesWithAHashMap(int block) {
        for (long seed = block * 25L; seed < block * 25L + 25; seed++) {
            agreesWithAHashMap(seed);
        }
    }

    private void agreesWithAHashMap(long seed) {
        Random random = new Random(seed);
        KeySpace space = random.nextBoolean() ? new DirectKeySpace(100) : new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        Map<ByteBuffer, byte[]> expected = new HashMap<>();
        boolean many = seed % 25 == 0;
        int keyCount = many ? 40_000 : 1 + random.nextInt(500);
        int actions = many ? 200_000 : 3000;
        int arcShare = many ? 2000 : 50;
        int longest = random.nextInt(10) == 0 ? 400_000 : random.nextInt(3) == 0 ? 20_000 : 100;
        for (int i = 0; i < actions; i++) {
            byte[] key = key(random.nextInt(keyCount));
            int action = random.nextInt(10);
            if (action < 5) {
                byte[] value =
                        new byte[random.nextInt(many ? 2000 : 20) == 0 ? random.nextInt(longest) : random.nextInt(30)];
                random.nextBytes(value);
                boolean isNew = put(space, table, key, value);
                assertThat(isNew).as("seed " + seed).isEqualTo(expected.put(ByteBuffer.wrap(key), value) == null);
            } else if (action < 7) {
                boolean deleted = delete(space, table, key);
                assertThat(deleted).as("seed " + seed).isEqualTo(expected.remove(ByteBuffer.wrap(key)) != null);
            } else if (action < 9 || random.nextInt(arcShare) != 0) {
                assertThat(find(space, table, key)).as("seed " + seed).isEqualTo(expected.get(ByteBuffer.wrap(key)));
            } else {
                Arc arc = randomArc(random, space);
                DetachedArc left = table.detach(arc);
                assertThat(keysOf(left.walk())).as("seed " + seed).isEqualTo(keysOf(space, expected, arc));
                left.release(left.mark());
                expected.keySet().removeIf(k -> arc.contains(position(space, bytesOf(k))));
            }
            if (!many || i % 1000 == 0) {
                assertThat(table.keys()).as("seed " + seed).isEqualTo(expected.size());
            }
        }
        expected.forEach((key, value) ->
                assertThat(find(space, table, bytesOf(key))).as("seed " + seed).isEqualTo(value));
        assertThat(keysOf(table.walk())).as("seed " + seed).isEqualTo(keysOf(space, expected, Arc.wholeCircle(1)));
    }

    @Test
    void aDetachedArcHasKeyValueHashAndPositionOfEachOfItsKeysOnceAndTheTableHasTheRest() {
        KeySpace space = new DirectKeySpace(1000);
        NodeTable table = new NodeTable(space);
        for (int i = 1; i <= 1000; i++) {
            put(space, table, ascii(Integer.toString(i)), ascii("v" + i));
        }
        boolean[] seen = new boolean[1001];

        DetachedArc arc = table.detach(new Arc(900, 100));
        KeyWalk walk = arc.walk();
        while (walk.next()) {
            int number = Integer.parseInt(ascii(walk.bytes(), walk.keyOffset(), walk.keyLength()));
            assertThat(seen[number]).isFalse();
            seen[number] = true;
            assertThat(walk.position()).isEqualTo(number);
            space.locate(walk.bytes(), walk.keyOffset(), walk.keyLength(), place);
            assertThat(walk.hash()).isEqualTo(place.hash());
            assertThat(ascii(walk.bytes(), walk.keyOffset() + walk.keyLength(), walk.valueLength()))
                    .isEqualTo("v" + number);
        }

        for (int i = 1; i <= 1000; i++) {
            boolean inArc = i > 900 || i <= 100;
            assertThat(seen[i]).as("key " + i).isEqualTo(inArc);
            assertThat(find(space, table, ascii(Integer.toString(i))))
                    .as("key " + i)
                    .isEqualTo(inArc ? null : ascii("v" + i));
        }
    }

    @Test
    void whatWasNotReleasedOfAnArcCanBePutBack() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 200_000; i++) {
            put(space, table, key(i), ascii("v" + i));
        }
        DetachedArc arc = table.detach(Arc.wholeCircle(0));
        long walked = 0;
        while (arc.mark() < 2) {
            arc.walk().next();
            walked++;
        }
        // The walk has just come to the first key behind two segments.
        arc.release(2);

        table.putBack(arc);

        assertThat(table.keys()).isEqualTo(200_000 - (walked - 1));
        long found = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] value = find(space, table, key(i));
            found += value == null ? 0 : 1;
            assertThat(value == null || Arrays.equals(value, ascii("v" + i))).isTrue();
        }
        assertThat(found).isEqualTo(table.keys());
    }

    @Test
    void aValueOfAsManyBytesAsAPageStaysWhatItWasWhenItsSegmentMoves() {
        KeySpace space = new DirectKeySpace(1);
        NodeTable table = new NodeTable(space);
        byte[] large = new byte[MemoryPool.PAGE_BYTES - EntryPages.HEADER_BYTES - key(0).length];
        new Random(1).nextBytes(large);
        put(space, table, key(0), large);

        for (int round = 0; round < 3; round++) {
            for (int i = 1; i < 5000; i++) {
                put(space, table, key(i), new byte[100]);
            }
            for (int i = 1; i < 5000; i++) {
                delete(space, table, key(i));
            }
        }

        assertThat(find(space, table, key(0))).isEqualTo(large);
    }

    @Test
    void aWalkMixesTheHashesSoThatATableFilledByItIsNotFilledFromOneEnd() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 20_000; i++) {
            put(space, table, key(i), new byte[0]);
        }
        int[] quarters = new int[4];
        KeyWalk walk = table.walk();
        for (int i = 0; i < 2000; i++) {
            assertThat(walk.next()).isTrue();
            quarters[walk.hash() >>> 30]++;
        }
        for (int keysOfQuarter : quarters) {
            assertThat(keysOfQuarter).isBetween(400, 600);
        }
    }

    @Test
    void keysThatNoPositionTellsApartAreKeptInOneLargeSegment() {
        KeySpace space = new DirectKeySpace(2);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 100_000; i++) {
            put(space, table, key(i), ascii("v" + i));
        }
        assertThat(table.keys()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(find(space, table, key(i))).isEqualTo(ascii("v" + i));
            assertThat(delete(space, table, key(i))).isTrue();
        }
        assertThat(table.memoryBytes()).isLessThan(2048);
    }

    @Test
    void keysCloseTogetherOnALargeCircleAreSplitAsFarAsTheDirectoryGoes() {
        KeySpace space = new DirectKeySpace(Long.MAX_VALUE);
        NodeTable table = new NodeTable(space);
        for (long i = 1; i <= 60_000; i++) {
            put(space, table, ascii(Long.toString(i << 20)), ascii("v" + i));
            put(space, table, ascii(Long.toString(i << 46)), ascii("w" + i));
        }
        for (long i = 1; i <= 60_000; i++) {
            assertThat(find(space, table, ascii(Long.toString(i << 20)))).isEqualTo(ascii("v" + i));
            assertThat(find(space, table, ascii(Long.toString(i << 46)))).isEqualTo(ascii("w" + i));
        }
        assertThat(table.memoryBytes()).isLessThan(20 << 20);
    }

    @Test
    void keysWhoseHashesAreTheSameAreToldApart() {
        KeySpace space = new DirectKeySpace(1000);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 100; i++) {
            byte[] key = key(i);
            table.put(7, 7, key, 0, key.length, 0, key.length);
        }
        for (int i = 0; i < 100; i++) {
            byte[] key = key(i);
            assertThat(table.find(7, 7, key, 0, key.length)).isTrue();
            assertThat(Arrays.copyOfRange(table.valueBytes(), table.valueOffset(), table.valueOffset() + key.length))
                    .isEqualTo(key);
        }
        assertThat(table.delete(7, 7, key(50), 0, key(50).length)).isTrue();
        assertThat(table.find(7, 7, key(50), 0, key(50).length)).isFalse();
        assertThat(table.find(7, 7, key(99), 0, key(99).length)).isTrue();
    }

    @Test
    void theLongestKeyAndValueFit() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        byte[] key = new byte[1 << 16];
        byte[] value = new byte[1 << 26];
        new Random(3).nextBytes(value);

        put(space, table, key, value);
        put(space, table, key(1), new byte[1]);

        assertThat(Arrays.equals(find(space, table, key), value)).isTrue();
        put(space, table, key, new byte[] {5});
        assertThat(find(space, table, key)).containsExactly(5);
        assertThat(table.memoryBytes()).isLessThan(2 << 20);
    }

    private static Map<ByteBuffer, Integer> keysOf(KeyWalk walk) {
        Map<ByteBuffer, Integer> keys = new HashMap<>();
        while (walk.next()) {
            byte[] key = Arrays.copyOfRange(walk.bytes(), walk.keyOffset(), walk.keyOffset() + walk.keyLength());
            assertThat(keys.put(ByteBuffer.wrap(key), walk.valueLength())).isNull();
        }
        return keys;
    }

    private Map<ByteBuffer, Integer> keysOf(KeySpace space, Map<ByteBuffer, byte[]> expected, Arc arc) {
        Map<ByteBuffer, Integer> keys = new HashMap<>();
        expected.forEach((key, value) -> {
            if (arc.contains(position(space, bytesOf(key)))) {
                keys.put(key, value.length);
            }
        });
        return keys;
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    private static Arc randomArc(Random random, KeySpace space) {
        return space instanceof DirectKeySpace
                ? new Arc(1 + random.nextInt(100), 1 + random.nextInt(100))
                : new Arc(random.nextLong(), random.nextLong());
    }
}
