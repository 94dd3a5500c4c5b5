package mpjdht.ring;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/** The circle {@code 0..2^bits - 1}; a key's position is the leading bits of its XXH3 hash. */
public final class Xxh3KeySpace implements KeySpace {
    /** Most bits a circle may have. */
    public static final int MAX_BITS = 64;

    private final Hasher64 hasher = Hashing.xxh3_64();
    private final int shift;

    /**
     * Makes the circle.
     *
     * @param bits size of the circle in bits, 8 to 64
     */
    public Xxh3KeySpace(int bits) {
        if (bits < 8 || bits > MAX_BITS) {
            throw new IllegalArgumentException("a circle of XXH3 hashes has 8 to 64 bits, not " + bits);
        }
        this.shift = MAX_BITS - bits;
    }

    @Override
    public void locate(byte[] key, int offset, int length, KeyPlace place) {
        long hash = hasher.hashBytesToLong(key, offset, length);
        place.set(hash >>> shift, (int) hash);
    }

    @Override
    public long lowestId() {
        return 0;
    }

    @Override
    public long highestId() {
        return -1L >>> shift;
    }

    @Override
    public long[] initialIds(int count) {
        return InitialIds.hashed(this, count);
    }

    @Override
    public long idOf(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return hasher.hashBytesToLong(bytes, 0, bytes.length) >>> shift;
    }
}
