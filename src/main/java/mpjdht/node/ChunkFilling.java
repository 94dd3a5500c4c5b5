package mpjdht.node;

import mpjdht.message.KeyChunk;
import mpjdht.message.Sizes;
import mpjdht.store.KeyWalk;

/** Fills chunks with the keys that a walk comes by. */
public final class ChunkFilling {
    private ChunkFilling() {}

    /**
     * Adds keys until the chunk is full or there are no more; then it is marked as the last one.
     *
     * @return whether there may be more keys
     */
    public static boolean fill(KeyChunk chunk, KeyWalk walk) {
        return fill(chunk, walk, Sizes.BATCH_BYTES);
    }

    /**
     * Adds keys until the chunk is full or there are no more; then it is marked as the last one.
     *
     * @param bytes length from which on it is full; it has one key at least
     * @return whether there may be more keys
     */
    public static boolean fill(KeyChunk chunk, KeyWalk walk, int bytes) {
        while (chunk.keys() == 0 || chunk.length() < bytes) {
            if (!walk.next()) {
                chunk.markLast();
                return false;
            }
            chunk.add(
                    walk.position(), walk.hash(), walk.bytes(), walk.keyOffset(), walk.keyLength(), walk.valueLength());
        }
        return true;
    }
}
