package mpjdht.node.eventual;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.node.Detection;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.store.Conflicts;
import mpjdht.store.KeyWalk;
import mpjdht.store.Version;

/** What ranks have, as tests would like to make it and to look at it: with keys and values as text. */
final class StatesOfRanks {
    static final Detection DETECTION = new Detection(20_000);

    private StatesOfRanks() {}

    static Placement placement(int copies) {
        return new Placement(copies, rank -> rank);
    }

    static EventualSettings settings(int copies, int digestLevels) {
        return settings(copies, digestLevels, Conflicts.LWW);
    }

    private static EventualSettings settings(int copies, int digestLevels, Conflicts conflicts) {
        return new EventualSettings(placement(copies), 1, 1, DETECTION, 100_000, 64, digestLevels, conflicts);
    }

    /** A rank with nothing, in its first life. */
    static EventualState state(int rank, KeySpace space, RingView ring, int copies, int digestLevels) {
        return state(rank, 0, space, ring, copies, digestLevels);
    }

    static EventualState state(int rank, int life, KeySpace space, RingView ring, int copies, int digestLevels) {
        return state(rank, life, space, ring, copies, digestLevels, Conflicts.LWW);
    }

    static EventualState state(
            int rank, int life, KeySpace space, RingView ring, int copies, int digestLevels, Conflicts conflicts) {
        EventualState state =
                new EventualState(rank, life, space, settings(copies, digestLevels, conflicts), new EventualRules());
        state.install(Optional.of(new Groups(ring, placement(copies), rank)));
        return state;
    }

    /** A ring with up to so many nodes on so many ranks, each of which has one at least. */
    static RingView ring(Random random, KeySpace space, int ranks, int mostNodes) {
        Map<Long, Integer> rankOf = new TreeMap<>(Long::compareUnsigned);
        int nodes = ranks + random.nextInt(Math.max(1, mostNodes - ranks + 1));
        while (rankOf.size() < nodes) {
            long id = space.idOf("node " + random.nextInt());
            rankOf.putIfAbsent(id, 1 + rankOf.size() % ranks);
        }
        return ring(rankOf);
    }

    static RingView ring(Map<Long, Integer> rankOf) {
        long[] ids = rankOf.keySet().stream().mapToLong(Long::longValue).toArray();
        int[] ranks = rankOf.values().stream().mapToInt(Integer::intValue).toArray();
        return RingView.of(0, ids, ranks);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static KeyPlace locate(KeySpace space, String key) {
        KeyPlace place = new KeyPlace();
        space.locate(utf8(key), 0, utf8(key).length, place);
        return place;
    }

    /** Another replica has told of a state of a key; a null value is that of a key that was deleted. */
    static void merge(EventualState state, KeySpace space, String key, String value, long time, int writer) {
        byte[] name = utf8(key);
        byte[] content = utf8(value == null ? "" : value);
        byte[] all = Arrays.copyOf(name, name.length + content.length + Version.BYTES);
        System.arraycopy(content, 0, all, name.length, content.length);
        Version.write(all, all.length - Version.BYTES, time, writer, 1, value == null);
        KeyPlace place = locate(space, key);
        state.merge(place.hash(), place.position(), all, 0, name.length, all.length - name.length);
    }

    /** Every key with its value and version. */
    static Map<String, String> content(EventualState state) {
        Map<String, String> content = new TreeMap<>();
        KeyWalk walk = state.table.keys().walk();
        while (walk.next()) {
            String key = new String(walk.bytes(), walk.keyOffset(), walk.keyLength(), StandardCharsets.UTF_8);
            int value = walk.keyOffset() + walk.keyLength();
            int version = value + walk.valueLength() - Version.BYTES;
            content.put(
                    key,
                    (Version.isTombstone(walk.bytes(), version)
                                    ? "deleted"
                                    : "'" + new String(walk.bytes(), value, version - value, StandardCharsets.UTF_8)
                                            + "'")
                            + " at " + Version.time(walk.bytes(), version) + "."
                            + Version.writer(walk.bytes(), version));
        }
        return content;
    }
}
