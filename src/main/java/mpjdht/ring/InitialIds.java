package mpjdht.ring;

import java.util.HashSet;
import java.util.Set;

/** How the nodes at start are placed: evenly, or where the hashes of their names fall. */
final class InitialIds {
    private InitialIds() {}

    /** Ids {@code lowest - 1 + ceil(i * size / count)}: arcs differ by at most one position. */
    static long[] even(long lowest, long size, int count) {
        requireRoom(size, count);
        long[] ids = new long[count];
        long whole = size / count;
        long rest = size % count;
        for (int i = 1; i <= count; i++) {
            ids[i - 1] = lowest - 1 + whole * i + (rest * i + count - 1) / count;
        }
        return ids;
    }

    /** Hashes of {@code node-1}, {@code node-2}, …, passing over repetitions, and the highest id of the circle. */
    static long[] hashed(KeySpace space, int count) {
        long ids = space.highestId() - space.lowestId();
        if (ids >= 0 && ids < Long.MAX_VALUE) {
            requireRoom(ids + 1, count);
        }
        Set<Long> taken = new HashSet<>();
        taken.add(space.highestId());
        long[] chosen = new long[count];
        chosen[count - 1] = space.highestId();
        long name = 1;
        for (int i = 0; i < count - 1; i++) {
            long id;
            do {
                id = space.idOf("node-" + name++);
            } while (!taken.add(id));
            chosen[i] = id;
        }
        return chosen;
    }

    private static void requireRoom(long size, int count) {
        if (count < 1 || count > size) {
            throw new IllegalArgumentException("a circle of " + size + " ids cannot hold " + count + " nodes");
        }
    }
}
