package mpjdht.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Reads what {@link VarintWriter} wrote, and refuses every other way to write the same. Nothing is believed before the bytes
 * for it are there.
 */
final class VarintReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String what;
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;

    /**
     * A reader of some bytes of an array.
     *
     * @param what what the bytes should be, for messages
     */
    VarintReader(String what, byte[] bytes, int offset, int length) {
        this.what = what;
        this.bytes = bytes;
        this.start = Objects.checkFromIndexSize(offset, length, bytes.length);
        this.end = offset + length;
        this.at = offset;
    }

    /** A number of 63 bits. */
    long number() {
        int first = at;
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            need(1);
            byte next = bytes[at++];
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                if (next == 0 && shift > 0) {
                    throw malformed("the number at byte " + (first - start) + " is longer than it needs to be");
                }
                return number;
            }
        }
        throw malformed("the number at byte " + (first - start) + " has more than 63 bits");
    }

    /** How many things follow that have at least {@code leastBytes} each: no more than the bytes that are left can hold. */
    int count(int leastBytes) {
        int first = at;
        long count = number();
        if (count > (end - at) / leastBytes) {
            throw malformed("byte " + (first - start) + " announces more than the " + (end - at) + " bytes behind it");
        }
        return (int) count;
    }

    /** Eight bytes, the lowest first. */
    long fixed() {
        need(Long.BYTES);
        long fixed = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return fixed;
    }

    /** A value, where it is. */
    ValueSlice value() {
        int length = count(1);
        ValueSlice value = new ValueSlice(bytes, at, length);
        at += length;
        return value;
    }

    /** An actor. The actors before it, of which there are {@code read}, must end with one below it. */
    long actor(int read, long before) {
        long actor = fixed();
        if (read > 0 && Long.compareUnsigned(before, actor) >= 0) {
            throw malformed("actor " + Long.toUnsignedString(actor) + " follows " + Long.toUnsignedString(before)
                    + "; right is ascending order");
        }
        return actor;
    }

    /** The counter of an actor that has written. */
    long counter() {
        long counter = number();
        if (counter == 0) {
            throw malformed("an actor has the counter 0; right is to leave it out");
        }
        return counter;
    }

    /** Everything must have been read. */
    void finish() {
        if (at < end) {
            throw malformed((end - at) + " bytes follow the end");
        }
    }

    IllegalArgumentException malformed(String why) {
        return new IllegalArgumentException("malformed " + what + ": " + why);
    }

    private void need(int count) {
        if (count > end - at) {
            throw malformed("cut off after " + (end - start) + " bytes");
        }
    }
}
