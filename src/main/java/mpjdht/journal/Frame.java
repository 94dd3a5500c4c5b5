package mpjdht.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a file of a journal. A frame begins at a multiple of {@value #ALIGNMENT} bytes. Its header is {@value #HEADER_BYTES} bytes: length
 * of the record (int), CRC-32C (int), how many bytes of this file had been forced when the frame was written (long). The record follows, and zeros up to the
 * next multiple.
 *
 * <p>The checksum is of the number of the file, the place of the frame in it, the header and the record. So a frame that lies elsewhere, left by an
 * older file, is none.
 *
 * <p>That a frame tells what had been forced before it makes the difference between two kinds of bad frames. Behind the last one that was forced a power cut
 * leaves anything, and nobody has been told that it is there: a torn end. A bad frame before what some good frame knows to have been forced
 * is damage.
 */
final class Frame {
    static final int ALIGNMENT = 8;
    static final int HEADER_BYTES = 16;

    private static final int CRC_AT = 4;
    private static final int FORCED_AT = 8;

    private Frame() {}

    /** Bytes that a frame takes in its file. */
    static long bytes(int recordBytes) {
        return ((long) HEADER_BYTES + recordBytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Length of the record of a frame that begins here, if one does. */
    static int recordBytes(ByteBuffer header) {
        return header.getInt(0);
    }

    /** Bytes that had been forced, if a frame begins here. */
    static long forced(ByteBuffer header) {
        return header.getLong(FORCED_AT);
    }

    /** Fills in a header of a frame whose record is in an array. */
    static void write(
            ByteBuffer header, long file, long at, long forced, byte[] record, int recordOffset, int recordBytes) {
        header.putInt(0, recordBytes).putInt(CRC_AT, 0).putLong(FORCED_AT, forced);
        header.putInt(CRC_AT, crc(header, file, at, record, recordOffset, recordBytes));
    }

    /** Whether a header and a record are those of a frame. */
    static boolean isGood(ByteBuffer header, long file, long at, byte[] record, int recordOffset, int recordBytes) {
        int told = header.getInt(CRC_AT);
        header.putInt(CRC_AT, 0);
        int found = crc(header, file, at, record, recordOffset, recordBytes);
        header.putInt(CRC_AT, told);
        return told == found;
    }

    private static int crc(ByteBuffer header, long file, long at, byte[] record, int recordOffset, int recordBytes) {
        CRC32C crc = new CRC32C();
        byte[] place = new byte[2 * Long.BYTES];
        ByteBuffer.wrap(place).putLong(file).putLong(at);
        crc.update(place);
        crc.update(header.array(), header.arrayOffset(), HEADER_BYTES);
        crc.update(record, recordOffset, recordBytes);
        return (int) crc.getValue();
    }
}
