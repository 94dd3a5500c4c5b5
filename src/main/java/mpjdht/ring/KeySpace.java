package mpjdht.ring;

/**
 * A circle of ids and the rule that gives every key its position on it. One instance serves one thread.
 *
 * <p>Positions and ids are unsigned 64-bit numbers from {@link #lowestId()} to {@link #highestId()}.
 */
public sealed interface KeySpace permits DirectKeySpace, Sha1KeySpace, Xxh3KeySpace {

    /**
     * Computes position and hash of a key, hashing its bytes once.
     *
     * @param key array that holds the key
     * @param offset first byte of the key
     * @param length number of bytes, at least 1
     * @param place receives the answer
     */
    void locate(byte[] key, int offset, int length, KeyPlace place);

    /** Smallest id of the circle. */
    long lowestId();

    /** Largest id of the circle, as an unsigned number. */
    long highestId();

    /** Tells whether {@code id} is on this circle, as an unsigned number. */
    default boolean contains(long id) {
        return Long.compareUnsigned(id, lowestId()) >= 0 && Long.compareUnsigned(id, highestId()) <= 0;
    }

    /**
     * Ids of the nodes at start: {@code count} different ids, ending with {@link #highestId()}.
     *
     * @throws IllegalArgumentException if the circle has fewer than {@code count} ids
     */
    long[] initialIds(int count);

    /** The id that the text {@code name} hashes to, for nodes that join without one. */
    long idOf(String name);
}
