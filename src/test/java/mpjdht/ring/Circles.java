package mpjdht.ring;

import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Circles and rings of every kind and size, and a naive ring beside each. */
public final class Circles {
    private Circles() {}

    /** Direct circles of even, odd and tiny sizes, and hashed ones of every length. */
    public static Stream<KeySpace> all() {
        Stream<KeySpace> direct = Stream.of(
                        1L, 2L, 3L, 7L, 8L, 9L, 1000L, 1023L, 1024L, 1025L, 999_983L, Long.MAX_VALUE)
                .map(DirectKeySpace::new);
        Stream<KeySpace> sha1 =
                Stream.of(8, 9, 31, 32, 33, 63, 64, 65, 100, 160).map(Sha1KeySpace::new);
        Stream<KeySpace> xxh3 = Stream.of(8, 20, 63, 64).map(Xxh3KeySpace::new);
        return Stream.of(direct, sha1, xxh3).flatMap(circles -> circles);
    }

    /** A ring of at most {@code most} nodes, some of them side by side. */
    public static RingView ring(KeySpace space, Random random, int most) {
        TreeMap<Long, Integer> nodes = new TreeMap<>(Long::compareUnsigned);
        int attempts = 1 + random.nextInt(most);
        long id = place(space, random);
        for (int i = 0; i < attempts; i++) {
            nodes.put(id, 1 + random.nextInt(6));
            id = random.nextInt(4) == 0 && space.contains(id + 1) && id != -1 ? id + 1 : place(space, random);
        }
        long[] ids = nodes.keySet().stream().mapToLong(Long::longValue).toArray();
        int[] ranks = nodes.values().stream().mapToInt(Integer::intValue).toArray();
        return RingView.of(0, ids, ranks);
    }

    /** Any place on the circle, its ends more often than others. */
    public static long place(KeySpace space, Random random) {
        long width = space.highestId() - space.lowestId();
        return switch (random.nextInt(10)) {
            case 0 -> space.lowestId();
            case 1 -> space.highestId();
            default ->
                space.lowestId()
                        + (width == -1 ? random.nextLong() : Long.remainderUnsigned(random.nextLong(), width + 1));
        };
    }

    /** The nodes of a view in a map, to be searched naively. */
    public static TreeMap<Long, Integer> naive(RingView view) {
        TreeMap<Long, Integer> nodes = new TreeMap<>(Long::compareUnsigned);
        for (int i = 0; i < view.size(); i++) {
            nodes.put(view.id(i), view.rank(i));
        }
        return nodes;
    }

    /** The owner of a position: the first node at or above it, past the highest the lowest. */
    public static long owner(TreeMap<Long, Integer> nodes, long position) {
        Long owner = nodes.ceilingKey(position);
        return owner == null ? nodes.firstKey() : owner;
    }
}
