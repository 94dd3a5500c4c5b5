package mpjdht.message;

/**
 * A key that is searched for.
 *
 * @param hash of the key
 * @param position of the key on the circle, unsigned
 * @param bytes of the key, 1 to {@link Sizes#MAX_KEY_BYTES}
 * @param isValueWanted whether who has it tells its value; if not, an empty one
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record SearchedKey(int hash, long position, byte[] bytes, boolean isValueWanted) {

    /** A key whose value is wanted. */
    public SearchedKey(int hash, long position, byte[] bytes) {
        this(hash, position, bytes, true);
    }
}
