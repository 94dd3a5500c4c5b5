package mpjdht.sim.grid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.sim.SeededRandom;

/** The keys of a world, and ids of nodes that lie where these keys do: so what joins and leaves takes keys with it. */
final class WorldKeys {
    private static final int NEAR = 3;

    private final KeySpace space;
    private final int otherValueBytes;
    private final List<Key> contended = new ArrayList<>();
    private final List<Key> counters;
    private final List<Key> others = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();

    /**
     * A key and its place.
     *
     * @param bytes never changed
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Key(byte[] bytes, long position, int hash) {
        @Override
        public String toString() {
            return "key " + new String(bytes, StandardCharsets.US_ASCII);
        }
    }

    /**
     * The keys of a plan.
     *
     * @param random decides the ids
     * @param space the circle, for this object alone
     */
    WorldKeys(WorldPlan plan, SeededRandom random, KeySpace space) {
        this.space = space;
        this.otherValueBytes = plan.workload().otherValueBytes();
        for (int i = 0; i < plan.workload().keys(); i++) {
            contended.add(key("k" + i));
        }
        for (int i = 0; i < plan.workload().counters(); i++) {
            contended.add(key("n" + i));
        }
        this.counters = contended.subList(plan.workload().keys(), contended.size());
        for (int i = 0; i < plan.workload().otherKeys(); i++) {
            others.add(key("other-" + i));
        }
        for (long id : space.initialIds(plan.nodes())) {
            ids.add(id);
        }
        int more = 2 + random.nextInt(plan.nodes() + 6);
        for (int i = 0; i < more; i++) {
            ids.add(drawId(random));
        }
    }

    private Key key(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        KeyPlace place = new KeyPlace();
        space.locate(bytes, 0, bytes.length, place);
        return new Key(bytes, place.position(), place.hash());
    }

    /** Anywhere; or at the position of a contended key, or next to it. */
    private long drawId(SeededRandom random) {
        long anywhere = random.nextLong() & space.highestId();
        if (random.nextInt(3) == 0) {
            return anywhere;
        }
        long position = contended.get(random.nextInt(contended.size())).position();
        return (position + random.nextInt(2 * NEAR) - NEAR) & space.highestId();
    }

    /** The keys that clients ask for, those that they count up last. */
    List<Key> contended() {
        return contended;
    }

    /** Those of them whose values are numbers. */
    List<Key> counters() {
        return counters;
    }

    /** The value of a key that no client asks for. */
    byte[] valueOfOther(Key key) {
        return Arrays.copyOf(key.bytes(), Math.max(key.bytes().length, otherValueBytes));
    }

    /** The keys that lie on the ring from the beginning. */
    List<Key> others() {
        return others;
    }

    /** Ids that nodes may have; some may be there more than once. */
    List<Long> ids() {
        return ids;
    }
}
