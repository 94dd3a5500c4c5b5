package mpjdht.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionedTableTest {
    private static final int[] SEGMENT_SLOTS = {2, 8, 64, 1 << 16};
    private static final byte[] NOTHING = {};

    /** A version of a key and its value, as a naive table has it. */
    private record State(String value, long time, int writer, int edition, boolean deleted) {
        boolean isNewerThan(State other) {
            return time != other.time
                    ? time > other.time
                    : Integer.toUnsignedLong(writer) > Integer.toUnsignedLong(other.writer);
        }

        byte[] bytes() {
            byte[] text = TableCalls.ascii(value);
            byte[] bytes = Arrays.copyOf(text, text.length + Version.BYTES);
            Version.write(bytes, text.length, time, writer, edition, deleted);
            return bytes;
        }
    }

    /** A table beside a map. */
    private static final class Both {
        final KeySpace space;
        final int positionBits;
        final VersionedTable table;
        final Map<String, State> naive = new TreeMap<>();
        final KeyPlace place = new KeyPlace();
        long sum;
        long keys;

        Both(KeySpace space, int segmentSlots, int levels) {
            this.space = space;
            this.positionBits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(space.highestId()));
            this.table = new VersionedTable(space, segmentSlots, levels, Conflicts.LWW);
        }

        KeyPlace locate(String key) {
            space.locate(TableCalls.ascii(key), 0, key.length(), place);
            return place;
        }

        void write(String key, String value, long time, int writer, boolean deleted) {
            byte[] bytes = TableCalls.ascii(key);
            byte[] content = TableCalls.ascii("[" + value + "]");
            KeyPlace at = locate(key);
            table.write(
                    at.hash(),
                    at.position(),
                    bytes,
                    0,
                    bytes.length,
                    content,
                    1,
                    value.length(),
                    time,
                    writer,
                    deleted);
            State before = naive.get(key);
            State now = new State(value, time, writer, before == null ? 1 : before.edition() + 1, deleted);
            naive.put(key, now);
            hasChanged();
            assertThat(Arrays.copyOf(table.entry(), table.entryKeyLength() + table.entryStateLength()))
                    .isEqualTo(concat(bytes, now.bytes()));
            assertThat(table.entryKeyLength()).isEqualTo(bytes.length);
        }

        boolean merge(String key, State state) {
            byte[] from = concat(TableCalls.ascii(".." + key), state.bytes());
            KeyPlace at = locate(key);
            boolean isNews =
                    table.merge(at.hash(), at.position(), from, 2, key.length(), from.length - 2 - key.length());
            State before = naive.get(key);
            assertThat(isNews).isEqualTo(before == null || state.isNewerThan(before));
            if (isNews) {
                naive.put(key, state);
                hasChanged();
            }
            return isNews;
        }

        void remove(String key) {
            byte[] bytes = TableCalls.ascii(key);
            KeyPlace at = locate(key);
            boolean removed = table.remove(at.hash(), at.position(), bytes, 0, bytes.length);
            assertThat(removed).isEqualTo(naive.remove(key) != null);
            if (removed) {
                hasChanged();
            }
        }

        void drop(Arc arc) {
            table.drop(arc);
            naive.keySet().removeIf(key -> arc.contains(locate(key).position()));
            Digest all = digest(Arc.wholeCircle(0), 0, 0);
            sum = all.sum();
            keys = all.keys();
        }

        private void hasChanged() {
            sum += table.sumChange();
            keys += table.keysChange();
        }

        Digest digest(Arc arc, int level, int node) {
            Digest digest = Digest.NONE;
            for (Map.Entry<String, State> entry : naive.entrySet()) {
                KeyPlace at = locate(entry.getKey());
                State state = entry.getValue();
                if (arc.contains(at.position())
                        && DigestTreeTest.node(level, at.position(), positionBits, at.hash()) == node) {
                    digest = digest.and(
                            new Digest(Digest.of(at.hash(), at.position(), state.time(), state.writer()), 1));
                }
            }
            return digest;
        }

        List<String> keys(Arc arc, int level, int node) {
            return naive.keySet().stream()
                    .filter(key -> arc.contains(locate(key).position()))
                    .filter(key -> DigestTreeTest.node(
                                    level,
                                    locate(key).position(),
                                    positionBits,
                                    locate(key).hash())
                            == node)
                    .toList();
        }

        List<String> shown(Arc arc, int level, int node) {
            List<String> shown = new ArrayList<>();
            table.forEach(
                    arc,
                    level,
                    node,
                    key -> shown.add(TableCalls.ascii(key.bytes(), key.keyOffset(), key.keyLength())));
            Collections.sort(shown);
            return shown;
        }

        byte[] find(String key) {
            byte[] bytes = TableCalls.ascii(key);
            KeyPlace at = locate(key);
            if (!table.find(at.hash(), at.position(), bytes, 0, bytes.length)) {
                return NOTHING;
            }
            int from = table.stateOffset();
            assertThat(table.versionOffset()).isEqualTo(from + table.valueLength());
            assertThat(table.isTombstone()).isEqualTo(naive.get(key).deleted());
            return Arrays.copyOfRange(table.bytes(), from, from + table.stateLength());
        }

        void requireEqual() {
            naive.forEach((key, state) -> assertThat(find(key)).isEqualTo(state.bytes()));
            assertThat(table.keys().keys()).isEqualTo(naive.size());
            assertThat(table.forgettable())
                    .isEqualTo(naive.values().stream().filter(State::deleted).count());
            assertThat(new Digest(sum, (int) keys)).isEqualTo(digest(Arc.wholeCircle(0), 0, 0));
        }

        private static byte[] concat(byte[] first, byte[] second) {
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }

    private static KeySpace space(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new DirectKeySpace(1000);
            case 1 -> new DirectKeySpace(1 + random.nextInt(20));
            case 2 -> new Xxh3KeySpace(8);
            case 3 -> new Xxh3KeySpace(16);
            default -> new Xxh3KeySpace(64);
        };
    }

    /** An arc of the circle; of the largest one mostly a part that has some keys. */
    private static Arc arc(Random random, Both both) {
        long[] ends = new long[2];
        for (int i = 0; i < 2; i++) {
            long any = random.nextLong() >>> (Long.SIZE - both.positionBits);
            ends[i] = random.nextInt(3) == 0 ? both.locate(key(random, 40)).position() : any;
        }
        return random.nextInt(6) == 0 ? Arc.wholeCircle(ends[0]) : new Arc(ends[0], ends[1]);
    }

    private static String key(Random random, int keys) {
        int number = 1 + random.nextInt(keys);
        return number % 3 == 0 ? "key-" + number : Integer.toString(number);
    }

    private static String value(Random random) {
        return "v".repeat(random.nextInt(20) == 0 ? random.nextInt(500) : random.nextInt(12));
    }

    private static int writer(Random random) {
        return random.nextInt(4) - 2;
    }

    private static void act(Random random, Both both, int keys, long clock) {
        String key = key(random, keys);
        boolean deleted = random.nextInt(4) == 0;
        switch (random.nextInt(20)) {
            case 0 -> both.drop(arc(random, both));
            case 1, 2, 3 -> both.remove(key);
            case 4, 5, 6, 7, 8, 9 -> {
                State state = new State(
                        deleted ? "" : value(random),
                        1 + random.nextInt((int) clock),
                        writer(random),
                        1 + random.nextInt(9),
                        deleted);
                both.merge(key, state);
            }
            default -> both.write(key, deleted ? "" : value(random), clock, writer(random), deleted);
        }
    }

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2})
    void everySeedAgreesWithAMap(int block) {
        for (long seed = block * 100L; seed < block * 100L + 100; seed++) {
            Random random = new Random(seed);
            Both both = new Both(space(random), SEGMENT_SLOTS[random.nextInt(4)], 1 + random.nextInt(4));
            int keys = 1 + random.nextInt(200);
            for (int step = 1; step <= 300; step++) {
                act(random, both, keys, step);
                if (step % 30 == 0) {
                    both.requireEqual();
                }
            }
            assertThat(both.find("never")).isEmpty();
        }
    }

    @ParameterizedTest(name = "seeds {0}*50 to {0}*50+49")
    @ValueSource(ints = {0, 1, 2, 3})
    void theDigestOfEveryNodeIsTheSumOverTheKeysBelowIt(int block) {
        for (long seed = block * 50L; seed < block * 50L + 50; seed++) {
            Random random = new Random(seed);
            Both both = new Both(space(random), SEGMENT_SLOTS[random.nextInt(4)], 1 + random.nextInt(2));
            int keys = 1 + random.nextInt(60);
            for (int step = 1; step <= 100; step++) {
                act(random, both, keys, step);
            }
            for (int i = 0; i < 6; i++) {
                Arc arc = arc(random, both);
                for (int level = 0; level <= both.table.levels(); level++) {
                    for (int node = 0; node < both.table.nodes(level); node++) {
                        String where = "seed " + seed + ", " + arc + ", node " + node + " of level " + level;
                        Digest expected = both.digest(arc, level, node);
                        assertThat(both.table.digest(arc, level, node))
                                .as(where)
                                .isEqualTo(expected);
                        List<String> shown = both.keys(arc, level, node);
                        assertThat(both.shown(arc, level, node)).as(where).isEqualTo(shown);
                        if (level > 0) {
                            int first = both.table.firstBelow(node / both.table.fan());
                            assertThat(node - first).as(where).isBetween(0, both.table.fan() - 1);
                        }
                        if (!shown.isEmpty()) {
                            assertThat(both.table.meets(arc, level, node))
                                    .as(where)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    @Test
    void anArcMeetsANodeWhenAPositionOfItIsBelow() {
        for (KeySpace space : List.of(new DirectKeySpace(1), new DirectKeySpace(6), new Xxh3KeySpace(8))) {
            Both both = new Both(space, 8, 2);
            int positions = 1 << both.positionBits;
            for (long seed = 0; seed < 100; seed++) {
                Arc arc = arc(new Random(seed), both);
                for (int level = 0; level <= 2; level++) {
                    boolean[] meets = new boolean[both.table.nodes(level)];
                    for (int position = 0; position < positions; position++) {
                        // Below which nodes a key comes by its hash, any hash can tell.
                        for (int hash = 0; hash < 256; hash++) {
                            meets[DigestTreeTest.node(level, position, both.positionBits, hash << 24)] |=
                                    arc.contains(position);
                        }
                    }
                    for (int node = 0; node < meets.length; node++) {
                        assertThat(both.table.meets(arc, level, node))
                                .as(arc + ", node " + node + " of level " + level)
                                .isEqualTo(meets[node]);
                    }
                }
            }
        }
    }

    @Test
    void inWhateverOrderStatesAreMergedTheNewestOfEachKeyIsLeft() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Map.Entry<String, State>> states = new ArrayList<>();
            Map<String, State> ofVersion = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                String key = key(random, 10);
                boolean deleted = random.nextInt(4) == 0;
                State drawn = new State(
                        deleted ? "" : value(random),
                        1 + random.nextInt(5),
                        writer(random),
                        1 + random.nextInt(5),
                        deleted);
                // A version has one value.
                State state =
                        ofVersion.computeIfAbsent(key + "/" + drawn.time() + "/" + drawn.writer(), absent -> drawn);
                states.add(Map.entry(key, state));
            }
            KeySpace space = space(random);
            Both first = merged(space, states);
            Collections.shuffle(states, random);
            Both second = merged(space, states);

            assertThat(second.naive).as("seed " + seed).isEqualTo(first.naive);
            assertThat(second.table.digest(Arc.wholeCircle(0), 0, 0))
                    .isEqualTo(first.table.digest(Arc.wholeCircle(0), 0, 0));
        }
    }

    private static Both merged(KeySpace space, List<Map.Entry<String, State>> states) {
        Both both = new Both(space, 8, 2);
        states.forEach(state -> both.merge(state.getKey(), state.getValue()));
        both.requireEqual();
        return both;
    }

    @Test
    void aStateThatIsNotNewerNeverReplacesAnother() {
        Both both = new Both(new DirectKeySpace(1000), 8, 2);
        State here = new State("here", 5, -1, 3, false);
        assertThat(both.merge("7", here)).isTrue();

        Stream.of(
                        new State("elsewhere", 5, -1, 9, false),
                        new State("", 5, -1, 9, true),
                        new State("elsewhere", 5, Integer.MAX_VALUE, 9, false),
                        new State("elsewhere", 4, -1, 9, false))
                .forEach(other -> assertThat(both.merge("7", other)).isFalse());

        assertThat(both.find("7")).isEqualTo(here.bytes());
        assertThat(both.table.forgettable()).isZero();
        assertThat(both.merge("7", new State("", 6, 0, 1, true))).isTrue();
        assertThat(both.table.forgettable()).isEqualTo(1);
    }

    @Test
    void afterTheHighestEditionTheyBeginAgain() {
        Both both = new Both(new DirectKeySpace(1000), 8, 2);
        both.merge("7", new State("v", 1, 1, Version.MOST_EDITIONS, false));
        byte[] key = TableCalls.ascii("7");
        KeyPlace at = both.locate("7");

        both.table.write(at.hash(), at.position(), key, 0, 1, key, 0, 1, 2, 1, false);

        assertThat(Version.edition(both.table.entry(), 2)).isEqualTo(1);
        assertThat(Version.isTombstone(both.table.entry(), 2)).isFalse();
    }
}
