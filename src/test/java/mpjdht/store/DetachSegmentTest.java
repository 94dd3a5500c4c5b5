package mpjdht.store;

import static mpjdht.store.TableCalls.ascii;
import static mpjdht.store.TableCalls.find;
import static mpjdht.store.TableCalls.position;
import static mpjdht.store.TableCalls.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An arc that leaves a table segment by segment. */
class DetachSegmentTest {
    private static final int MOST_SEGMENTS = 1 << 20;

    /** A row a circle, with the keys that lie on it and the bytes of their values. */
    @ParameterizedTest
    @CsvSource({
        "direct, 1, 3, 10",
        "direct, 2, 5, 10",
        "direct, 7, 40, 10",
        "direct, 8, 1, 10",
        "direct, 255, 300, 40000",
        "direct, 256, 300, 40000",
        "direct, 1000, 0, 10",
        "direct, 1000, 500, 30000",
        "sha1, 8, 200, 50000",
        "xxh3, 16, 300, 40000",
        "xxh3, 64, 300, 40000",
        "xxh3, 64, 120000, 0",
        "sha1, 64, 1, 10"
    })
    void theSegmentsOfAnyArcAreTheKeysOfThatArcInTheOrderOfTheCircle(String kind, long size, int keys, int valueBytes) {
        KeySpace space = space(kind, size);
        boolean many = keys > 100_000;
        for (int seed = 0; seed < (many ? 4 : 60); seed++) {
            Random random = new Random(seed);
            leavesByItself(space, keys, valueBytes, arc(space, random), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"direct, 1", "direct, 2", "direct, 3", "direct, 4", "direct, 5", "direct, 8"})
    void everyArcOfASmallCircleLeavesByItself(String kind, long size) {
        KeySpace space = space(kind, size);
        for (long after = 1; after <= size; after++) {
            for (long last = 1; last <= size; last++) {
                leavesByItself(space, (int) size, 10, new Arc(after, last), after + " to " + last);
            }
        }
    }

    @Test
    void anEmptyTableIsEmptiedInOneStep() {
        DetachedArc left = new NodeTable(new DirectKeySpace(1000)).detachSegment(new Arc(900, 100));

        assertThat(left.isEmpty()).isTrue();
        assertThat(left.last()).isEqualTo(100);
    }

    /** Few positions with much at each, so that there are empty segments between those that hold something. */
    @Test
    void anArcThatEndsWithEmptySegmentsEndsWhereItShould() {
        KeySpace space = new DirectKeySpace(64);
        for (long after = 1; after <= 64; after += 2) {
            for (long last = 1; last <= 64; last += 5) {
                NodeTable table = new NodeTable(space);
                for (int i = 0; i < 8; i++) {
                    put(space, table, ascii(Integer.toString(i < 4 ? 1 + i : 57 + i)), new byte[2 << 20]);
                }
                Arc rest = new Arc(after, last);
                long staying = 8 - count(twin(space).detach(rest));
                long end;
                do {
                    DetachedArc left = table.detachSegment(rest);
                    end = left.last();
                    rest = new Arc(end, last);
                    left.releaseAll();
                } while (end != last);
                assertThat(table.keys()).as(after + " to " + last).isEqualTo(staying);
            }
        }
    }

    private static NodeTable twin(KeySpace space) {
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 8; i++) {
            put(space, table, ascii(Integer.toString(i < 4 ? 1 + i : 57 + i)), new byte[0]);
        }
        return table;
    }

