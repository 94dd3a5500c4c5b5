package mpjdht.message;

/** Reads the keys of a {@link StateBatch} one by one; the value of each is its state. */
public final class StateCursor extends RequestCursor {

    /** Begins with the first record of a received batch. */
    public void openStates(byte[] message, int offset, int length) {
        openAt(message, offset, length, StateBatch.HEADER_BYTES);
    }
}
