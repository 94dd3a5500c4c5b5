package mpjdht.ring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Configurations of every kind, and what is naively known of their regions. */
public final class Configurations {
    private static final int RANKS = 7;

    private Configurations() {}

    /**
     * A configuration in which anything may be: several lives, nodes that are gone or hold nothing, regions that are closed, filled,
     * lost or out of reach, and regions that have nothing to do with the nodes of the ring.
     *
     * @param span power of two below which all ids are, or 0 for the whole circle
     */
    public static Configuration any(Random random, long span) {
        List<NodeRef> nodes = new ArrayList<>();
        for (long id : ids(random, span, 15)) {
            nodes.add(new NodeRef(id, 1 + random.nextInt(RANKS)));
        }
        return new Configuration(ring(random, nodes), regions(random, span, nodes));
    }

    /** Some of the nodes, at least one. */
    private static RingView ring(Random random, List<NodeRef> nodes) {
        List<NodeRef> some = new ArrayList<>(nodes);
        Collections.shuffle(some, random);
        int size = 1 + random.nextInt(some.size());
        long[] ids = some.stream().limit(size).mapToLong(NodeRef::id).toArray();
        int[] ranks = some.stream().limit(size).mapToInt(NodeRef::rank).toArray();
        return RingView.of(random.nextLong(), ids, ranks);
    }

    /** Regions that part the circle at any places, with some of the nodes as replicas. */
    public static List<Region> regions(Random random, long span, List<NodeRef> nodes) {
        List<Long> lasts = ids(random, span, 20);
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < lasts.size(); i++) {
            long after = lasts.get(i == 0 ? lasts.size() - 1 : i - 1);
            List<Replica> line = line(random, nodes);
            int serving = random.nextInt(line.size() + 1);
            regions.add(new Region(
                    new Arc(after, lasts.get(i)),
                    line.subList(0, serving),
                    line.subList(serving, line.size()),
                    random.nextInt(4) == 0,
                    random.nextInt(4) != 0));
        }
        return regions;
    }

    private static List<Replica> line(Random random, List<NodeRef> nodes) {
        List<NodeRef> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, random);
        int most = random.nextInt(4);
        TreeSet<Integer> ranks = new TreeSet<>();
        List<Replica> line = new ArrayList<>();
        for (NodeRef node : shuffled) {
            if (line.size() < most && ranks.add(node.rank())) {
                line.add(new Replica(node.id(), node.rank(), random.nextInt(3)));
            }
        }
        return line;
    }

    /** Different ids in their order, at least one. */
    public static List<Long> ids(Random random, long span, int most) {
        TreeSet<Long> ids = new TreeSet<>(Long::compareUnsigned);
        int attempts = 1 + random.nextInt(most);
        for (int i = 0; i < attempts; i++) {
            ids.add(random.nextLong() & (span - 1));
        }
        return List.copyOf(ids);
    }

    /** A power of two, or 0, up to which ids may be. */
    public static long span(Random random) {
        return random.nextBoolean() ? 0 : 1L << (1 + random.nextInt(63));
    }

    /** Ends of regions, the positions beside them, and any others. */
    public static List<Long> positions(Random random, long span, List<Region> regions) {
        List<Long> positions = new ArrayList<>(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
        for (Region region : regions) {
            positions.add(region.arc().last() - 1);
            positions.add(region.arc().last());
            positions.add(region.arc().last() + 1);
            positions.add(random.nextLong() & (span - 1));
        }
        return positions;
    }

    /** The places of all regions that have a position. */
    public static List<Integer> having(long position, List<Region> regions) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).arc().contains(position)) {
                places.add(i);
            }
        }
        return places;
    }
}
