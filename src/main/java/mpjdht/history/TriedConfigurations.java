package mpjdht.history;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The configurations that a search has been in: which calls have had their turn, and the value after them (Lowe, "Testing for
 * linearizability", 2017, section 4). Of the answered calls only the words between the first that has not had its turn and the
 * last that may have had it are kept, so a configuration is as long as calls overlap and not as the history.
 */
final class TriedConfigurations {
    private static final int OVERHEAD_BYTES = 96;

    private final Set<Configuration> tried = new HashSet<>();
    private long memoryBytes;

    /** One of them, as bits. */
    private static final class Configuration {
        private final long[] words;
        private final int hash;

        Configuration(long[] words) {
            this.words = words;
            this.hash = mixed(Arrays.hashCode(words));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Configuration configuration && Arrays.equals(words, configuration.words);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /**
     * Adds a configuration; false when it is known.
     *
     * @param answered a bit for each answered call that has had its turn
     * @param fromWord all words before this one are full
     * @param toWord all words from this one on are empty
     * @param pending a bit for each pending call that has had its turn
     * @param value the value after them
     */
    boolean add(long[] answered, int fromWord, int toWord, long[] pending, int value) {
        int length = Math.max(0, toWord - fromWord);
        long[] words = new long[1 + pending.length + length];
        words[0] = ((long) fromWord << 32) | (value & 0xFFFFFFFFL);
        System.arraycopy(pending, 0, words, 1, pending.length);
        System.arraycopy(answered, fromWord, words, 1 + pending.length, length);
        if (!tried.add(new Configuration(words))) {
            return false;
        }
        memoryBytes += OVERHEAD_BYTES + (long) words.length * Long.BYTES;
        return true;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    private static int mixed(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        return mixed ^ (mixed >>> 13);
    }
}
