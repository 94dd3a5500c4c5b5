package mpjdht.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes numbers and values into an array that has room for them. A number is in groups of seven bits, the lowest first. */
final class VarintWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;

    VarintWriter(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How many bytes {@link #number} needs. */
    static int length(long number) {
        return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + 6) / 7;
    }

    /** A number of at most 63 bits. */
    void number(long number) {
        long left = number;
        while (left >= 0x80) {
            bytes[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    /** Eight bytes, the lowest first. */
    void fixed(long fixed) {
        LONG.set(bytes, at, fixed);
        at += Long.BYTES;
    }

    /** A value behind its length. */
    void value(ValueSlice value) {
        number(value.length());
        System.arraycopy(value.bytes(), value.offset(), bytes, at, value.length());
        at += value.length();
    }
}
