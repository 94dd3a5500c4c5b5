package mpjdht.message;

/**
 * Requests on their way from node to node, under construction. Records for different nodes of a rank, which have come
 * different ways and from different clients, share a batch. The header is that of a {@link RequestBatch} without an origin.
 *
 * <p>A record is a leg of {@value #LEG_BYTES} bytes and then a record of a {@link RequestBatch}. The leg: id of the node that
 * it is for (long); messages that it took to that node (int); {@linkplain Origin origin} (int).
 */
public final class RoutedBatch extends GrowingBytes {
    static final int LEG_BYTES = 16;

    private int records;

    /**
     * An empty batch.
     *
     * @param kind {@link MessageKind#ROUTED} or {@link MessageKind#FORWARDED}
     */
    public RoutedBatch(byte kind) {
        extend(RequestBatch.HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), 0, kind);
    }

    /** Empties the batch; the ring by which it goes stays as it is. */
    public void reset() {
        truncate(RequestBatch.HEADER_BYTES);
        records = 0;
    }

    /**
     * Says by which ring these requests go, or with which change of the ring they follow what has left.
     *
     * @param number epoch of the ring, or number of the change
     */
    public void address(long number) {
        Wire.putLong(bytes(), 8, number);
    }

    /** Whether these requests go by the ring of this epoch. */
    public boolean isAddressed(long epoch) {
        return Wire.getLong(bytes(), 8) == epoch;
    }

    /**
     * Appends the request on which a cursor stands.
     *
     * @param node id of the node that it is for
     * @param hops messages that it took to that node
     * @param origin the client that gets the answer
     */
    public void add(long node, int hops, int origin, RequestCursor request) {
        int from = request.recordOffset();
        int length = request.recordEnd() - from;
        int at = extend(LEG_BYTES + length);
        Wire.putLong(bytes(), at, node);
        Wire.putInt(bytes(), at + 8, hops);
        Wire.putInt(bytes(), at + 12, origin);
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
