package mpjdht.ring;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The circle {@code 1..maxId}, on which a key that is a canonical decimal integer of that range is its own position.
 * Any other key is hashed onto the circle with XXH3.
 */
public final class DirectKeySpace implements KeySpace {
    private final Hasher64 hasher = Hashing.xxh3_64();
    private final long maxId;

    /**
     * Makes the circle.
     *
     * @param maxId highest id, 1 to {@link Long#MAX_VALUE}
     */
    public DirectKeySpace(long maxId) {
        if (maxId < 1) {
            throw new IllegalArgumentException("the highest id must be at least 1, not " + maxId);
        }
        this.maxId = maxId;
    }

    @Override
    public void locate(byte[] key, int offset, int length, KeyPlace place) {
        long hash = hasher.hashBytesToLong(key, offset, length);
        long number = canonicalDecimal(key, offset, length);
        place.set(number >= 1 && number <= maxId ? number : onCircle(hash), (int) hash);
    }

    @Override
    public long lowestId() {
        return 1;
    }

    @Override
    public long highestId() {
        return maxId;
    }

    @Override
    public long[] initialIds(int count) {
        return InitialIds.even(1, maxId, count);
    }

    @Override
    public long idOf(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return onCircle(hasher.hashBytesToLong(bytes, 0, bytes.length));
    }

    private long onCircle(long hash) {
        return 1 + Long.remainderUnsigned(hash, maxId);
    }

    /** The number that the bytes spell without leading zeros, sign or space; -1 when they do not, or it passes 2^63-1. */
    private static long canonicalDecimal(byte[] key, int offset, int length) {
        if (length > 19 || (key[offset] == '0' && length > 1)) {
            return -1;
        }
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = key[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
