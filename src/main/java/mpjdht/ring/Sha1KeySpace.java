package mpjdht.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The circle of SHA-1 hashes cut to their leading {@code bits} bits (Stoica et al., "Chord", section 4.2).
 *
 * <p>A circle of more than 64 bits is kept in 64-bit positions without changing who owns what: node ids are multiples of
 * {@code 2^(bits-64)}, written here as their multiplier, and a key's position is {@code ceil(hash / 2^(bits-64))}. A
 * multiple is at or above the hash exactly when its multiplier is at or above that ceiling.
 */
public final class Sha1KeySpace implements KeySpace {
    /** Most bits a circle may have: the length of a SHA-1 hash. */
    public static final int MAX_BITS = 160;

    private static final int DIGEST_BYTES = 20;

    private final MessageDigest sha1;
    private final byte[] digest = new byte[DIGEST_BYTES];
    private final ByteBuffer digestView = ByteBuffer.wrap(digest);
    private final int bits;

    /**
     * Makes the circle.
     *
     * @param bits size of the circle in bits, 8 to 160
     */
    public Sha1KeySpace(int bits) {
        if (bits < 8 || bits > MAX_BITS) {
            throw new IllegalArgumentException("a circle of SHA-1 hashes has 8 to 160 bits, not " + bits);
        }
        this.bits = bits;
        try {
            this.sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    @Override
    public void locate(byte[] key, int offset, int length, KeyPlace place) {
        long leading = hash(key, offset, length);
        place.set(bits <= 64 ? leading >>> (64 - bits) : leading + (restIsZero() ? 0 : 1), (int) leading);
    }

    @Override
    public long lowestId() {
        return 0;
    }

    @Override
    public long highestId() {
        return bits >= 64 ? -1L : -1L >>> (64 - bits);
    }

    @Override
    public long[] initialIds(int count) {
        return InitialIds.hashed(this, count);
    }

    @Override
    public long idOf(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long leading = hash(bytes, 0, bytes.length);
        return bits <= 64 ? leading >>> (64 - bits) : leading;
    }

    private long hash(byte[] bytes, int offset, int length) {
        sha1.update(bytes, offset, length);
        try {
            sha1.digest(digest, 0, DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-1 hash has 20 bytes", e);
        }
        return digestView.getLong(0);
    }

    /** Whether bits 64 to {@code bits - 1} of the hash, the ones that do not fit a position, are all zero. */
    private boolean restIsZero() {
        int rest = bits - 64;
        for (int i = 0; i < rest; i++) {
            if ((digest[8 + i / 8] & (0x80 >>> (i % 8))) != 0) {
                return false;
            }
        }
        return true;
    }
}
