package mpjdht.message;

import java.util.function.Consumer;

/**
 * Messages of searches from the nodes of one rank to those of another, by one ring: kind (byte), code 0 (byte), number of the ring (long); then
 * each message behind its length (int).
 */
public final class SearchBatch extends GrowingBytes {
    /** Code by which a batch differs from a single message. */
    public static final byte CODE = 0;

    private static final int HEADER_BYTES = 2 + Long.BYTES;

    /** An empty batch. */
    public SearchBatch() {
        int start = extend(HEADER_BYTES);
        bytes()[start] = MessageKind.SEARCH;
        bytes()[start + 1] = CODE;
    }

    /** Whether it has no messages. */
    public boolean isEmpty() {
        return length() == HEADER_BYTES;
    }

    /** The number of the ring by which its messages go. */
    public long ring() {
        return Wire.getLong(bytes(), 2);
    }

    /** From now on its messages go by this ring. */
    public void address(long ring) {
        Wire.putLong(bytes(), 2, ring);
    }

    /** Whether it is to be sent before this message is added, or has had enough. */
    public boolean isFullFor(byte[] message) {
        return length() + Integer.BYTES + message.length > Sizes.BATCH_BYTES;
    }

    /** Appends a message. */
    public void add(byte[] message) {
        int start = extend(Integer.BYTES + message.length);
        Wire.putInt(bytes(), start, message.length);
        System.arraycopy(message, 0, bytes(), start + Integer.BYTES, message.length);
    }

    /** Takes all messages out. */
    public void reset() {
        truncate(HEADER_BYTES);
    }

    /** The number of the ring of a batch that has come. */
    public static long ring(byte[] bytes, int offset, int length) {
        if (length < HEADER_BYTES) {
            throw new MalformedMessageException("a batch of searches is cut off after " + length + " bytes");
        }
        return Wire.getLong(bytes, offset + 2);
    }

    /** Hands over the messages of a batch that has come, in their order. */
    public static void forEach(byte[] bytes, int offset, int length, Consumer<SearchMessage.Hop> taker) {
        int end = offset + length;
        for (int at = offset + HEADER_BYTES; at < end; ) {
            int size = end - at < Integer.BYTES ? -1 : Wire.getInt(bytes, at);
            if (size < 0 || size > end - at - Integer.BYTES) {
                throw new MalformedMessageException("a batch of searches is cut off after " + length + " bytes");
            }
            SearchMessage message = ControlCodec.decode(SearchMessage.class, bytes, at + Integer.BYTES, size);
            if (!(message instanceof SearchMessage.Hop hop)) {
                throw new MalformedMessageException("a batch of searches holds " + message);
            }
            taker.accept(hop);
            at += Integer.BYTES + size;
        }
    }
}
