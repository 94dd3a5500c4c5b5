package mpjdht.message;

import java.util.Arrays;

/** A byte array that grows as it is written, and shrinks back once what made it large has been sent. */
abstract class GrowingBytes {
    private static final int KEPT_BYTES = 2 * Sizes.BATCH_BYTES;

    private byte[] bytes = new byte[256];
    private int length;

    /** The bytes; valid up to {@link #length} until the next change. */
    public final byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public final int length() {
        return length;
    }

    /** Appends room for {@code count} bytes and returns where it begins. */
    final int extend(int count) {
        int start = length;
        if (count > Sizes.MAX_MESSAGE_BYTES - start) {
            throw new IllegalStateException("a message cannot grow past " + Sizes.MAX_MESSAGE_BYTES + " bytes");
        }
        if (start + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + count, Math.min(KEPT_BYTES, bytes.length * 2)));
        }
        length = start + count;
        return start;
    }

    final void truncate(int newLength) {
        if (bytes.length > KEPT_BYTES) {
            bytes = Arrays.copyOf(bytes, KEPT_BYTES);
        }
        length = newLength;
    }
}
