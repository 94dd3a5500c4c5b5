package mpjdht.message;

/** The value of an INCR in a batch, what is added, and that of its answer, the sum: a long each. */
public final class IncrementRecord {
    /** Bytes of the value of a request and of an answer. */
    public static final int BYTES = Long.BYTES;

    private IncrementRecord() {}

    /**
     * What the INCR adds on which a cursor stands.
     *
     * @throws MalformedMessageException if its value is no number
     */
    public static long by(RequestCursor request) {
        return number(request.bytes(), request.valueOffset(), request.valueLength());
    }

    /**
     * What the answer of an INCR tells that has been counted, which may tell more behind it.
     *
     * @throws MalformedMessageException if its value is no number
     */
    public static long sum(ReplyCursor reply) {
        return sum(reply.bytes(), reply.valueOffset(), reply.valueLength());
    }

    /** The same, of the value of an answer. */
    public static long sum(byte[] bytes, int offset, int length) {
        return number(bytes, offset, Math.min(BYTES, length));
    }

    /** The sum that was written for an answer, at the beginning of an array. */
    public static long sum(byte[] answer) {
        return number(answer, 0, Math.min(BYTES, answer.length));
    }

    private static long number(byte[] bytes, int offset, int length) {
        if (length != BYTES) {
            throw new MalformedMessageException("a number of an INCR with " + length + " bytes, where it has " + BYTES);
        }
        return Wire.getLong(bytes, offset);
    }

    /** Whether the sum of two numbers needs more than 64 bits. */
    public static boolean isOutOfRange(long before, long by) {
        long sum = before + by;
        return ((before ^ sum) & (by ^ sum)) < 0;
    }

    /** Writes the sum for an answer. */
    public static void write(long sum, byte[] to) {
        Wire.putLong(to, 0, sum);
    }
}
