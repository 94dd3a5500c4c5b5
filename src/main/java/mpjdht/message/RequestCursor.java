package mpjdht.message;

/**
 * Reads the requests of a batch one by one, without making an object for any of them. Key and value of a record lie in
 * {@link #bytes()}, the value right behind the key.
 */
public class RequestCursor {
    private final int headerBytes;
    private final int legBytes;
    private byte[] bytes;
    private int end;
    private int at;
    private int nextAt;
    private int keyLength;
    private int valueLength;

    /** A cursor for plain records. */
    public RequestCursor() {
        this(RequestBatch.HEADER_BYTES, 0);
    }

    /** A cursor for records behind a header of {@code headerBytes}, with {@code legBytes} bytes in front of each. */
    RequestCursor(int headerBytes, int legBytes) {
        this.headerBytes = headerBytes;
        this.legBytes = legBytes;
    }

    /** Begins with the first record of a message of the kind that the cursor is for. */
    public final void open(byte[] message, int offset, int length) {
        openAt(message, offset, length, headerBytes);
    }

    final void openAt(byte[] message, int offset, int length, int bytesBefore) {
        if (length < bytesBefore) {
            throw new MalformedMessageException("a batch of " + length + " bytes has no header");
        }
        bytes = message;
        end = offset + length;
        nextAt = offset + bytesBefore;
    }

    /** Goes back to the plain record that began at {@code recordOffset} when {@link #next} read it. */
    public final void seek(byte[] message, int recordOffset) {
        bytes = message;
        at = recordOffset;
        keyLength = (Wire.getInt(bytes, at) >>> 8 & 0xffff) + 1;
        valueLength = Wire.getInt(bytes, at + 20);
        nextAt = at + RequestBatch.RECORD_BYTES + keyLength + valueLength;
    }

    /** Bytes before the first record of a {@link MessageKind#REQUESTS} message. */
    public static int headerBytes() {
        return RequestBatch.HEADER_BYTES;
    }

    /**
     * Goes on to the next record; false when there is none.
     *
     * @throws MalformedMessageException if the record does not end inside the message
     */
    public final boolean next() {
        at = nextAt + legBytes;
        int room = end - at - RequestBatch.RECORD_BYTES;
        if (room < 0) {
            if (end != nextAt) {
                throw new MalformedMessageException("a request is cut off after " + (end - nextAt) + " bytes");
            }
            return false;
        }
        keyLength = (Wire.getInt(bytes, at) >>> 8 & 0xffff) + 1;
        valueLength = Wire.getInt(bytes, at + 20);
        if (valueLength < 0 || valueLength > Sizes.MAX_STATE_BYTES || keyLength + valueLength > room) {
            throw new MalformedMessageException("a request with a key of " + keyLength + " and a value of "
                    + valueLength + " bytes where " + room + " are left");
        }
        nextAt = at + RequestBatch.RECORD_BYTES + keyLength + valueLength;
        return true;
    }

    /** One of {@link Operation}. */
    public final int operation() {
        return Wire.getInt(bytes, at) & 0xff;
    }

    /** Low 32 bits of the command's number. */
    public final int sequence() {
        return Wire.getInt(bytes, at + 4);
    }

    /** Position of the key on the circle. */
    public final long position() {
        return Wire.getLong(bytes, at + 8);
    }

    /** Hash of the key. */
    public final int hash() {
        return Wire.getInt(bytes, at + 16);
    }

    /** Array that holds the batch. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Where the record begins in {@link #bytes()}. */
    public final int recordOffset() {
        return at;
    }

    /** Where the record begins together with what is in front of it. */
    public final int legOffset() {
        return at - legBytes;
    }

    /** Where the record ends, and the next one begins, in {@link #bytes()}. */
    public final int recordEnd() {
        return nextAt;
    }

    /** Where the key begins in {@link #bytes()}. */
    public final int keyOffset() {
        return at + RequestBatch.RECORD_BYTES;
    }

    /** Length of the key, 1 to 65,536 bytes. */
    public final int keyLength() {
        return keyLength;
    }

    /** Where the value begins in {@link #bytes()}. */
    public final int valueOffset() {
        return at + RequestBatch.RECORD_BYTES + keyLength;
    }

    /**
     * Length of the value; 0 for GET and DELETE, that of the path so far for EXPLAIN, and that of what {@link SwapRecord} and
     * {@link IncrementRecord} read for CAS and INCR.
     */
    public final int valueLength() {
        return valueLength;
    }
}
