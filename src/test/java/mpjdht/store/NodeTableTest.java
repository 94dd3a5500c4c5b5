package mpjdht.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
        assertThat(table.payloadBytes())
                .as("seed " + seed)
                .isEqualTo(expected.entrySet().stream()
                        .mapToLong(entry -> entry.getKey().capacity() + entry.getValue().length)
                        .sum());
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
    void anArcGivesItsMemoryBackAsItIsReleasedAndTheTableIsAsSmallAsItsRest() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 400_000; i++) {
            put(space, table, key(i), new byte[14]);
        }
        long before = table.memoryBytes();

        DetachedArc arc = table.detach(new Arc(0, -1L >>> 1));
        KeyWalk walk = arc.walk();
        int marks = 0;
        int lastMark = 0;
        while (walk.next()) {
            if (arc.mark() > lastMark) {
                lastMark = arc.mark();
                arc.release(lastMark);
                marks++;
            }
        }

        assertThat(marks).isGreaterThan(2);
        assertThat(table.memoryBytes()).isBetween(before * 2 / 5, before * 3 / 5);
    }

    @Test
    void aTableOfManyKeysTakesLittleMoreThanTheirBytes() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 1_000_000; i++) {
            put(space, table, ascii(String.format("k%09d", i)), new byte[14]);
            if (i > 50_000 && i % 10_000 == 0) {
                assertThat(table.memoryBytes() / i).as(i + " keys").isLessThan(64);
            }
        }
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
    void manyLargeValuesInOneSegmentAreOverwrittenWithoutUsingItsPagesUp() {
        KeySpace space = new DirectKeySpace(1);
        NodeTable table = new NodeTable(space);
        for (int round = 0; round < 70; round++) {
            for (int i = 0; i < 2000; i++) {
                put(space, table, key(i), new byte[17_000 + round * 2]);
            }
        }
        assertThat(table.keys()).isEqualTo(2000);
        assertThat(table.memoryBytes()).isLessThan(40L << 20);
    }

    @Test
    void anArcOfLargeValuesIsReleasedPieceByPiece() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 4000; i++) {
            put(space, table, key(i), new byte[10_000]);
        }
        DetachedArc arc = table.detach(Arc.wholeCircle(0));
        int marks = 0;
        int lastMark = 0;
        KeyWalk walk = arc.walk();
        while (walk.next()) {
            if (arc.mark() > lastMark) {
                lastMark = arc.mark();
                arc.release(lastMark);
                marks++;
            }
        }
        assertThat(marks).isGreaterThan(8);
    }

    @Test
    void whatIsDeletedOrReplacedIsNotKeptAlive() {
        KeySpace space = new DirectKeySpace(1);
        NodeTable table = new NodeTable(space);
        Prefetch prefetch = new Prefetch();
        List<WeakReference<byte[]>> gone = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            put(space, table, key(i), new byte[100_000]);
        }
        for (int i = 0; i < 20; i++) {
            byte[] key = key(i);
            space.locate(key, 0, key.length, place);
            prefetch.add(table, place.hash(), place.position(), key.length);
            assertThat(table.find(place.hash(), place.position(), key, 0, key.length))
                    .isTrue();
            gone.add(new WeakReference<>(table.valueBytes()));
        }
        prefetch.load();
        for (int i = 0; i < 20; i++) {
            if (i % 2 == 0) {
                delete(space, table, key(i));
            } else {
                put(space, table, key(i), new byte[0]);
            }
        }

        System.gc();

        assertThat(gone).allMatch(value -> value.get() == null);
        prefetch.load();
        assertThat(table.keys()).isEqualTo(10);
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
    void overwritingAndDeletingDoesNotGrowTheTable() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        Random random = new Random(1);
        fill(space, table, random);
        long afterOnePass = table.memoryBytes();

        for (int pass = 0; pass < 20; pass++) {
            fill(space, table, random);
            for (int i = 0; i < 20_000; i += 2) {
                delete(space, table, key(i));
            }
        }

        assertThat(table.memoryBytes()).isLessThan(afterOnePass * 2);
    }

    private void fill(KeySpace space, NodeTable table, Random random) {
        for (int i = 0; i < 20_000; i++) {
            put(space, table, key(i), new byte[random.nextInt(200)]);
        }
    }

    @Test
    void anEmptyTableIsSmallAndIsSmallAgainWhenItsKeysHaveLeft() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        assertThat(table.memoryBytes()).isLessThan(1024);
        fill(space, table, new Random(1));

        table.detach(Arc.wholeCircle(1));

        assertThat(table.memoryBytes()).isLessThan(4096);
        assertThat(table.keys()).isZero();
        assertThat(table.payloadBytes()).isZero();
        assertThat(find(space, table, key(5))).isNull();
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

    private boolean put(KeySpace space, NodeTable table, byte[] key, byte[] value) {
        space.locate(key, 0, key.length, place);
        byte[] both = Arrays.copyOf(key, key.length + value.length);
        System.arraycopy(value, 0, both, key.length, value.length);
        return table.put(place.hash(), place.position(), both, 0, key.length, key.length, value.length);
    }

    private boolean delete(KeySpace space, NodeTable table, byte[] key) {
        space.locate(key, 0, key.length, place);
        return table.delete(place.hash(), place.position(), key, 0, key.length);
    }

    private byte[] find(KeySpace space, NodeTable table, byte[] key) {
        space.locate(key, 0, key.length, place);
        return table.find(place.hash(), place.position(), key, 0, key.length)
                ? Arrays.copyOfRange(table.valueBytes(), table.valueOffset(), table.valueOffset() + table.valueLength())
                : null;
    }

    private long position(KeySpace space, byte[] key) {
        space.locate(key, 0, key.length, place);
        return place.position();
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

    private static byte[] key(int number) {
        return ascii("key-" + number);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String ascii(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }
}
