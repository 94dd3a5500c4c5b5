package mpjdht.message;

/**
 * The value of a PUT or DELETE in a batch where siblings are kept: length of the context (int), the context, and the value of the PUT. The
 * context says what of the key its client has seen. Its length is 0 when that is nothing.
 */
public final class ContextRecord {
    private static final int LENGTH_BYTES = Integer.BYTES;

    private ContextRecord() {}

    /** Writes context and value into an array that has room for them behind the length. */
    static void write(byte[] to, int at, byte[] context, byte[] from, int valueOffset, int valueLength) {
        Wire.putInt(to, at, context.length);
        System.arraycopy(context, 0, to, at + LENGTH_BYTES, context.length);
        System.arraycopy(from, valueOffset, to, at + LENGTH_BYTES + context.length, valueLength);
    }

    /** Bytes of the record of a context and a value. */
    static int length(byte[] context, int valueLength) {
        return LENGTH_BYTES + context.length + valueLength;
    }

    /** Where the context begins in the bytes of the request. */
    public static int contextOffset(RequestCursor request) {
        return request.valueOffset() + LENGTH_BYTES;
    }

    /**
     * Length of the context.
     *
     * @throws MalformedMessageException if that much does not lie in the record
     */
    public static int contextLength(RequestCursor request) {
        int room = request.valueLength() - LENGTH_BYTES;
        if (room < 0) {
            throw new MalformedMessageException("a write without a context, in " + request.valueLength() + " bytes");
        }
        int length = Wire.getInt(request.bytes(), request.valueOffset());
        if (length < 0 || length > room) {
            throw new MalformedMessageException(
                    "a write with a context of " + length + " bytes where " + room + " are left");
        }
        return length;
    }

    /** Where the value begins in the bytes of the request; it reaches to the end of the record. */
    public static int valueOffset(RequestCursor request) {
        return contextOffset(request) + contextLength(request);
    }

    /** Length of the value. */
    public static int valueLength(RequestCursor request) {
        return request.valueLength() - LENGTH_BYTES - contextLength(request);
    }
}
