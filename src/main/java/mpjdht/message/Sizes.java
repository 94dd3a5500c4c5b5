package mpjdht.message;

/** Sizes that hold everywhere, in bytes. */
public final class Sizes {
    /** Longest key. */
    public static final int MAX_KEY_BYTES = 1 << 16;
    /** Longest value. */
    public static final int MAX_VALUE_BYTES = 1 << 26;
    /** A batch is sent once it is this long; one that carries a large value is longer. */
    public static final int BATCH_BYTES = 112 << 10;
    /** Longest message: a batch that was almost full when the longest record came. */
    public static final int MAX_MESSAGE_BYTES = BATCH_BYTES + MAX_KEY_BYTES + MAX_VALUE_BYTES + 64;

    private Sizes() {}
}
