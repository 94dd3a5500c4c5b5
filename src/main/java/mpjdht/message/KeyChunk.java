package mpjdht.message;

/**
 * A piece of an arc on its way from one node to another: a header of its own kind, whose second byte is 1 in the last chunk of
 * what belongs together and else 0, and records as those of a {@link RequestBatch}, each a PUT.
 */
public abstract class KeyChunk extends GrowingBytes {
    private long keys;
    private long payloadBytes;

    KeyChunk() {}

    /** Empties the chunk and writes the first bytes of a header of this length. */
    final void begin(byte kind, int headerBytes) {
        truncate(0);
        int at = extend(headerBytes);
        RequestBatch.writeHeader(bytes(), at, kind);
        keys = 0;
        payloadBytes = 0;
    }

    /** Appends a key and the value right behind it. */
    public final void add(long position, int hash, byte[] from, int keyOffset, int keyLength, int valueLength) {
        int at = extend(RequestBatch.RECORD_BYTES + keyLength + valueLength);
        RequestBatch.writeRecord(bytes(), at, Operation.PUT, 0, position, hash, keyLength, valueLength);
        System.arraycopy(from, keyOffset, bytes(), at + RequestBatch.RECORD_BYTES, keyLength + valueLength);
        keys++;
        payloadBytes += keyLength + valueLength;
    }

    /** Marks the chunk as the last one of its arc. */
    public final void markLast() {
        bytes()[1] = 1;
    }

    /** Keys in it. */
    public final long keys() {
        return keys;
    }

    /** Bytes of the keys and values in it. */
    public final long payloadBytes() {
        return payloadBytes;
    }

    /** Whether a received chunk is the last one of its arc. */
    public static boolean last(byte[] message, int offset) {
        return message[offset + 1] == 1;
    }
}
