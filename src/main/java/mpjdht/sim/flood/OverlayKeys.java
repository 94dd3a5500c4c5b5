package mpjdht.sim.flood;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.SearchedKey;
import mpjdht.sim.SeededRandom;

/** Who holds which keys: some nodes each, drawn at random; a process that begins anew has what it had before. */
final class OverlayKeys {
    private final List<SearchedKey> keys = new ArrayList<>();
    private final Map<Long, TreeSet<Integer>> holders = new TreeMap<>();

    /**
     * Draws the holders of all keys.
     *
     * @param processes ranks from 1 to so many
     * @param mostCopies each key is held by 1 to so many
     */
    OverlayKeys(int count, int processes, int mostCopies, SeededRandom random) {
        for (int i = 0; i < count; i++) {
            keys.add(new SearchedKey(i, i, ("key " + i).getBytes(StandardCharsets.UTF_8)));
            TreeSet<Integer> some = new TreeSet<>();
            int copies = 1 + random.nextInt(mostCopies);
            for (int copy = 0; copy < copies; copy++) {
                some.add(1 + random.nextInt(processes));
            }
            holders.put((long) i, some);
        }
    }

    SearchedKey key(int number) {
        return keys.get(number);
    }

    int size() {
        return keys.size();
    }

    /** The value of a key at a rank. */
    Optional<byte[]> value(int rank, SearchedKey key) {
        return isHeldBy(key, rank) ? Optional.of(valueAt(rank)) : Optional.empty();
    }

    /** Whether a rank holds a key. */
    boolean isHeldBy(SearchedKey key, int rank) {
        TreeSet<Integer> some = holders.get(key.position());
        return some != null && some.contains(rank);
    }

    private static byte[] valueAt(int rank) {
        return ("value at " + rank).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a value is that of a rank. */
    static boolean isValueAt(int rank, byte[] value) {
        return new String(value, StandardCharsets.UTF_8).equals(new String(valueAt(rank), StandardCharsets.UTF_8));
    }
}
