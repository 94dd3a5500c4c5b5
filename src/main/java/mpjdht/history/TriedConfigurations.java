package mpjdht.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The configurations that a search has been in: which calls have had their turn, and the value after them (Lowe, "Testing for
 * linearizability", 2017, section 4). Of the answered calls only the words between the first that has not had its turn and the
 * last that may have had it are kept, so a configuration is as long as calls overlap and not as the history.
 *
 * <p>A pending call never has to have its turn. So where the answered calls and the value are the same, a configuration that has
 * used some pending calls leads nowhere that one with only a part of these does not: it need not be gone on from, either.
 */
final class TriedConfigurations {
    private static final int OVERHEAD_BYTES = 128;
    private static final long[][] NONE = {};

    /** The sets of pending calls with which a place has been reached; none holds another. */
    private final Map<Place, long[][]> tried = new HashMap<>();

    private long memoryBytes;

    /** Which answered calls have had their turn, and the value after them, as bits. */
    private static final class Place {
        private final long[] words;
        private final int hash;

        Place(long[] words) {
            this.words = words;
            this.hash = mixed(Arrays.hashCode(words));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && Arrays.equals(words, place.words);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /**
     * Adds a configuration; false when it, or one that has used less, is known.
     *
     * @param answered a bit for each answered call that has had its turn
     * @param fromWord all words before this one are full
     * @param toWord all words from this one on are empty
     * @param pending a bit for each pending call that has had its turn
     * @param value the value after them
     */
    boolean add(long[] answered, int fromWord, int toWord, long[] pending, int value) {
        int length = Math.max(0, toWord - fromWord);
        long[] words = new long[1 + length];
        words[0] = ((long) fromWord << 32) | (value & 0xFFFFFFFFL);
        System.arraycopy(answered, fromWord, words, 1, length);
        Place place = new Place(words);
        long[][] before = tried.getOrDefault(place, NONE);
        for (long[] used : before) {
            if (holds(pending, used)) {
                return false;
            }
        }
        long[][] kept =
                Arrays.stream(before).filter(used -> !holds(used, pending)).toArray(long[][]::new);
        long[][] after = Arrays.copyOf(kept, kept.length + 1);
        after[kept.length] = pending.clone();
        tried.put(place, after);
        memoryBytes += (before.length == 0 ? OVERHEAD_BYTES + (long) words.length * Long.BYTES : 0)
                + (after.length - before.length) * (OVERHEAD_BYTES / 4 + (long) pending.length * Long.BYTES);
        return true;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    private static boolean holds(long[] all, long[] some) {
        for (int word = 0; word < some.length; word++) {
            if ((some[word] & ~all[word]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int mixed(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        return mixed ^ (mixed >>> 13);
    }
}
