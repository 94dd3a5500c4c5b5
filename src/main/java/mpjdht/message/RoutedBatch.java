package mpjdht.message;

/**
 * Requests on their way from node to node, under construction. Records for different nodes of a rank, which have come
 * different ways, share a batch. The header is that of a {@link RequestBatch}.
 *
 * <p>A record is a leg of {@value #LEG_BYTES} bytes and then a record of a {@link RequestBatch}. The leg: id of the node that
 * it is for (long); hops from the head to that node (int).
 */
public final class RoutedBatch extends GrowingBytes {
    static final int LEG_BYTES = 12;

    private int records;

    /** An empty batch. */
    public RoutedBatch() {
        reset();
    }

    /** Empties the batch. */
    public void reset() {
        truncate(0);
        int at = extend(RequestBatch.HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), at, MessageKind.ROUTED);
        records = 0;
    }

    /**
     * Appends the request on which a cursor stands.
     *
     * @param node id of the node that it is for
     * @param hops messages from the head to that node
     */
    public void add(long node, int hops, RequestCursor request) {
        int from = request.recordOffset();
        int length = request.recordEnd() - from;
        int at = extend(LEG_BYTES + length);
        Wire.putLong(bytes(), at, node);
        Wire.putInt(bytes(), at + 8, hops);
        System.arraycopy(request.bytes(), from, bytes(), at + LEG_BYTES, length);
        records++;
    }

    /** Whether it has to be sent before the request on which a cursor stands is appended. */
    public boolean hasNoRoomFor(RequestCursor request) {
        return records > 0 && length() + LEG_BYTES + request.recordEnd() - request.recordOffset() > Sizes.BATCH_BYTES;
    }

    /** Number of requests in it. */
    public int records() {
        return records;
    }

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }
}
