package mpjdht.store;

/**
 * What came of a write.
 *
 * @param outcome whether it was done, or why not
 * @param siblings the siblings after it; when it was refused, as they were before
 */
public record SiblingUpdate(Outcome outcome, Siblings siblings) {

    /** Whether a write was done, or why not. */
    public enum Outcome {
        /** The write was done. */
        DONE,

        /** There would be too many values. A write with the context of all that is here is never refused for that. */
        TOO_MANY_VALUES,

        /** There would be too many actors. Pruning helps, and so does a write by an actor that is known. */
        TOO_MANY_ACTORS,

        /** The state would have too many bytes. */
        TOO_MANY_BYTES,

        /** The actor has no dot left. In 2^63 writes no actor comes here, but a context that was made up may say so. */
        NO_DOT_LEFT
    }

    /** Whether the write was done. */
    public boolean isDone() {
        return outcome == Outcome.DONE;
    }
}
