package mpjdht.message;

/**
 * The value of a WALK in a batch, and that of its answer.
 *
 * <p>A WALK asks for the keys from its position on: last position that it is about (long), then about how many keys (int, 0 to have them
 * counted alone). Its answer: last position up to which there is no other key (long), number of keys (int), and unless they were counted alone
 * each key, its length minus one (unsigned short) before it. Positions do not go round: behind the highest there is none.
 */
public final class WalkRecord extends GrowingBytes {
    /** Bytes of what is asked. */
    static final int BYTES = Long.BYTES + Integer.BYTES;

    private static final int LENGTH_BYTES = Short.BYTES;
    private static final int MOST_BYTES = 256 << 10;

    /** An answer, to be used again. */
    public WalkRecord() {
        reset();
    }

    /** The answer is about no key. */
    public void reset() {
        truncate(0);
        extend(BYTES);
        Wire.putInt(bytes(), Long.BYTES, 0);
    }

    /** So many keys are there up to this position. */
    public void end(long last, int keys) {
        Wire.putLong(bytes(), 0, last);
        Wire.putInt(bytes(), Long.BYTES, keys);
    }

    /** Appends a key. */
    public void add(byte[] from, int offset, int keyLength) {
        int at = extend(LENGTH_BYTES + keyLength);
        bytes()[at] = (byte) (keyLength - 1);
        bytes()[at + 1] = (byte) ((keyLength - 1) >>> Byte.SIZE);
        System.arraycopy(from, offset, bytes(), at + LENGTH_BYTES, keyLength);
    }

    /** Bytes that a key of a length takes in an answer. */
    public static int bytes(int keyLength) {
        return LENGTH_BYTES + keyLength;
    }

    /** Bytes that an answer has at most if its keys do not all have one position. */
    public static int mostBytes() {
        return MOST_BYTES;
    }

    /** The last position that a WALK is about. */
    public static long last(RequestCursor request) {
        requireWhole(request);
        return Wire.getLong(request.bytes(), request.valueOffset());
    }

    /** About how many keys are asked for; 0 when they are counted alone. */
    public static int keys(RequestCursor request) {
        requireWhole(request);
        int keys = Wire.getInt(request.bytes(), request.valueOffset() + Long.BYTES);
        if (keys < 0) {
            throw new MalformedMessageException("a WALK for " + keys + " keys");
        }
        return keys;
    }

    private static void requireWhole(RequestCursor request) {
        if (request.valueLength() != BYTES) {
            throw new MalformedMessageException(
                    "a WALK with " + request.valueLength() + " bytes, where it has " + BYTES);
        }
    }

    /** Takes the keys of an answer. */
    public interface Visitor {
        /** One of them. */
        void key(byte[] bytes, int offset, int length);
    }

    /** Last position up to which an answer tells every key. */
    public static long last(byte[] answer, int offset, int length) {
        requireHead(length);
        return Wire.getLong(answer, offset);
    }

    /** How many keys there are up to that. */
    public static int keys(byte[] answer, int offset, int length) {
        requireHead(length);
        return Wire.getInt(answer, offset + Long.BYTES);
    }

    /** Tells the keys of an answer. */
    public static void visit(byte[] answer, int offset, int length, Visitor visitor) {
        requireHead(length);
        int end = offset + length;
        int at = offset + BYTES;
        while (at < end) {
            int key = at + LENGTH_BYTES;
            int keyLength = end < key ? 1 : ((answer[at] & 0xff) | (answer[at + 1] & 0xff) << Byte.SIZE) + 1;
            if (keyLength > end - key) {
                throw new MalformedMessageException("an answer to a WALK is cut off");
            }
            visitor.key(answer, key, keyLength);
            at = key + keyLength;
        }
    }

    private static void requireHead(int length) {
        if (length < BYTES) {
            throw new MalformedMessageException("an answer to a WALK with " + length + " bytes");
        }
    }
}
