package mpjdht.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import mpjdht.journal.JournalEnd.Torn;

/**
 * Reads a journal from its first file, which the last one tells, on to its end. A bad frame is the torn end if it is in the last file and nothing behind it knows that it had been forced; any
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
    private byte[] buffer = {};

    private long bufferFrom;
    private int buffered;
    private DiskFile file;

    /** Number of the file with which the journal begins. */
    private long first;

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
     * @param mostRecordBytes no record is longer
     * @throws DamageException if something is there that is not what was written
     */
    public static JournalEnd read(Disk disk, int mostRecordBytes, Taker taker) throws IOException {
        return new JournalReader(disk, mostRecordBytes, taker).read();
    }

    private JournalEnd read() throws IOException {
        List<Long> numbers = JournalFiles.numbers(disk);
        JournalEnd end = JournalEnd.NONE;
        if (!numbers.isEmpty()) {
            long last = numbers.get(numbers.size() - 1);
            first = first(numbers);
            for (long next = first; next <= last; next++) {
                if (!numbers.contains(next)) {
                    throw new DamageException(disk.path(JournalFiles.name(next)), 0, "the file is missing");
                }
                end = readFile(next, next == last);
            }
        }
        return end;
    }

    /** The number of the first file, as the last one tells it that is begun; those before it are given up, as far as they are still there. */
    private long first(List<Long> numbers) throws IOException {
        for (int i = numbers.size() - 1; i >= 0; i--) {
            number = numbers.get(i);
            try (DiskFile opened = disk.open(JournalFiles.name(number))) {
                open(opened);
                if (isGood(0)) {
                    return firstTold();
                }
            }
        }
        return 1;
    }

    private void open(DiskFile opened) throws IOException {
        file = opened;
        length = file.length();
        buffered = 0;
    }

    private JournalEnd readFile(long fileNumber, boolean isLast) throws IOException {
        number = fileNumber;
        String name = JournalFiles.name(number);
        try (DiskFile opened = disk.open(name)) {
            open(opened);
            long at = 0;
            while (isGood(at)) {
                int recordBytes = Frame.recordBytes(header);
                if (at == 0) {
                    firstTold();
                } else if (recordBytes > 0) {
                    taker.take(number, buffer, inBuffer(at) + Frame.HEADER_BYTES, recordBytes);
                }
                at += Frame.bytes(recordBytes);
            }
            if (at == length && at > 0) {
                return new JournalEnd(first, number, at, Optional.empty());
            }
            if (!isLast || isForced(at)) {
                throw new DamageException(disk.path(name), at, "the checksum is wrong");
            }
            return new JournalEnd(first, number, at, Optional.of(new Torn(disk.path(name), at, length - at)));
        }
    }

    /** With which file the journal began when the one in hand did, whose first record is in the buffer. */
    private long firstTold() throws IOException {
        long told = JournalFiles.first(buffer, inBuffer(0) + Frame.HEADER_BYTES, Frame.recordBytes(header));
        if (told < 1 || told > number) {
            throw new DamageException(
                    disk.path(JournalFiles.name(number)),
                    0,
                    "another format than '" + JournalFiles.FORMAT + "', which this program writes");
        }
        return told;
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
        int room = (int) Math.max(bytes, Math.min(BUFFER_BYTES, length - at));
        if (room > buffer.length || buffer.length > Math.max(room, BUFFER_BYTES)) {
            buffer = new byte[room];
        }
        buffered = (int) Math.min(buffer.length, length - at);
        bufferFrom = at;
        file.read(at, buffer, 0, buffered);
    }
}
