package mpjdht.message;

/**
 * What a replica tells the next one of a chain, under construction. The header is {@value RequestBatch#HEADER_BYTES} bytes: kind
 * (byte) and three zero bytes, number of the batch among those of one epoch from one rank to another, from 1 (int), epoch (long).
 *
 * <p>A record is a leg of {@value #LEG_BYTES} bytes and then a record of a {@link RequestBatch} with one of {@link ChainEntry} for
 * its operation. The leg: {@linkplain Origin origin} of the command (int); what became of it, one of {@link Answer}, in the low
 * byte and its hops in the other three of an int; name of the region that it was
 * done to first, and its number among the writes there (two longs).
 */
public final class ChainBatch extends GrowingBytes {
    static final int LEG_BYTES = 24;

    /** Bytes of a record without its key and value. */
    public static final int RECORD_BYTES = LEG_BYTES + RequestBatch.RECORD_BYTES;

    private static final int NUMBER_AT = 4;
    private static final int EPOCH_AT = 8;
    private static final byte[] NO_KEY = {0};

    private int records;

    /** An empty batch. */
    public ChainBatch() {
        extend(RequestBatch.HEADER_BYTES);
        RequestBatch.writeHeader(bytes(), 0, MessageKind.CHAIN);
    }

    /** Empties the batch. */
    public void reset() {
        truncate(RequestBatch.HEADER_BYTES);
        records = 0;
    }

    /** Says which batch it is. */
    public void address(int number, long epoch) {
        Wire.putInt(bytes(), NUMBER_AT, number);
        Wire.putLong(bytes(), EPOCH_AT, epoch);
    }

    /**
     * The number of a received batch.
     *
     * @throws MalformedMessageException if the message has no header
     */
    public static int number(byte[] message, int offset, int length) {
        // The header is that of requests, so that whoever is told the epoch has looked at its length.
        RequestBatch.epoch(message, offset, length);
        return Wire.getInt(message, offset + NUMBER_AT);
    }

    /**
     * Appends what became of a command.
     *
     * @param entry one of {@link ChainEntry}
     * @param region name of the region, as the first replica has it
     * @param number number of the write among those of the region
     * @param value new value of the key; without meaning where the entry has none
     */
    public void add(
            int entry,
            int origin,
            int outcome,
            int hops,
            long region,
            long number,
            RequestCursor request,
            byte[] value,
            int valueOffset,
            int valueLength) {
        append(
                entry,
                origin,
                outcome | hops << 8,
                region,
                number,
                request.sequence(),
                request.position(),
                request.hash(),
                request.bytes(),
                request.keyOffset(),
                request.keyLength(),
                value,
                valueOffset,
                valueLength);
    }

    /** Appends a record as it came. */
    public void add(ChainCursor record) {
        int from = record.legOffset();
        int length = record.recordEnd() - from;
        int at = extend(length);
        System.arraycopy(record.bytes(), from, bytes(), at, length);
        records++;
    }

    /** Appends a key of a copy. */
    public void addKey(
            int hash, long position, byte[] from, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        append(
                ChainEntry.COPY,
                0,
                0,
                0,
                0,
                0,
                position,
                hash,
                from,
                keyOffset,
                keyLength,
                from,
                valueOffset,
                valueLength);
    }

    /** Bytes that a key of a copy takes. */
    public static int keyBytes(int keyLength, int valueLength) {
        return LEG_BYTES + RequestBatch.RECORD_BYTES + keyLength + valueLength;
    }

    /** Appends what is remembered of a command that is over. */
    public void addMemory(int origin, int sequence, int outcome, long position, long number) {
        byte[] bytes = new byte[Long.BYTES];
        Wire.putLong(bytes, 0, number);
        append(ChainEntry.MEMORY, origin, outcome, 0, 0, sequence, position, 0, NO_KEY, 0, 1, bytes, 0, bytes.length);
    }

    /**
     * Appends what a key had before a write.
     *
     * @param sequence number of the write
     * @param outcome {@link Answer#FOUND}, or {@link Answer#MISSING} if there was no such key
     * @param value what it had; of length 0 if there was no such key
     */
    public void addBeforeImage(
            int origin,
            int sequence,
            int outcome,
            long position,
            int hash,
            byte[] key,
            int keyOffset,
            int keyLength,
            byte[] value,
            int valueOffset,
            int valueLength) {
        append(
                ChainEntry.BEFORE_IMAGE,
                origin,
                outcome,
                0,
                0,
                sequence,
                position,
                hash,
                key,
                keyOffset,
                keyLength,
                value,
                valueOffset,
                valueLength);
    }

    /** Appends a record that marks a point in what is told of the region of a position. */
    public void addMark(int entry, long position) {
        append(entry, 0, 0, 0, 0, 0, position, 0, NO_KEY, 0, 1, NO_KEY, 0, 0);
    }

    private void append(
            int entry,
            int origin,
            int outcomeAndHops,
            long region,
            long number,
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
        Wire.putInt(to, at, origin);
        Wire.putInt(to, at + 4, outcomeAndHops);
        Wire.putLong(to, at + 8, region);
        Wire.putLong(to, at + 16, number);
        int record = at + LEG_BYTES;
        RequestBatch.writeRecord(to, record, entry, sequence, position, hash, keyLength, valueLength);
        int keyAt = record + RequestBatch.RECORD_BYTES;
        System.arraycopy(key, keyOffset, to, keyAt, keyLength);
        System.arraycopy(value, valueOffset, to, keyAt + keyLength, valueLength);
        records++;
    }

    /** Number of records in it. */
    public int records() {
        return records;
    }

    /** Whether it is long enough to be sent. */
    public boolean full() {
        return length() >= Sizes.BATCH_BYTES;
    }
}
