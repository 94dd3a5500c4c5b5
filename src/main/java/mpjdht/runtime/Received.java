package mpjdht.runtime;

/** A message as it arrived; a mutable carrier that its owner uses again. The bytes are valid until the next receive. */
public final class Received {
    private int from;
    private byte[] bytes;
    private int offset;
    private int length;

    /** Fills the carrier. */
    public void set(int newFrom, byte[] newBytes, int newOffset, int newLength) {
        from = newFrom;
        bytes = newBytes;
        offset = newOffset;
        length = newLength;
    }

    /** Rank that sent it. */
    public int from() {
        return from;
    }

    /** Array that holds it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    public int offset() {
        return offset;
    }

    /** Its length in bytes. */
    public int length() {
        return length;
    }
}
