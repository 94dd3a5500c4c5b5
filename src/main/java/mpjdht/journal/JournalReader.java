package mpjdht.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mpjdht.journal.JournalEnd.Torn;

/**
 * Reads a journal from a file on to its end. A bad frame is the torn end if it is in the last file and nothing behind it knows that it had been forced; any
 * other is damage, and nothing behind it is read.
 */
public final class JournalReader {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Disk disk;
    private final int mostRecordBytes;
    private final Taker taker;
    private final byte[] headerBytes = new byte[Frame.HEADER_BYTES];
    private final ByteBuffer header = ByteBuffer.wrap(headerBytes);

    /** The part of the file in hand that is in memory. */
    private byte[] buffer = new byte[BUFFER_BYTES];

    private long bufferFrom;
    private int buffered;
    private DiskFile file;
    private long number;
    private long length;

    /** Takes records, in the order in which they were appended. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes one.
         *
         * @param file number of the file in which it is
         * @param bytes array that holds it, until this method returns
         */
        void take(long file, byte[] bytes, int offset, int length) throws IOException;
    }

    private JournalReader(Disk disk, int mostRecordBytes, Taker taker) {
        this.disk = disk;
        this.mostRecordBytes = mostRecordBytes;
        this.taker = taker;
    }

    /**
     * Reads a journal.
     *
     * @param first number of the file with which it begins, from 1
     * @param mostRecordBytes no record is longer
     * @throws DamageException if something is there that is not what was written
     */
    public static JournalEnd read(Disk disk, long first, int mostRecordBytes, Taker taker) throws IOException {
        return new JournalReader(disk, mostRecordBytes, taker).readFrom(first);
    }

    private JournalEnd readFrom(long first) throws IOException {
        List<Long> numbers = JournalFiles.numbers(disk, first);
        JournalEnd end = new JournalEnd(first - 1, 0, Optional.empty());
        for (int i = 0; i < numbers.size(); i++) {
            end = readFile(numbers.get(i), i == numbers.size() - 1);
        }
        return end;
    }

    private JournalEnd readFile(long fileNumber, boolean isLast) throws IOException {
        number = fileNumber;
        String name = JournalFiles.name(number);
        try (DiskFile opened = disk.open(name)) {
            file = opened;
            length = file.length();
            buffered = 0;
            long at = 0;
            while (isGood(at)) {
                int recordBytes = Frame.recordBytes(header);
                if (at == 0) {
                    requireFormat(name, recordBytes);
                } else if (recordBytes > 0) {
                    taker.take(number, buffer, inBuffer(at) + Frame.HEADER_BYTES, recordBytes);
                }
                at += Frame.bytes(recordBytes);
            }
            if (at == length && at > 0) {
                return new JournalEnd(number, at, Optional.empty());
            }
            if (!isLast || isForced(at)) {
                throw new DamageException(disk.path(name), at, "the checksum is wrong");
            }
            return new JournalEnd(number, at, Optional.of(new Torn(disk.path(name), at, length - at)));
        }
    }

    private void requireFormat(String name, int recordBytes) throws IOException {
        byte[] known = JournalFiles.format();
        int from = inBuffer(0) + Frame.HEADER_BYTES;
        if (!Arrays.equals(buffer, from, from + recordBytes, known, 0, known.length)) {
            throw new DamageException(
                    disk.path(name), 0, "another format than '" + JournalFiles.FORMAT + "', which this program writes");
        }
    }

    /** Whether a good frame begins at a place; then it is in the buffer, and its header is at hand. */
    private boolean isGood(long at) throws IOException {
        if (length - at < Frame.HEADER_BYTES) {
            return false;
        }
        load(at, Frame.HEADER_BYTES);
        System.arraycopy(buffer, inBuffer(at), headerBytes, 0, Frame.HEADER_BYTES);
        int recordBytes = Frame.recordBytes(header);
        if (recordBytes < 0 || recordBytes > mostRecordBytes || Frame.bytes(recordBytes) > length - at) {
            return false;
        }
        load(at, (int) Frame.bytes(recordBytes));
        return Frame.isGood(header, number, at, buffer, inBuffer(at) + Frame.HEADER_BYTES, recordBytes);
    }

    /** Whether some good frame behind a bad one knows that this had been forced. */
    private boolean isForced(long bad) throws IOException {
        for (long at = bad + Frame.ALIGNMENT; at <= length - Frame.HEADER_BYTES; at += Frame.ALIGNMENT) {
            load(at, Frame.HEADER_BYTES);
            long forced = ByteBuffer.wrap(buffer, inBuffer(at), Frame.HEADER_BYTES)
                    .slice()
                    .getLong(Frame.HEADER_BYTES - Long.BYTES);
            // Few places look like a frame that knows so much.
            if (forced > bad && forced <= at && isGood(at)) {
                return true;
            }
        }
        return false;
    }

    private int inBuffer(long at) {
        return (int) (at - bufferFrom);
    }

    /** Has some bytes of the file in the buffer, which may grow for that. */
    private void load(long at, int bytes) throws IOException {
        if (buffered > 0 && at >= bufferFrom && at + bytes <= bufferFrom + buffered) {
            return;
        }
        if (bytes > buffer.length) {
            buffer = new byte[bytes];
        } else if (buffer.length > BUFFER_BYTES && bytes <= BUFFER_BYTES) {
            buffer = new byte[BUFFER_BYTES];
        }
        buffered = (int) Math.min(buffer.length, length - at);
        bufferFrom = at;
        file.read(at, buffer, 0, buffered);
    }
}
