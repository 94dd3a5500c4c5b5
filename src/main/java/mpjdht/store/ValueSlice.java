package mpjdht.store;

import java.util.Arrays;
import java.util.Objects;

/** A value: some bytes of an array, which nobody may change while the slice is in use. Equal bytes are equal slices. */
public final class ValueSlice {
    private final byte[] bytes;
    private final int offset;
    private final int length;

    ValueSlice(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = Objects.checkFromIndexSize(offset, length, bytes.length);
        this.length = length;
    }

    /** The array that holds the value. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the value begins. */
    public int offset() {
        return offset;
    }

    /** Length of the value. */
    public int length() {
        return length;
    }

    /** The value in an array of its own. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueSlice that
                && Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(copy());
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
