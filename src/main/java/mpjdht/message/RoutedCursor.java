package mpjdht.message;

/** Reads the requests of a {@link RoutedBatch} one by one, each with its leg. */
public final class RoutedCursor extends RequestCursor {

    /** A cursor that stands nowhere. */
    public RoutedCursor() {
        super(RequestBatch.HEADER_BYTES, RoutedBatch.LEG_BYTES);
    }

    /** Id of the node that the request is for. */
    public long node() {
        return Wire.getLong(bytes(), legOffset());
    }

    /** The client that gets the answer, as {@link Origin} names it. */
    public int origin() {
        return Wire.getInt(bytes(), legOffset() + 12);
    }

    /** Messages that it took to that node; whoever sent it may have written anything. */
    public int hops() {
        return Wire.getInt(bytes(), legOffset() + 8);
    }
}
