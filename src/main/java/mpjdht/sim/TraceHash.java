package mpjdht.sim;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * A running hash over everything that happened: two runs with the same hash were the same run, event by event and byte by
 * byte. It depends on the events alone, and not on the JVM.
 */
final class TraceHash {
    private static final long MULTIPLIER = 0x9fb21c651e98df25L;

    private final Hasher64 hasher = Hashing.xxh3_64();
    private long hash;

    /** Takes up a number. */
    void add(long number) {
        long mixed = (hash ^ number) * MULTIPLIER;
        hash = Long.rotateLeft(mixed ^ (mixed >>> 35), 27) * MULTIPLIER;
    }

    /** Takes up bytes. */
    void add(byte[] bytes, int offset, int length) {
        add(length);
        add(hasher.hashBytesToLong(bytes, offset, length));
    }

    /** The hash of everything so far. */
    long value() {
        return hash;
    }
}