    @Test
    void aSegmentIsNeverLargerThanOneOfTheTable() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 300_000; i++) {
            put(space, table, TableCalls.key(i), new byte[0]);
        }
        Arc rest = Arc.wholeCircle(77);
        int segments = 0;
        long last;
        do {
            DetachedArc left = table.detachSegment(rest);
            last = left.last();
            assertThat(left.isEmpty() && last != 77).isFalse();
            assertThat(count(left)).isLessThanOrEqualTo(52_000);
            rest = new Arc(last, 77);
            left.releaseAll();
            segments++;
        } while (last != 77);

        assertThat(segments).isBetween(6, 40);
        assertThat(table.keys()).isZero();
    }

    /** Takes an arc out segment by segment, and compares with what belongs to it and with what leaves all at once. */
    private static void leavesByItself(KeySpace space, int keys, int valueBytes, Arc arc, String name) {
        NodeTable table = new NodeTable(space);
        NodeTable twin = new NodeTable(space);
        Map<String, Long> expected = new HashMap<>();
        Map<String, Long> staying = new HashMap<>();
        for (int i = 1; i <= keys; i++) {
            String key = space instanceof DirectKeySpace direct
                    ? Long.toString(1 + i * 7919L % direct.highestId())
                    : "key-" + i;
            put(space, table, ascii(key), new byte[valueBytes]);
            put(space, twin, ascii(key), new byte[valueBytes]);
            long position = position(space, ascii(key));
            (arc.contains(position) ? expected : staying).put(key, position);
        }

        Map<String, Long> left = new HashMap<>();
        Arc rest = arc;
        boolean begun = false;
        for (int segments = 0; !begun || rest.after() != arc.last(); segments++) {
            assertThat(segments).as(name).isLessThan(MOST_SEGMENTS);
            DetachedArc segment = table.detachSegment(rest);
            Map<String, Long> keysOfIt = keysOf(segment.walk());
            Arc gone = new Arc(rest.after(), segment.last());
            assertThat(keysOfIt.values()).as(name).allMatch(gone::contains).allMatch(rest::contains);
            assertThat(keysOfIt.isEmpty()).as(name).isEqualTo(segment.isEmpty());
            keysOfIt.forEach(
                    (key, position) -> assertThat(left.put(key, position)).isNull());
            long end = segment.last();
            long after = rest.after();
            expected.forEach((key, position) -> {
                boolean passed = distance(arc.after(), position) <= distance(arc.after(), end);
                assertThat(left.containsKey(key))
                        .as("%s: %s, %d of (%d, %d]", name, key, position, after, end)
                        .isEqualTo(passed);
            });
            assertThat(segment.isEmpty()).as(name).isEqualTo(keysOfIt.isEmpty());
            assertThat(segment.isEmpty() && end != arc.last())
                    .as(name + ": an empty segment")
                    .isFalse();
            segment.releaseAll();
            rest = new Arc(end, arc.last());
            begun = true;
        }

        assertThat(left)
                .as(name)
                .isEqualTo(expected)
                .isEqualTo(keysOf(twin.detach(arc).walk()));
        assertThat(keysOf(table.walk())).as(name).isEqualTo(staying);
        staying.keySet()
                .forEach(key ->
                        assertThat(find(space, table, ascii(key))).as(name).hasSize(valueBytes));
        assertThat(table.keys()).as(name).isEqualTo(twin.keys());
    }

    private static long distance(long after, long position) {
        return position - after - 1 + Long.MIN_VALUE;
    }

    private static Map<String, Long> keysOf(KeyWalk walk) {
        Map<String, Long> keys = new TreeMap<>();
        while (walk.next()) {
            assertThat(keys.put(ascii(walk.bytes(), walk.keyOffset(), walk.keyLength()), walk.position()))
                    .isNull();
        }
        return keys;
    }

    private static long count(DetachedArc arc) {
        long keys = 0;
        while (arc.walk().next()) {
            keys++;
        }
        return keys;
    }

    private static Arc arc(KeySpace space, Random random) {
        long after = randomPosition(space, random);
        return switch (random.nextInt(6)) {
            case 0 -> Arc.wholeCircle(after);
            case 1 -> Arc.wholeCircle(random.nextBoolean() ? space.highestId() : space.lowestId());
            case 2 -> new Arc(after, space.highestId());
            case 3 -> new Arc(space.highestId(), after);
            default -> new Arc(after, randomPosition(space, random));
        };
    }

    private static long randomPosition(KeySpace space, Random random) {
        long span = space.highestId() - space.lowestId();
        return space.lowestId() + (span < 0 ? random.nextLong() : random.nextLong(span + 1));
    }

    private static KeySpace space(String kind, long size) {
        return switch (kind) {
            case "sha1" -> new Sha1KeySpace((int) size);
            case "xxh3" -> new Xxh3KeySpace((int) size);
            default -> new DirectKeySpace(size);
        };
    }
}
