package mpjdht.node.storage;

import java.util.Arrays;
import mpjdht.store.KeyWalk;

/** Puts keys in the order of their distances, all of which are known before, and in that of their bytes where those are the same. Used again and again. */
final class SortedByPosition {
    private Key[] keys = new Key[64];

    /** How many keys of the distance that is found first at an index have their places. */
    private int[] placed = new int[64];

    private int count;

    /** A key, as long as nobody changes where it is. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Key(byte[] bytes, int offset, int length) {
        static int compare(Key one, Key other) {
            return Arrays.compareUnsigned(
                    one.bytes,
                    one.offset,
                    one.offset + one.length,
                    other.bytes,
                    other.offset,
                    other.offset + other.length);
        }
    }

    /** Takes keys. */
    @FunctionalInterface
    interface Taker {
        void take(byte[] bytes, int offset, int length);
    }

    /** Begins with none of so many keys. */
    void begin(int most) {
        if (keys.length < most) {
            keys = new Key[Math.max(most, 2 * keys.length)];
            placed = new int[keys.length];
        }
        Arrays.fill(placed, 0, most, 0);
        Arrays.fill(keys, 0, most, null);
        count = most;
    }

    /**
     * Adds one.
     *
     * @param distances those of all keys, ascending as unsigned numbers
     */
    void add(long[] distances, long distance, KeyWalk key) {
        int at = first(distances, distance);
        keys[at + placed[at]] = new Key(key.bytes(), key.keyOffset(), key.keyLength());
        placed[at]++;
    }

    private int first(long[] distances, long distance) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(distances[middle], distance) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Hands over all that were added, in their order. */
    void hand(Taker taker) {
        for (int from = 0; from < count && keys[from] != null; ) {
            int to = from + placed[from];
            if (to - from > 1) {
                Arrays.sort(keys, from, to, Key::compare);
            }
            for (int i = from; i < to; i++) {
                taker.take(keys[i].bytes(), keys[i].offset(), keys[i].length());
            }
            from = to;
        }
        Arrays.fill(keys, 0, count, null);
    }
}
