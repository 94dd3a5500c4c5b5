package mpjdht.message;

/** Reads the answers of a batch one by one, or one of them by its place, without making an object for any of them. */
public final class ReplyCursor {
    private final int versionBytes;
    private byte[] bytes;
    private int end;
    private int at;
    private int nextAt;
    private int valueLength;

    /** A cursor for answers without versions. */
    public ReplyCursor() {
        this(0);
    }

    /**
     * A cursor for answers that tell a version.
     *
     * @param versionBytes its length, behind the value of each; answers that the client has given itself have none
     */
    public ReplyCursor(int versionBytes) {
        this.versionBytes = versionBytes;
    }

    /** Begins with the first record of a {@link MessageKind#REPLIES} message. */
    public void open(byte[] message, int offset, int length) {
        if (length < ReplyBatch.HEADER_BYTES) {
            throw new MalformedMessageException("a batch of " + length + " bytes has no header");
        }
        bytes = message;
        end = offset + length;
        nextAt = offset + ReplyBatch.HEADER_BYTES;
    }

    /** Goes back to the record that began at {@code recordOffset} when {@link #next} read it. */
    public void seek(byte[] message, int recordOffset) {
        bytes = message;
        at = recordOffset;
        valueLength = Wire.getInt(bytes, at + 16);
    }

    /**
     * Goes on to the next record; false when there is none.
     *
     * @throws MalformedMessageException if the record does not end inside the message
     */
    public boolean next() {
        at = nextAt;
        int room = end - at - ReplyBatch.RECORD_BYTES;
        if (room < 0) {
            if (end != at) {
                throw new MalformedMessageException("an answer is cut off after " + (end - at) + " bytes");
            }
            return false;
        }
        valueLength = Wire.getInt(bytes, at + 16);
        if (valueLength < 0 || valueLength > room) {
            throw new MalformedMessageException(
                    "an answer with a value of " + valueLength + " bytes where " + room + " are left");
        }
        nextAt = at + ReplyBatch.RECORD_BYTES + valueLength;
        return true;
    }

    /** Bytes before the first answer of a message. */
    public static int headerBytes() {
        return ReplyBatch.HEADER_BYTES;
    }

    /** One of {@link Answer}. */
    public int outcome() {
        return Wire.getInt(bytes, at) & 0xff;
    }

    /** The answer is another one, without a value, because whoever gave it did not know all. */
    public void becomes(int outcome) {
        Wire.putInt(bytes, at, outcome | hops() << 8);
    }

    /** Messages that the request took from the head to the owner, from node to node. */
    public int hops() {
        return Wire.getInt(bytes, at) >>> 8;
    }

    /** Low 32 bits of the command's number. */
    public int sequence() {
        return Wire.getInt(bytes, at + 4);
    }

    /** Id of the node that answered. */
    public long node() {
        return Wire.getLong(bytes, at + 8);
    }

    /** Array that holds the value. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the record begins in {@link #bytes()}. */
    public int recordOffset() {
        return at;
    }

    /** Where the value begins in {@link #bytes()}. */
    public int valueOffset() {
        return at + ReplyBatch.RECORD_BYTES;
    }

    /** Length of the value; 0 when the answer has none. */
    public int valueLength() {
        return Math.max(0, valueLength - versionBytes);
    }

    /** Whether the answer tells a version, behind its value. */
    public boolean hasVersion() {
        return versionBytes > 0 && valueLength >= versionBytes;
    }

    /** Where the version begins in {@link #bytes()}, if there is one. */
    public int versionOffset() {
        return valueOffset() + valueLength - versionBytes;
    }

    /** Bytes of the whole record, by which answers in flight are counted. */
    public int recordBytes() {
        return ReplyBatch.RECORD_BYTES + valueLength;
    }
}
