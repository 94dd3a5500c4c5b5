package mpjdht.sim;

/**
 * A set of {@linkplain mpjdht.message.MessageKind kinds of messages}.
 *
 * @param bits bit {@code k} for kind {@code k}
 */
public record KindSet(long bits) {
    /** No kind. */
    public static final KindSet NONE = new KindSet(0);

    /** The set of these kinds. */
    public static KindSet of(byte... kinds) {
        long bits = 0;
        for (byte kind : kinds) {
            bits |= 1L << kind;
        }
        return new KindSet(bits);
    }

    /** Whether a kind is in it. */
    public boolean contains(byte kind) {
        return ((bits >>> kind) & 1) != 0;
    }
}
