package mpjdht.message;

/** Sizes that hold everywhere, in bytes. */
public final class Sizes {
    /** Longest key. */
    public static final int MAX_KEY_BYTES = 1 << 16;
    /** Longest value. */
    public static final int MAX_VALUE_BYTES = 1 << 26;
    /** Longest value with what goes with it: a version, or what a client has seen of the key. */
    public static final int MAX_STATE_BYTES = MAX_VALUE_BYTES + (1 << 16);
    /** Most values that a write may leave side by side under a key. */
    public static final int MAX_SIBLINGS = 64;
    /** Most bytes that these may have together: what sixteen writers know apart from each other can be told in one message once it is merged. */
    public static final int MAX_SIBLINGS_BYTES = MAX_VALUE_BYTES / 16;
    /** A batch is sent once it is this long; one that carries a large value is longer. */
    public static final int BATCH_BYTES = 112 << 10;
    /** Longest message: a batch that was almost full when the longest record came. */
    public static final int MAX_MESSAGE_BYTES = BATCH_BYTES + MAX_KEY_BYTES + MAX_STATE_BYTES + 64;

    private Sizes() {}
}
