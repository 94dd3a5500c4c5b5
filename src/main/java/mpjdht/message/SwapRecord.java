package mpjdht.message;

/**
 * The value of a CAS in a batch: length of the old value in the low 30 bits of an int, the old value, the new value. The highest bit says that
 * the key is to be absent before, and the next that it is to be absent after; then there is no such value. Reads the parts of the record on
 * which a {@link RequestCursor} stands, without making an object.
 */
public final class SwapRecord {
    /** Most bytes that the old and the new value have together. */
    public static final int MAX_VALUES_BYTES = Sizes.MAX_VALUE_BYTES - Integer.BYTES;

    /** Stands for the length of a value that is none: the key is absent. */
    public static final int ABSENT = -1;

    static final int LENGTH_BYTES = Integer.BYTES;

    private static final int OLD_IS_ABSENT = 1 << 31;
    private static final int NEW_IS_ABSENT = 1 << 30;
    private static final int LENGTH = NEW_IS_ABSENT - 1;

    private SwapRecord() {}

    /** Bytes of the record, for values of which one may be {@link #ABSENT}. */
    static int length(int oldLength, int newLength) {
        return LENGTH_BYTES + Math.max(oldLength, 0) + Math.max(newLength, 0);
    }

    static void write(byte[] to, int at, byte[] from, int oldOffset, int oldLength, int newOffset, int newLength) {
        int copied = Math.max(oldLength, 0);
        int absent = (oldLength == ABSENT ? OLD_IS_ABSENT : 0) | (newLength == ABSENT ? NEW_IS_ABSENT : 0);
        Wire.putInt(to, at, copied | absent);
        System.arraycopy(from, oldOffset, to, at + LENGTH_BYTES, copied);
        System.arraycopy(from, newOffset, to, at + LENGTH_BYTES + copied, Math.max(newLength, 0));
    }

    /** Whether a value is to be there before; else the key is to be absent. */
    public static boolean hasOld(RequestCursor request) {
        return header(request) >= 0;
    }

    /** Whether a value is to be there after; else the key is to be gone. */
    public static boolean hasNew(RequestCursor request) {
        return (header(request) & NEW_IS_ABSENT) == 0;
    }

    /** Where the old value begins in the bytes of the request. */
    public static int oldOffset(RequestCursor request) {
        return request.valueOffset() + LENGTH_BYTES;
    }

    /**
     * Length of the old value; 0 when there is none.
     *
     * @throws MalformedMessageException if that much does not lie in the record, or the record says of a value that it is there and that it is absent
     */
    public static int oldLength(RequestCursor request) {
        return header(request) & LENGTH;
    }

    /** Where the new value begins in the bytes of the request; it reaches to the end of the record. */
    public static int newOffset(RequestCursor request) {
        return oldOffset(request) + oldLength(request);
    }

    /** Length of the new value; 0 when there is none. */
    public static int newLength(RequestCursor request) {
        return request.valueLength() - LENGTH_BYTES - oldLength(request);
    }

    private static int header(RequestCursor request) {
        int room = request.valueLength() - LENGTH_BYTES;
        if (room < 0) {
            throw new MalformedMessageException("a CAS with a value of " + request.valueLength() + " bytes");
        }
        int header = Wire.getInt(request.bytes(), request.valueOffset());
        int length = header & LENGTH;
        if (length > room) {
            throw new MalformedMessageException(
                    "a CAS with an old value of " + length + " bytes where " + room + " are left");
        }
        if (header != length) {
            requireSense(header, length, room);
        }
        return header;
    }

    private static void requireSense(int header, int length, int room) {
        boolean isNewAbsent = (header & NEW_IS_ABSENT) != 0;
        if (header >= 0 ? room > length : length > 0 || isNewAbsent) {
            throw new MalformedMessageException("a CAS " + (header >= 0 ? "" : "from absent ")
                    + (isNewAbsent ? "to absent " : "") + "with an old value of " + length + " bytes and a new one of "
                    + (room - length));
        }
    }
}
