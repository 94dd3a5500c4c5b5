package mpjdht.store;

/**
 * How large a write may make the siblings of a key. Merging knows no limit: replicas that dropped or refused anything
 * there would not end up equal. It needs none: an actor never has more values than {@code mostValues}, wherever states are
 * merged, as it had no more when it wrote the last of them.
 *
 * @param mostValues values that are there after a write, at least 1
 * @param mostActors actors that are known after a write that brings new ones, at least 1
 * @param mostBytes bytes of the state after a write that makes it larger, at least 1
 */
public record SiblingLimits(int mostValues, int mostActors, int mostBytes) {
    /** Checks the limits. */
    public SiblingLimits {
        if (mostValues < 1 || mostActors < 1 || mostBytes < 1) {
            throw new IllegalArgumentException("a key has room for at least 1 value of 1 actor in 1 byte, not for "
                    + mostValues + " values of " + mostActors + " actors in " + mostBytes + " bytes");
        }
    }
}
