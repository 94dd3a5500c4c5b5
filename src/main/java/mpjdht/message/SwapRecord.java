package mpjdht.message;

/**
 * The value of a CAS in a batch: length of the old value (int), the old value, the new value. Reads the parts of the record on
 * which a {@link RequestCursor} stands, without making an object.
 */
public final class SwapRecord {
    /** Most bytes that the old and the new value have together. */
    public static final int MAX_VALUES_BYTES = Sizes.MAX_VALUE_BYTES - Integer.BYTES;

    static final int LENGTH_BYTES = Integer.BYTES;

    private SwapRecord() {}

    static void write(byte[] to, int at, byte[] from, int oldOffset, int oldLength, int newOffset, int newLength) {
        Wire.putInt(to, at, oldLength);
        System.arraycopy(from, oldOffset, to, at + LENGTH_BYTES, oldLength);
        System.arraycopy(from, newOffset, to, at + LENGTH_BYTES + oldLength, newLength);
    }

    /** Where the old value begins in the bytes of the request. */
    public static int oldOffset(RequestCursor request) {
        return request.valueOffset() + LENGTH_BYTES;
    }

    /**
     * Length of the old value.
     *
     * @throws MalformedMessageException if that much does not lie in the record
     */
    public static int oldLength(RequestCursor request) {
        int room = request.valueLength() - LENGTH_BYTES;
        if (room < 0) {
            throw new MalformedMessageException("a CAS with a value of " + request.valueLength() + " bytes");
        }
        int length = Wire.getInt(request.bytes(), request.valueOffset());
        if (length < 0 || length > room) {
            throw new MalformedMessageException(
                    "a CAS with an old value of " + length + " bytes where " + room + " are left");
        }
        return length;
    }

    /** Where the new value begins in the bytes of the request; it reaches to the end of the record. */
    public static int newOffset(RequestCursor request) {
        return oldOffset(request) + oldLength(request);
    }

    /** Length of the new value. */
    public static int newLength(RequestCursor request) {
        return request.valueLength() - LENGTH_BYTES - oldLength(request);
    }
}
