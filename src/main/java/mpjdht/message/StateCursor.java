package mpjdht.message;

/** Reads the keys of a {@link StateBatch} one by one; the value of each is its state. */
public final class StateCursor extends RequestCursor {

    /** A cursor that stands nowhere. */
    public StateCursor() {
        super(StateBatch.HEADER_BYTES, 0);
    }
}
