package mpjdht.message;

/**
 * A batch of requests of one client, under construction. The header is {@value #HEADER_BYTES} bytes: kind (byte) and three
 * zero bytes, {@linkplain Origin origin} (int), epoch of the ring by which the client sent it (long).
 *
 * <p>A record is {@value #RECORD_BYTES} bytes, key, value: operation in the low byte and key length minus one in the next
 * two of an int; sequence number (int, wraps); position (long); hash (int); value length (int, 0 for GET and DELETE).
 */
public final class RequestBatch extends GrowingBytes {
    static final int HEADER_BYTES = 16;
    static final int RECORD_BYTES = 24;

    private static final int ORIGIN_AT = 4;
    private static final int EPOCH_AT = 8;

    private int records;

    /** An empty batch. */
    public RequestBatch() {
        extend(HEADER_BYTES);
        writeHeader(bytes(), 0, MessageKind.REQUESTS);
    }

    /** Empties the batch; whose it is and by which ring it goes stay as they are. */
    public void reset() {
        truncate(HEADER_BYTES);
        records = 0;
    }

    /**
     * Says whose requests these are.
     *
     * @param origin the client, as {@link Origin} names it
     * @param epoch the ring by which it sends them
     */
    public void address(int origin, long epoch) {
        Wire.putInt(bytes(), ORIGIN_AT, origin);
        Wire.putLong(bytes(), EPOCH_AT, epoch);
    }

    /** Whether the batch is of this client, and goes by this ring. */
    public boolean isAddressed(int origin, long epoch) {
        return Wire.getInt(bytes(), ORIGIN_AT) == origin && Wire.getLong(bytes(), EPOCH_AT) == epoch;
    }

    /**
     * The client that sent a received batch.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static int origin(byte[] message, int offset, int length) {
        requireHeader(length);
        return Wire.getInt(message, offset + ORIGIN_AT);
    }

    /**
     * The ring by which a received {@link MessageKind#REQUESTS} or {@link MessageKind#ROUTED} message goes.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static long epoch(byte[] message, int offset, int length) {
        requireHeader(length);
        return Wire.getLong(message, offset + EPOCH_AT);
    }

    private static void requireHeader(int length) {
        if (length < HEADER_BYTES) {
            throw new MalformedMessageException("a batch of " + length + " bytes has no header");
        }
    }

    /** Appends a request. */
    public void add(
            int operation,
            int sequence,
            long position,
            int hash,
            byte[] key,
            int keyOffset,
            int keyLength,
            byte[] value,
            int valueOffset,
            int valueLength) {
        int at = extend(RECORD_BYTES + keyLength + valueLength);
        byte[] to = bytes();
        writeRecord(to, at, operation, sequence, position, hash, keyLength, valueLength);
        System.arraycopy(key, keyOffset, to, at + RECORD_BYTES, keyLength);
        System.arraycopy(value, valueOffset, to, at + RECORD_BYTES + keyLength, valueLength);
        records++;
    }

    /**
     * Appends a CAS; key, old value and new value lie in one array.
     *
     * @param oldLength {@link SwapRecord#ABSENT} when the key is to be absent before, which it may not be before and after
     * @param newLength the same of what is after
     */
    public void addSwap(
            int sequence,
            long position,
            int hash,
            byte[] from,
            int keyOffset,
            int keyLength,
            int oldOffset,
            int oldLength,
            int newOffset,
            int newLength) {
        int valueLength = SwapRecord.length(oldLength, newLength);
        int at = extend(RECORD_BYTES + keyLength + valueLength);
        byte[] to = bytes();
        writeRecord(to, at, Operation.CAS, sequence, position, hash, keyLength, valueLength);
        System.arraycopy(from, keyOffset, to, at + RECORD_BYTES, keyLength);
        SwapRecord.write(to, at + RECORD_BYTES + keyLength, from, oldOffset, oldLength, newOffset, newLength);
        records++;
    }

    /** Appends the PUT or DELETE on which a cursor stands, and what its client has seen of the key. */
    public void addWithContext(RequestCursor request, byte[] context) {
        int valueLength = ContextRecord.length(context, request.valueLength());
        int at = extend(RECORD_BYTES + request.keyLength() + valueLength);
        byte[] to = bytes();
        writeRecord(
                to,
                at,
                request.operation(),
                request.sequence(),
                request.position(),
                request.hash(),
                request.keyLength(),
                valueLength);
        System.arraycopy(request.bytes(), request.keyOffset(), to, at + RECORD_BYTES, request.keyLength());
        ContextRecord.write(
                to,
                at + RECORD_BYTES + request.keyLength(),
                context,
                request.bytes(),
                request.valueOffset(),
                request.valueLength());
        records++;
    }

    /** Appends an INCR. */
    public void addIncrement(int sequence, long position, int hash, byte[] key, int keyOffset, int keyLength, long by) {
        int at = extend(RECORD_BYTES + keyLength + IncrementRecord.BYTES);
        byte[] to = bytes();
        writeRecord(to, at, Operation.INCR, sequence, position, hash, keyLength, IncrementRecord.BYTES);
        System.arraycopy(key, keyOffset, to, at + RECORD_BYTES, keyLength);
        Wire.putLong(to, at + RECORD_BYTES + keyLength, by);
        records++;
    }

    /**
     * Appends a WALK.
     *
     * @param last last position that it is about
     * @param keys about how many keys it asks for; 0 to have them counted
     */
    public void addWalk(int sequence, long position, long last, int keys) {
        int at = extend(RECORD_BYTES + 1 + WalkRecord.BYTES);
        byte[] to = bytes();
        writeRecord(to, at, Operation.WALK, sequence, position, Long.hashCode(position), 1, WalkRecord.BYTES);
        to[at + RECORD_BYTES] = 0;
        Wire.putLong(to, at + RECORD_BYTES + 1, last);
        Wire.putInt(to, at + RECORD_BYTES + 1 + Long.BYTES, keys);
        records++;
    }

    /** Appends a copy of the plain request on which a cursor stands. */
    public void addCopy(RequestCursor request) {
        addAll(request.bytes(), request.recordOffset(), request.recordEnd() - request.recordOffset(), 1);
    }

    /** Appends records that lie one behind another in another batch. */
    public void addAll(byte[] from, int offset, int length, int count) {
        int at = extend(length);
        System.arraycopy(from, offset, bytes(), at, length);
        records += count;
    }

    /** Takes back the request that was appended last, if there is one behind the first {@code length} bytes. */
    public void dropSince(int length) {
        if (length() > length) {
            truncate(length);
            records--;
        }
    }

    /** Number of requests in it. */
    public int records() {
        return records;
    }

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }

    static void writeHeader(byte[] to, int at, byte kind) {
        Wire.putInt(to, at, kind);
    }

    static void writeRecord(
            byte[] to, int at, int operation, int sequence, long position, int hash, int keyLength, int valueLength) {
        Wire.putInt(to, at, operation | (keyLength - 1) << 8);
        Wire.putInt(to, at + 4, sequence);
        Wire.putLong(to, at + 8, position);
        Wire.putInt(to, at + 16, hash);
        Wire.putInt(to, at + 20, valueLength);
    }
}
