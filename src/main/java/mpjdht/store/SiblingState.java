package mpjdht.store;

import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The state of a key whose siblings are kept: their bytes, and behind them a {@link Version} that stands for these bytes and
 * nothing else. Its time is their hash, its writer is 0, its edition the number of values that are known to have been
 * written; so replicas with the same siblings have the same state, however they came by it, and with other siblings another.
 */
public final class SiblingState {
    private SiblingState() {}

    /** The state of siblings. */
    public static byte[] of(Siblings siblings) {
        byte[] content = siblings.toBytes();
        byte[] state = new byte[content.length + Version.BYTES];
        System.arraycopy(content, 0, state, 0, content.length);
        Version.write(
                state,
                content.length,
                Hashing.xxh3_64().hashBytesToLong(content),
                0,
                (int) Math.min(Version.MOST_EDITIONS, Math.max(1, siblings.written())),
                siblings.valueCount() == 0);
        if (siblings.valueCount() > 0 && siblings.hasActorWithoutValue()) {
            Version.markPrunable(state, content.length);
        }
        return state;
    }

    /**
     * The siblings of a state; none of one that is empty. The bytes must not change while they are in use.
     *
     * @param length of the state
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static Siblings read(byte[] bytes, int offset, int length) {
        return length < Version.BYTES ? Siblings.EMPTY : Siblings.read(bytes, offset, length - Version.BYTES);
    }

    /** What two states come to together. */
    public static byte[] merge(byte[] one, byte[] other) {
        return of(read(one, 0, one.length).merge(read(other, 0, other.length)));
    }
}
